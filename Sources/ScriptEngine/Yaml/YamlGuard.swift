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
    return badByte(in: text) ?? tooDeep(in: text) ?? manyAliases(in: text)
  }

  private static func format(_ place: SourcePlace, _ message: String) -> Finding {
    Finding(rule: .format, place: place, message: message)
  }

  /// Invalid UTF-8, and control characters other than tab and line ends.
  private static func badByte(in text: YamlText) -> Finding? {
    if let offset = text.bytes.firstIndex(where: { $0 < 0x20 && !isSpace($0) || $0 == 0x7F }) {
      return format(
        text.place(offset: offset), "control character is not allowed: this is no text file")
    }
    guard String(validating: text.bytes, as: UTF8.self) == nil else { return nil }
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

  /// Brackets opened and not closed, quotes not considered: text of ours keeps its braces paired.
  private static func tooDeep(in text: YamlText) -> Finding? {
    var depth = 0
    for (offset, byte) in text.bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      default: break
      }
      if depth > deepest * 2 { return format(text.place(offset: offset), tooDeepMessage) }
    }
    return nil
  }

  static let tooDeepMessage = "nested more than \(deepest) levels deep"

  /// One anchor used often is how a small file becomes a huge tree. What only looks like them (in
  /// quotes, say) passes up to this many; the reader then says exactly what an anchor is.
  private static func manyAliases(in text: YamlText) -> Finding? {
    guard let anchor = starts(of: UInt8(ascii: "&"), in: text.bytes).first else { return nil }
    guard starts(of: UInt8(ascii: "*"), in: text.bytes).count > 12 else { return nil }
    return format(
      text.place(offset: anchor), "anchors and aliases are not allowed: write the value out")
  }

  /// Where `&name` or `*name` could begin: not inside a word.
  private static func starts(of mark: UInt8, in bytes: [UInt8]) -> [Int] {
    bytes.indices.dropLast().filter { index in
      bytes[index] == mark && isName(bytes[index + 1]) && (index == 0 || !isName(bytes[index - 1]))
    }
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 9 || byte == 10 || byte == 13 }
}
