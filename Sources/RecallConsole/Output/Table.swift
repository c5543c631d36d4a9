import RecallDomain

/// Rows in columns that fit the screen; the last column takes what is left.
enum Table {
  static func lines(_ rows: [[String]], width: Int) -> [String] {
    guard let columns = rows.map(\.count).max() else { return [] }
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? TerminalText.width($0[column]) : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = ""
      for (index, cell) in row.enumerated() {
        line += cell
        guard index < row.count - 1 else { break }
        line += String(repeating: " ", count: widths[index] - TerminalText.width(cell) + 2)
      }
      return TerminalText.truncate(line, to: width)
    }
  }
}
