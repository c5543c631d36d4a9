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
    var wrapping = Wrapping(width: width, indent: indent, first: first ?? indent)
    for word in text.split(whereSeparator: { $0 == " " || $0.isNewline }) { wrapping.add(word) }
    return wrapping.lines + [wrapping.line]
  }

  /// Whether words say anything: a letter or a digit of any script. Marks, signs and what is drawn as
  /// nothing are not what somebody said.
  package static func says(_ text: String) -> Bool {
    text.contains { $0.isLetter || $0.isNumber }
  }

  /// What one character does to a line that is being typed.
  package enum Kind: Int32, Sendable {
    /// Never drawn: controls, bidi controls, invisible characters, what no font has.
    case nothing = 0
    case character = 1
    /// A mark on the character before it.
    case mark = 2
  }

  /// Joiners, which some scripts cannot be written without, may be typed; `clean` looks at where they
  /// stand.
  package static func kind(of scalar: Unicode.Scalar) -> Kind {
    if scalar.value == 0x200C || scalar.value == 0x200D { return .character }
    if TerminalCleaner.isInvisible(scalar) { return .nothing }
    return switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate:
      .nothing
    case .nonspacingMark, .enclosingMark: .mark
    default: .character
    }
  }

  /// At most `width` columns, the last of them `…` when something was left out.
  package static func truncate(_ text: String, to width: Int) -> String {
    guard Self.width(text) > width else { return text }
    guard width > 0 else { return "" }
    var head = takeColumns(text[...], width - 1)
    while head.last == " " { head.removeLast() }
    return head + "…"
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
