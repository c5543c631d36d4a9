/// What is refused before the parser sees a file: it composes aliases into copies and nests by
/// recursion, so a hostile file must not reach it.
enum YamlGuard {
  /// Bytes; SCRIPT-FORMAT, "Reading is strict".
  static let largestFile = 1 << 20
  /// Nothing of ours nests deeper than nine.
  static let deepest = 32

  static func finding(in text: YamlText) -> Finding? {
    if text.bytes.count > largestFile {
      return format(text.place(offset: 0), "file is larger than 1 MiB")
    }
    let scan = text.bytes.withUnsafeBufferPointer { YamlScan($0) }
    return badByte(scan, text) ?? tooDeep(scan, text) ?? manyAliases(scan, text)
  }

  private static func format(_ place: SourcePlace, _ message: String) -> Finding {
    Finding(rule: .format, place: place, message: message)
  }

  /// Invalid UTF-8, and control characters other than tab and line ends.
  private static func badByte(_ scan: YamlScan, _ text: YamlText) -> Finding? {
    if let offset = scan.control {
      return format(
        text.place(offset: offset), "control character is not allowed: this is no text file")
    }
    guard !scan.isASCII, String(validating: text.bytes, as: UTF8.self) == nil else { return nil }
    return format(text.place(offset: firstInvalid(text.bytes)), "file is not valid utf-8")
  }

  private static func firstInvalid(_ bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      offset += UTF8.width(scalar)
    }
    return min(offset, max(0, bytes.count - 1))
  }

  private static func tooDeep(_ scan: YamlScan, _ text: YamlText) -> Finding? {
    scan.tooDeep.map { format(text.place(offset: $0), tooDeepMessage) }
  }

  static let tooDeepMessage = "nested more than \(deepest) levels deep"

  /// One anchor used often is how a small file becomes a huge tree. What only looks like them (in
  /// quotes, say) passes up to this many; the reader then says exactly what an anchor is.
  private static func manyAliases(_ scan: YamlScan, _ text: YamlText) -> Finding? {
    guard let anchor = scan.anchor, scan.aliases > 12 else { return nil }
    return format(
      text.place(offset: anchor), "anchors and aliases are not allowed: write the value out")
  }
}

/// What the guard must know of a file's bytes, in one pass: a plain loop with plain comparisons,
/// since every file of a clinic passes here at every start.
private struct YamlScan {
  private(set) var isASCII = true
  /// The first control character other than tab and line ends.
  private(set) var control: Int?
  /// Where too many brackets stand open, quotes not considered: text of ours keeps its braces
  /// paired.
  private(set) var tooDeep: Int?
  /// The first `&name`, and how many `*name` there are: not inside a word.
  private(set) var anchor: Int?
  private(set) var aliases = 0
  private var depth = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var offset = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      // Letters and spaces, which most bytes are, say nothing.
      if byte != 0x20 && (byte < 0x61 || byte > 0x7A) { look(at: byte, offset, bytes) }
      offset += 1
    }
  }

  private mutating func look(
    at byte: UInt8, _ offset: Int, _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    if byte >= 0x80 {
      isASCII = false
    } else if byte < 0x20 || byte == 0x7F {
      if byte != 9 && byte != 10 && byte != 13 && control == nil { control = offset }
    } else if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") {
      depth += 1
      if depth > YamlGuard.deepest * 2 && tooDeep == nil { tooDeep = offset }
    } else if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
      depth = max(0, depth - 1)
    } else if byte == UInt8(ascii: "&") {
      if anchor == nil && starts(offset, bytes) { anchor = offset }
    } else if byte == UInt8(ascii: "*") {
      if starts(offset, bytes) { aliases += 1 }
    }
  }

  /// A name could begin after this mark.
  private func starts(_ offset: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    offset + 1 < bytes.count && isName(bytes[offset + 1])
      && (offset == 0 || !isName(bytes[offset - 1]))
  }

  private func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
