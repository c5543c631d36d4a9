internal import Foundation

/// An input as one stream of bytes in which ASCII means ASCII: UTF-16 becomes UTF-8, byte order
/// marks vanish, a binary file is refused with one sentence. Bytes that are not UTF-8 pass, for
/// `FieldText` to read them as Windows-1252; zero bytes pass, for their own row to be named.
struct InputBytes {
  private enum Encoding { case bytes, littleEndian, bigEndian }

  private let source: ByteSource
  private let name: String
  private var encoding = Encoding.bytes
  private var odd: [UInt8] = []
  private var highSurrogate: UInt32?
  /// A zero byte has come by: rows have to be looked through for it.
  private(set) var holdsZeros = false

  /// The first chunk decides the encoding.
  init(_ source: ByteSource, name: String) throws(ImportFailure) {
    self.source = source
    self.name = name
    var head = try source.read()
    while head.count < 4, case let more = try source.read(), !more.isEmpty { head += more }
    if let failure = Self.refusal(of: head, name) { throw failure }
    if head.starts(with: [0xEF, 0xBB, 0xBF]) {
      head.removeFirst(3)
    } else if head.starts(with: [0xFF, 0xFE]) {
      encoding = .littleEndian
      head.removeFirst(2)
    } else if head.starts(with: [0xFE, 0xFF]) {
      encoding = .bigEndian
      head.removeFirst(2)
    } else {
      encoding = Self.guess(head)
      if encoding == .bytes, Self.isBinary(head) { throw .binary(name) }
    }
    if !head.isEmpty { source.pushBack(head) }
  }

  /// The next bytes; empty at the end.
  mutating func next() throws(ImportFailure) -> [UInt8] {
    while case let chunk = try source.read(), !chunk.isEmpty {
      let text = encoding == .bytes ? chunk : transcode(chunk)
      holdsZeros = holdsZeros || Self.zeroIsIn(text)
      if !text.isEmpty { return text }
    }
    return []
  }

  /// Signatures of what people give by mistake.
  private static func refusal(of head: [UInt8], _ name: String) -> ImportFailure? {
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return .workbook(name) }
    if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return .workbook(name) }
    if head.starts(with: [0x1F, 0x8B]) { return .compressed(name) }
    if head.starts(with: Array("%PDF".utf8)) { return .binary(name) }
    // UTF-32, which begins like UTF-16.
    if head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF]) {
      return .binary(name)
    }
    return nil
  }

  /// Text has hardly any control characters; zeros at the end are a torn disk block, not data.
  private static func isBinary(_ head: [UInt8]) -> Bool {
    let sample = head.prefix(4_096)
    let text = sample.lastIndex { $0 != 0 }.map { sample[...$0] } ?? []
    let controls = text.count { $0 < 0x20 && !(0x09...0x0D).contains($0) && $0 != 0x1B }
    return controls * 32 > text.count
  }

  private static func zeroIsIn(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { $0.baseAddress.map { start in memchr(start, 0, bytes.count) != nil } }
      ?? false
  }

  /// Without a mark: Latin text in UTF-16 is zero in every other byte.
  private static func guess(_ head: [UInt8]) -> Encoding {
    let sample = head.prefix(512)
    var zeros = (even: 0, odd: 0)
    for (index, byte) in sample.enumerated() where byte == 0 {
      if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    let enough = sample.count / 2 * 7 / 10
    if sample.count >= 4, zeros.odd > enough, zeros.even * 4 < zeros.odd { return .littleEndian }
    if sample.count >= 4, zeros.even > enough, zeros.odd * 4 < zeros.even { return .bigEndian }
    return .bytes
  }

  private mutating func transcode(_ chunk: [UInt8]) -> [UInt8] {
    let bytes = odd.isEmpty ? chunk : odd + chunk
    odd = bytes.count % 2 == 0 ? [] : [bytes[bytes.count - 1]]
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    for index in stride(from: 0, to: bytes.count - 1, by: 2) {
      let (first, second) = (UInt32(bytes[index]), UInt32(bytes[index + 1]))
      let unit = encoding == .littleEndian ? second << 8 | first : first << 8 | second
      append(unit, to: &text)
    }
    return text
  }

  /// One unit of UTF-16, as UTF-8; half of a pair without the other becomes U+FFFD.
  private mutating func append(_ unit: UInt32, to text: inout [UInt8]) {
    if let high = highSurrogate {
      highSurrogate = nil
      if (0xDC00...0xDFFF).contains(unit) {
        return append(scalar: 0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00), to: &text)
      }
      append(scalar: 0xFFFD, to: &text)
    }
    if (0xD800...0xDBFF).contains(unit) {
      highSurrogate = unit
    } else {
      append(scalar: unit, to: &text)
    }
  }

  private func append(scalar: UInt32, to text: inout [UInt8]) {
    if scalar < 0x80 { return text.append(UInt8(scalar)) }
    text.append(contentsOf: UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}")!)
  }
}
