internal import Yams

/// The place of a key's second writing: the parser names only the first.
enum DuplicateKey {
  static func finding(_ key: String, first mark: Mark, in text: YamlText) -> Finding {
    let first = text.place(line: mark.line, column: mark.column)
    let start = text.offset(line: mark.line, column: mark.column)
    let second = below(key, mark, text) ?? behind(key, start, text)
    return Finding(
      rule: .format, place: second ?? first,
      message: second == nil
        ? "key \(quoted(key)) is written twice" : YamlProblem.twice(key, first: first))
  }

  /// In a block the keys of one mapping stand in one column, down to the first line that is
  /// indented less.
  private static func below(_ key: String, _ mark: Mark, _ text: YamlText) -> SourcePlace? {
    var line = mark.line + 1
    while let range = text.lineRange(line) {
      let content = text.bytes[range]
      let indent = content.prefix { $0 == UInt8(ascii: " ") }.count
      let rest = content.dropFirst(indent)
      if let character = rest.first, character != UInt8(ascii: "#") {
        if indent < mark.column - 1 { return nil }
        if indent == mark.column - 1, isKey(key, rest) {
          return text.place(offset: range.lowerBound + indent)
        }
      }
      line += 1
    }
    return nil
  }

  /// In braces: the next place where the key is followed by a colon, up to the brace that closes.
  private static func behind(_ key: String, _ start: Int, _ text: YamlText) -> SourcePlace? {
    guard let end = closing(from: start, text) else { return nil }
    var offset = start + 1
    while offset < end {
      let before = text.bytes[offset - 1]
      if before == UInt8(ascii: " ") || before == UInt8(ascii: ",") || before == 0x0A,
        isKey(key, text.bytes[offset...])
      {
        return text.place(offset: offset)
      }
      offset += 1
    }
    return nil
  }

  /// Quotes are not considered: text of ours keeps its braces paired.
  private static func closing(from start: Int, _ text: YamlText) -> Int? {
    var depth = 0
    return text.bytes.indices[start...].first { offset in
      let byte = text.bytes[offset]
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      return depth < 0
    }
  }

  /// The key stands here, in whichever spelling: bare, in quotes, with escapes, behind a question mark.
  private static func isKey(_ key: String, _ bytes: ArraySlice<UInt8>) -> Bool {
    let asked = bytes.starts(with: "? ".utf8)
    let written = asked ? bytes.dropFirst(2).drop { $0 == space } : bytes
    let quote = written.first.flatMap { [doubleQuote, singleQuote].contains($0) ? $0 : nil }
    let token = quote.map { quotedToken(written, $0) } ?? written.prefix(key.utf8.count)
    guard spells(key, token) else { return false }
    let rest = written.dropFirst(token.count).drop { $0 == space }.first
    return rest == UInt8(ascii: ":") || asked && (rest == nil || rest == 0x0A || rest == 0x0D)
  }

  /// Up to the quote that closes; one behind a backslash does not.
  private static func quotedToken(_ bytes: ArraySlice<UInt8>, _ quote: UInt8) -> ArraySlice<UInt8> {
    var escaped = false
    let end = bytes.dropFirst().firstIndex { byte in
      if escaped {
        escaped = false
        return false
      }
      escaped = quote == doubleQuote && byte == UInt8(ascii: "\\")
      return byte == quote
    }
    return bytes[...(end ?? bytes.startIndex)]
  }

  private static func spells(_ key: String, _ token: ArraySlice<UInt8>) -> Bool {
    if token.elementsEqual(key.utf8) { return true }
    guard token.count > key.utf8.count, token.count < longestToken else { return false }
    return (try? Yams.compose(yaml: String(decoding: token, as: UTF8.self), .basic))?.string == key
  }

  private static let space = UInt8(ascii: " ")
  private static let doubleQuote = UInt8(ascii: "\"")
  private static let singleQuote = UInt8(ascii: "'")
  /// Bytes; no key of ours is as long in any spelling.
  private static let longestToken = 1_024
}
