/// Text as the macros of mdoc(7) want it.
enum Roff {
  /// A line of text: a backslash is escaped, and what stands in backticks is shown as typed.
  static func plain(_ text: some StringProtocol) -> String {
    var isCode = false
    var line = ""
    for letter in text {
      switch letter {
      case "\\": line += "\\e"
      case "`":
        isCode.toggle()
        line += isCode ? "\\fB" : "\\fP"
      case "-" where isCode: line += "\\-"
      case "…": line += "..."
      default: line.append(letter)
      }
    }
    return line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line
  }

  /// One argument of a macro: in quotes where it has a space, never mistaken for a macro.
  static func word(_ text: some StringProtocol) -> String {
    let escaped = plain(text).split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\\(dq")
    return escaped.contains(" ") ? "\"\(escaped)\"" : "\\&\(escaped)"
  }

  /// Arguments of a macro, one for each word of the text.
  static func words(_ text: some StringProtocol) -> String {
    text.split(separator: " ").map { word($0) }.joined(separator: " ")
  }

  /// Each sentence begins a line, as mdoc wants it, and no line is longer than 78 characters.
  static func paragraph(_ text: some StringProtocol) -> [String] {
    var lines: [String] = []
    for word in plain(text).split(whereSeparator: \.isWhitespace) {
      if let last = lines.last, !last.hasSuffix("."), last.count + word.count < 78 {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(word.hasPrefix(".") || word.hasPrefix("'") ? "\\&" + word : String(word))
      }
    }
    return lines
  }

  /// Paragraphs, and what is indented in them as it stands: examples.
  static func text(_ text: some StringProtocol) -> [String] {
    var lines: [String] = []
    let all = text.split(separator: "\n", omittingEmptySubsequences: false)
    for rows in all.split(whereSeparator: \.isEmpty) {
      if !lines.isEmpty { lines.append(".Pp") }
      lines += paragraph(rows.prefix { !$0.hasPrefix("  ") }.joined(separator: "\n"))
      let literal = rows.drop { !$0.hasPrefix("  ") }.map { plain($0.dropFirst(2)) }
      lines += literal.isEmpty ? [] : [".Bd -literal -offset indent"] + literal + [".Ed"]
    }
    return lines
  }
}
