/// Finds the end of a file that was cut off in its last cell, where what is left reads as something else:
/// of `2026-11-15` the beginning `2026-11-1`. Many a good export has no line end behind its last line, so
/// that alone says nothing: the last cell has to be a number or a date whose last digits are fewer than
/// in every row before.
struct CSVLastCells {
  static let problem = "the file ends here without a line end, and the last cell may be cut off"

  /// The fewest digits at the end of the last cell of a row so far.
  private var fewest: Int?
  /// A row before held something else there.
  private var holdsWords = false

  mutating func isTorn(_ row: CSVRow) -> Bool {
    guard !holdsWords, row.count > 0 else { return false }
    let cell = CellBytes.trimmed(row.field(row.count - 1))
    guard !cell.isEmpty else { return false }
    guard cell.allSatisfy({ (0x30...0x39).contains($0) || [0x2D, 0x2E, 0x2F].contains($0) }) else {
      holdsWords = true
      return false
    }
    let digits = cell.reversed().prefix { (0x30...0x39).contains($0) }.count
    let least = fewest
    fewest = min(least ?? digits, digits)
    return row.isUnterminated && least.map { digits < $0 } ?? false
  }
}
