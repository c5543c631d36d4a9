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

  /// In braces: the next place where the key is followed by a colon.
  private static func behind(_ key: String, _ start: Int, _ text: YamlText) -> SourcePlace? {
    var offset = start + key.utf8.count + 1
    while offset < text.bytes.count {
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

  private static func isKey(_ key: String, _ bytes: ArraySlice<UInt8>) -> Bool {
    [key, "\"\(key)\"", "'\(key)'"].contains { written in
      guard bytes.starts(with: written.utf8) else { return false }
      let rest = bytes.dropFirst(written.utf8.count).drop { $0 == UInt8(ascii: " ") }
      return rest.first == UInt8(ascii: ":")
    }
  }
}
