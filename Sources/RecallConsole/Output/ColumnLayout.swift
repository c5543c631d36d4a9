import RecallDomain

/// Lays short cells out in two columns where they fit, read downwards; longer ones are cut.
enum ColumnLayout {
  static func lines(_ cells: [String], width: Int) -> [String] {
    guard let widest = cells.map({ TerminalText.width($0) }).max() else { return [] }
    let column = widest + 3
    let columns = cells.count > 4 && column + widest <= width ? 2 : 1
    let rows = (cells.count + columns - 1) / columns
    return (0..<rows).map { row in
      var line = ""
      for index in stride(from: row, to: cells.count, by: rows) {
        let start = (index / rows) * column
        line += String(repeating: " ", count: max(0, start - TerminalText.width(line)))
        line += cells[index]
      }
      return TerminalText.truncate(line, to: width)
    }
  }
}
