internal import Crypto
import Foundation
import RecallDomain

/// Sums (HMAC-SHA256) that only whoever has the key can make. Every value stands in them with its kind
/// and length, so that no two different rows read alike.
struct AuditSum {
  private var sum: HMAC<SHA256>

  /// - Parameter purpose: a sum made for one purpose is none for another.
  init(_ key: SymmetricKey, for purpose: String) {
    sum = HMAC<SHA256>(key: key)
    add(purpose)
  }

  mutating func add(_ number: Int) {
    withUnsafeBytes(of: Int64(number).bigEndian) { sum.update(data: $0) }
  }

  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      add(bytes.count)
      sum.update(data: UnsafeRawBufferPointer(bytes))
    }
  }

  mutating func add(_ text: String?) {
    guard let text else { return add(-1) }
    add(text)
  }

  mutating func add(_ mac: Mac) { mac.withBytes { sum.update(data: $0) } }

  func mac() -> Mac { Mac(sum.finalize()) }
}

/// A finished sum: 32 bytes that are kept by the hundred thousand.
struct Mac: Hashable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  /// Before the first entry of a chain there is nothing.
  static let none = Mac()

  private init() {}

  fileprivate init(_ code: HMAC<SHA256>.MAC) {
    withUnsafeMutableBytes(of: &words) { target in
      code.withUnsafeBytes { target.copyMemory(from: $0) }
    }
  }

  init?(_ data: Data) {
    guard data.count == 32 else { return nil }
    withUnsafeMutableBytes(of: &words) { target in
      data.withUnsafeBytes { target.copyMemory(from: $0) }
    }
  }

  init?(hex: String) {
    guard hex.utf8.count == 64 else { return nil }
    var bytes: [UInt8] = []
    var rest = hex[...]
    while !rest.isEmpty {
      guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    self.init(Data(bytes))
  }

  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    withUnsafeBytes(of: words, body)
  }

  var data: Data { withBytes { Data($0) } }
  var hex: String { data.hexDigits }

  static func == (one: Mac, other: Mac) -> Bool { one.words == other.words }

  func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}
