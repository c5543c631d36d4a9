/// Text from outside, made fit for one place on a terminal (STACK, "readline").
///
/// *Never* lets a control character, an escape sequence, a bidi control or an invisible character
/// through; used at import and again at output. What has no width takes no column.
package enum TerminalText {
  /// One line of printable text: line breaks and tabs become a space, escape sequences vanish.
  package static func clean(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text }
    var cleaner = TerminalCleaner(text.unicodeScalars)
    return cleaner.run()
  }

  /// Columns on a terminal: 2 for East Asian wide characters and emoji, 0 for combining marks.
  package static func width(_ text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text.utf8.count }
    return text.unicodeScalars.reduce(0) { $0 + ScalarWidth.columns(of: $1) }
  }

  /// Lines of at most `width` columns, each after its indent. Words break at spaces; a word longer
  /// than a line is cut between characters. Text without a word gives one empty line.
  ///
  /// `first` is the indent of the first line, when it differs (a bullet, an opening quote).
  package static func wrap(
    _ text: String, width: Int, indent: String = "", first: String? = nil
  ) -> [String] {
    var lines: [String] = []
    var line = first ?? indent
    var isFresh = true
    for word in text.split(whereSeparator: { $0 == " " || $0.isNewline }) {
      var rest = word
      if !isFresh {
        if Self.width(line) + 1 + Self.width(rest) <= width {
          line += " " + rest
          continue
        }
        lines.append(line)
        line = indent
      }
      while Self.width(line) + Self.width(rest) > width, rest.count > 1 {
        let head = fitting(rest, columns: max(1, width - Self.width(line)))
        lines.append(line + head)
        line = indent
        rest = rest.dropFirst(head.count)
      }
      line += rest
      isFresh = rest.isEmpty
    }
    return lines + [line]
  }

  /// At most `width` columns, the last of them `…` when something was left out.
  package static func truncate(_ text: String, to width: Int) -> String {
    guard Self.width(text) > width else { return text }
    guard width > 0 else { return "" }
    var head = takeColumns(text[...], width - 1)
    while head.last == " " { head.removeLast() }
    return head + "…"
  }

  /// At least one character, so that cutting always gets on.
  private static func fitting(_ text: Substring, columns: Int) -> String {
    let head = takeColumns(text, columns)
    return head.isEmpty ? String(text.prefix(1)) : head
  }

  private static func takeColumns(_ text: Substring, _ columns: Int) -> String {
    var taken = ""
    var used = 0
    for character in text {
      used += width(String(character))
      if used > columns { break }
      taken.append(character)
    }
    return taken
  }
}
