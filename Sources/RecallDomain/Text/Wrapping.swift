/// Lines of text as they fill, word by word. Each character is measured once, however long a word is.
struct Wrapping {
  private let width: Int
  private let indent: String
  private let indentColumns: Int
  private(set) var lines: [String] = []
  /// The one that fills.
  private(set) var line: String
  private var columns: Int
  /// No word stands on it.
  private var isFresh = true

  init(width: Int, indent: String, first: String) {
    (self.width, self.indent, line) = (width, indent, first)
    indentColumns = TerminalText.width(indent)
    columns = TerminalText.width(first)
  }

  mutating func add(_ word: Substring) {
    let wide = TerminalText.width(word)
    if !isFresh {
      if columns + 1 + wide <= width {
        line += " " + word
        columns += 1 + wide
        return
      }
      breakLine()
    }
    if columns + wide <= width {
      line += word
      columns += wide
    } else {
      cut(word)
    }
    isFresh = word.isEmpty
  }

  /// A word longer than the line: between characters, at least one on each line.
  private mutating func cut(_ word: Substring) {
    var isBare = true
    for character in word {
      let wide = TerminalText.width(String(character))
      if !isBare, columns + wide > width {
        breakLine()
        isBare = true
      }
      line.append(character)
      columns += wide
      isBare = false
    }
  }

  private mutating func breakLine() {
    lines.append(line)
    (line, columns) = (indent, indentColumns)
  }
}
