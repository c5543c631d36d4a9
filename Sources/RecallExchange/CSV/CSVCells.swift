internal import RecallDomain

/// Why a row is left out.
struct RowRejection: Error {
  let problem: ImportProblem
}

/// The cells of one row by canonical column, and the flags found on the way.
struct CSVCells<Column: CSVColumn> {
  let row: CSVRow
  let header: CSVHeader<Column>
  private(set) var flags: [ImportProblem] = []

  init(row: CSVRow, header: CSVHeader<Column>) {
    self.row = row
    self.header = header
  }

  /// Quoting that cannot be undone, or another number of columns than the header.
  var shapeProblem: ImportProblem? {
    switch row.fault {
    case .quoting: return problem("a quote is not closed, or text follows it")
    case .endless:
      return problem(
        "a quote is not closed, or the row is longer than \(CSVReader.longestRecord >> 10) KiB")
    case .tooLong: return problem("the row is too long")
    case .zeros: return problem("the row holds zero bytes, as a torn file does")
    case nil: break
    }
    if row.count == header.width { return nil }
    let isExtra = row.count > header.width
    // Delimiters alone behind the last column hold nothing.
    if isExtra, (header.width..<row.count).allSatisfy({ cell(at: $0) == nil }) { return nil }
    return problem("the row has \(row.count) columns, the header \(header.width)")
  }

  /// The cell without space around it; `nil` when it is empty or the file has no such column.
  func cell(_ column: Column) -> ArraySlice<UInt8>? { header[column].flatMap { cell(at: $0) } }

  func cell(at index: Int) -> ArraySlice<UInt8>? {
    let cell = GuardedCell.unguarded(CellBytes.trimmed(row.field(index)))
    return cell.isEmpty ? nil : cell
  }

  func text(_ column: Column) -> String? { cell(column).map(FieldText.decode) }

  /// Printable on one line.
  func plain(_ column: Column) -> String? { header[column].flatMap { plain(at: $0) } }

  func plain(at index: Int) -> String? {
    guard let cell = cell(at: index) else { return nil }
    if let text = CellBytes.printable(cell) { return text }
    let clean = TerminalText.clean(FieldText.decode(cell)).trimmingSpaces
    return clean.isEmpty ? nil : clean
  }

  /// A number, too, as the system wrote it and not as a spreadsheet has it.
  func identifier(_ column: Column) throws(RowRejection) -> String? {
    guard let text = plain(column).map(SpreadsheetNumber.whole) else { return nil }
    guard text.utf8.count <= Identifier.longest else {
      throw rejection(column, "\(column.name) is too long")
    }
    return text
  }

  mutating func flag(_ column: Column, _ problem: String) {
    flags.append(place(column, problem))
  }

  /// One of several columns of a kind, by its place in the file.
  mutating func flag(_ column: Column, at index: Int, _ problem: String) {
    flags.append(
      ImportProblem(line: row.line, column: index + 1, field: column.name, problem: problem))
  }

  mutating func flagRow(_ problem: String, field: String) {
    flags.append(ImportProblem(line: row.line, field: field, problem: problem))
  }

  /// The file may have been cut off in the last cell of this row.
  mutating func flagEnd() {
    flags.append(
      ImportProblem(line: row.line, column: header.width, problem: CSVLastCells.problem))
  }

  func rejection(_ column: Column, _ problem: String) -> RowRejection {
    var rejected = place(column, problem)
    rejected.isDayFirst = cell(column).map { ExportDate.isDayFirst(FieldText.decode($0)) } ?? false
    return RowRejection(problem: rejected)
  }

  private func problem(_ words: String) -> ImportProblem {
    ImportProblem(line: row.line, problem: words)
  }

  private func place(_ column: Column, _ problem: String) -> ImportProblem {
    ImportProblem(
      line: row.line, column: header[column].map { $0 + 1 }, field: column.name, problem: problem)
  }
}

enum Identifier {
  /// An identifier longer than this, in bytes, is something else.
  static let longest = 128
}
