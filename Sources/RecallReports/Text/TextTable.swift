import RecallDomain

/// Columns under their heads, as wide as what stands in them; the first gives way where the line
/// would be too long.
struct TextTable {
  let lines: [String]

  /// - Parameter numbers: columns that stand to the right.
  init(_ head: [String], _ rows: [[String]], numbers: Set<Int> = []) {
    let rows = ([head] + rows).map { $0.map { TerminalText.clean($0) } }
    var widths = head.indices.map { column in
      rows.map { TerminalText.width($0[column]) }.max() ?? 0
    }
    let excess = widths.reduce(0) { $0 + $1 + 2 } - Self.width
    if excess > 0 { widths[0] = max(Self.leastOfFirst, widths[0] - excess) }
    lines = rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let text = TerminalText.truncate(cell, to: widths[column])
        let space = String(
          repeating: " ", count: max(0, widths[column] - TerminalText.width(text)))
        let isLast = column == row.count - 1
        line += "  " + (numbers.contains(column) ? space + text : isLast ? text : text + space)
      }
      return line
    }
  }

  private static let width = 79
  private static let leastOfFirst = 12
}
