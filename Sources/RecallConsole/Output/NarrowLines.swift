import RecallDomain

/// A line that was laid out for more columns than there are: broken between words, what follows set in a
/// little further. A word is never cut: a key or an address is copied whole.
package enum NarrowLines {
  /// Below this a table is told row by row: its columns would stand under each other.
  package static let leastForTables = 72

  package static func lines(_ text: String, width: Int) -> [String] {
    // What is in colour was laid out for the terminal already.
    guard TerminalText.width(text) > width, !text.contains("\u{1B}") else { return [text] }
    let margin = String(text.prefix { $0 == " " })
    let further = margin.count + 2 < width / 2 ? margin + "  " : "  "
    var (lines, line, isFresh) = ([String](), margin, true)
    for word in text.split(separator: " ") {
      if !isFresh, TerminalText.width(line) + 1 + TerminalText.width(String(word)) > width {
        lines.append(line)
        (line, isFresh) = (further, true)
      }
      line += isFresh ? String(word) : " " + word
      isFresh = false
    }
    return lines + [line]
  }
}
