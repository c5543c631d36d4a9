internal import RecallDomain

/// Reads what scripts and words are nearly always written in: mappings and lists of one entry a line,
/// text as it stands or in double quotes, braces and brackets that close on their line. It is read in
/// one pass, where the parser takes several: every file of a clinic passes here at every start.
///
/// *Never* another tree than the parser's: whatever is written in any other way, right or wrong, is
/// `nil` here and left to the parser, which alone says what is wrong with a file.
struct PlainYaml {
  let text: YamlText
  let bytes: [UInt8]
  var at = 0
  /// Of the line that `at` is in, in bytes; `nil` at the end of the file.
  private var indent: Int?

  /// - Parameter text: what `YamlGuard` has let pass.
  static func root(of text: YamlText) -> YamlNode? {
    guard text.bytes.allSatisfy({ $0 != tab && $0 != carriageReturn }), isSeen(text) else {
      return nil
    }
    var reading = PlainYaml(text)
    reading.goToLine()
    guard reading.indent == 0, let root = reading.block(depth: 0), reading.indent == nil else {
      return nil
    }
    return root
  }

  private init(_ text: YamlText) {
    self.text = text
    bytes = text.bytes
  }

  private static let tab = UInt8(ascii: "\t")
  private static let carriageReturn = UInt8(ascii: "\r")
  /// What nests deeper is left to the parser; nothing of ours goes beyond nine.
  static let deepest = 16

  /// No character that is refused, or that only the parser takes for the end of a line.
  private static func isSeen(_ text: YamlText) -> Bool {
    if text.bytes.allSatisfy({ $0 < 0x7F }) { return true }
    return !text.string.unicodeScalars.contains {
      HiddenScalar.isOne($0) || $0.value == 0xFFFE || $0.value == 0xFFFF
    }
  }

  // MARK: Lines

  var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

  func isNext(_ character: Unicode.Scalar, after ahead: Int = 0) -> Bool {
    at + ahead < bytes.count && bytes[at + ahead] == UInt8(ascii: character)
  }

  mutating func skipSpaces() { while isNext(" ") { at += 1 } }

  /// From the beginning of a line to the first character of one that says something.
  private mutating func goToLine() {
    while true {
      let start = at
      skipSpaces()
      guard byte != nil else { break }
      if isNext("#") { skipLine() }
      if byte != nil, !isNext("\n") {
        indent = at - start
        return
      }
      at = min(at + 1, bytes.count)
    }
    indent = nil
  }

  private mutating func skipLine() {
    while let byte, byte != UInt8(ascii: "\n") { at += 1 }
  }

  /// Nothing but a comment is left on this line: goes to the next one.
  private mutating func endLine() -> Bool {
    let start = at
    skipSpaces()
    if isNext("#"), at > start { skipLine() }
    guard byte == nil || isNext("\n") else { return false }
    at = min(at + 1, bytes.count)
    goToLine()
    return true
  }

  func node(_ content: YamlNode.Content, at start: Int) -> YamlNode {
    YamlNode(content: content, place: text.place(offset: start))
  }

  // MARK: Blocks

  private var isItem: Bool { isNext("-") && isNext(" ", after: 1) }

  /// What begins here, on a line of its own.
  private mutating func block(depth: Int) -> YamlNode? {
    guard depth <= Self.deepest, let indent else { return nil }
    return isItem ? list(indent, depth) : mapping(indent, depth)
  }

  /// - Parameter column: where its keys stand.
  private mutating func mapping(_ column: Int, _ depth: Int) -> YamlNode? {
    let start = at
    var (entries, known): ([YamlEntry], Set<String>) = ([], [])
    repeat {
      let place = at
      guard let key = key(), known.insert(key).inserted, let value = value(column, depth) else {
        return nil
      }
      entries.append(YamlEntry(key: key, place: text.place(offset: place), value: value))
      guard indent ?? 0 <= column else { return nil }
    } while indent == column
    return node(.mapping(entries), at: start)
  }

  /// What stands behind a key: on its line, or on the next ones.
  private mutating func value(_ column: Int, _ depth: Int) -> YamlNode? {
    if isNext(" ") {
      let start = at
      skipSpaces()
      if let byte, byte != UInt8(ascii: "#"), byte != UInt8(ascii: "\n") {
        guard let value = inline(depth + 1), endLine() else { return nil }
        return value
      }
      at = start
    }
    guard endLine(), let indent, indent > column || indent == column && isItem else { return nil }
    return block(depth: depth + 1)
  }

  private mutating func list(_ column: Int, _ depth: Int) -> YamlNode? {
    let start = at
    var items: [YamlNode] = []
    repeat {
      let dash = at
      at += 1
      skipSpaces()
      guard let item = item(column + at - dash, depth) else { return nil }
      items.append(item)
      guard indent ?? 0 <= column else { return nil }
    } while indent == column && isItem
    return node(.list(items), at: start)
  }

  /// What stands behind a dash, in this column: text, or a mapping whose first key does.
  private mutating func item(_ column: Int, _ depth: Int) -> YamlNode? {
    let start = at
    if key() == nil {
      at = start
      guard let item = inline(depth + 1), endLine() else { return nil }
      return item
    }
    at = start
    guard depth < Self.deepest else { return nil }
    indent = column
    return mapping(column, depth + 1)
  }
}
