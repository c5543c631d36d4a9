import RecallDomain

/// A table line by line, for a screen reader: each row says what its cells are.
///
/// `week of Nov 23: due 7, reached 3, scheduled 2`
enum LinearTable {
  static func lines(_ head: [String], _ rows: [[String]]) -> [String] {
    rows.map { row in
      let cells = zip(head, row).dropFirst().filter { !$1.isEmpty }.map { name, cell in
        name.isEmpty || cell.hasSuffix(name) ? cell : "\(name) \(cell)"
      }
      return TerminalText.clean("\(row.first ?? ""): \(cells.joined(separator: ", "))")
    }
  }
}
