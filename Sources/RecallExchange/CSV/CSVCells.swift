internal import RecallDomain

/// Why a row is left out.
struct RowRejection: Error {
  let problem: ImportProblem
}

/// The cells of one row by canonical column, and the flags found on the way.
struct CSVCells {
  /// An identifier longer than this is something else.
  static let longestIdentifier = 128

  let row: CSVRow
  let header: CSVHeader
  private(set) var flags: [ImportProblem] = []

  init(row: CSVRow, header: CSVHeader) {
    self.row = row
    self.header = header
  }

  /// Quoting that cannot be undone, or another number of columns than the header.
  var shapeProblem: ImportProblem? {
    switch row.fault {
    case .quoting:
      return ImportProblem(line: row.line, problem: "a quote is not closed, or text follows it")
    case .tooLong: return ImportProblem(line: row.line, problem: "the row is too long")
    case nil: break
    }
    if row.count < header.width {
      return ImportProblem(
        line: row.line, problem: "the row has \(row.count) columns, the header \(header.width)")
    }
    guard row.count > header.width else { return nil }
    let isExtra = (header.width..<row.count).contains { text(at: $0) != nil }
    return isExtra
      ? ImportProblem(
        line: row.line, problem: "the row has \(row.count) columns, the header \(header.width)")
      : nil
  }

  /// The cell without space around it; `nil` when it is empty or the file has no such column.
  func text(_ column: CanonicalColumn) -> String? { header[column].flatMap { text(at: $0) } }

  func text(at index: Int) -> String? {
    let bytes = row.field(index)
    let blank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }
    guard let first = bytes.firstIndex(where: { !blank($0) }),
      let last = bytes.lastIndex(where: { !blank($0) })
    else { return nil }
    return FieldText.decode(bytes[first...last])
  }

  /// Printable on one line.
  func plain(_ column: CanonicalColumn) -> String? {
    guard let text = text(column) else { return nil }
    let clean = TerminalText.clean(text).trimmingSpaces
    return clean.isEmpty ? nil : clean
  }

  func identifier(_ column: CanonicalColumn) throws(RowRejection) -> String? {
    guard let text = plain(column) else { return nil }
    guard text.utf8.count <= Self.longestIdentifier else {
      throw rejection(column, "\(column.rawValue) is too long")
    }
    return text
  }

  /// Yes or no; what cannot be read counts as `unreadable`, the careful answer, and is flagged.
  mutating func answer(_ column: CanonicalColumn, unreadable: Bool? = nil) -> Bool? {
    guard let text = text(column) else { return nil }
    switch YesNo.read(text) {
    case .yes: return true
    case .no: return false
    case .unsaid: return nil
    case .unreadable:
      let taken = unreadable.map { $0 ? "yes" : "no" } ?? "unsaid"
      flag(column, "\(column.rawValue) is neither yes nor no; taken as \(taken)")
      return unreadable
    }
  }

  mutating func flag(_ column: CanonicalColumn, _ problem: String) {
    flags.append(place(column, problem))
  }

  mutating func flag(_ phone: CSVHeader.Phone, _ problem: String) {
    flags.append(
      ImportProblem(
        line: row.line, column: phone.index + 1, field: phone.column.rawValue, problem: problem))
  }

  mutating func flagRow(_ problem: String, field: String) {
    flags.append(ImportProblem(line: row.line, field: field, problem: problem))
  }

  func rejection(_ column: CanonicalColumn, _ problem: String) -> RowRejection {
    RowRejection(problem: place(column, problem))
  }

  private func place(_ column: CanonicalColumn, _ problem: String) -> ImportProblem {
    ImportProblem(
      line: row.line, column: header[column].map { $0 + 1 }, field: column.rawValue,
      problem: problem)
  }
}
