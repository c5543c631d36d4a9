internal import RecallDomain

/// Which column of this file holds what.
struct CSVHeader {
  struct Phone: Equatable {
    var index: Int
    var column: CanonicalColumn
    var kind: PatientPhone.Kind
  }

  let width: Int
  private(set) var indexes: [CanonicalColumn: Int] = [:]
  /// Phone columns in order of dialling.
  private(set) var phones: [Phone] = []

  /// `required` columns that are missing make the file unreadable, named together.
  init(_ row: CSVRow, map: ColumnMap?, fill: ImportFill, name: String) throws(ImportFailure) {
    let headers = (0..<row.count).map { FoldedHeader.text(row.text($0)) }
    width = headers.count
    try place(map, among: headers, name)
    for (index, header) in headers.enumerated() where !isUsed(index) {
      guard let column = CanonicalColumn.synonyms[header], map?.headers[column] == nil else {
        continue
      }
      if Self.isPhone(column) {
        phones.append(
          Phone(index: index, column: column, kind: CanonicalColumn.phoneKind(header)))
      } else if let first = indexes[column] {
        // Another word for the same column may stand beside it; the very same word is a mistake.
        guard headers[first] != header else {
          throw .columnTwice(name, TerminalText.clean(row.text(index)))
        }
      } else {
        indexes[column] = index
      }
    }
    // Without a stable sort, two columns of one rank could change places from run to run.
    phones.sort { ($0.column.rawValue, $0.index) < ($1.column.rawValue, $1.index) }
    let missing = missing(fill)
    if !missing.isEmpty { throw .missingColumns(name, missing) }
  }

  subscript(column: CanonicalColumn) -> Int? { indexes[column] }

  private func isUsed(_ index: Int) -> Bool {
    indexes.values.contains(index) || phones.contains { $0.index == index }
  }

  private mutating func place(
    _ map: ColumnMap?, among headers: [String], _ name: String
  ) throws(ImportFailure) {
    for (column, header) in (map?.headers ?? [:]).sorted(by: { $0.key.rawValue < $1.key.rawValue })
    {
      let folded = FoldedHeader.text(header)
      guard let index = headers.firstIndex(of: folded) else {
        throw .mappedColumnMissing(name, column.rawValue, header)
      }
      if Self.isPhone(column) {
        phones.append(
          Phone(index: index, column: column, kind: CanonicalColumn.phoneKind(folded)))
      } else {
        indexes[column] = index
      }
    }
  }

  private static func isPhone(_ column: CanonicalColumn) -> Bool {
    column == .phone || column == .phone2 || column == .phone3
  }

  private func missing(_ fill: ImportFill) -> [String] {
    var missing: [String] = []
    if indexes[.patientID] == nil, indexes[.mrn] == nil { missing.append("patient_id") }
    if indexes[.name] == nil, indexes[.lastName] == nil { missing.append("name") }
    if indexes[.dateOfBirth] == nil { missing.append("date_of_birth") }
    if indexes[.reason] == nil, indexes[.segment] == nil, fill.reason == nil, fill.segment == nil {
      missing.append("reason or segment")
    }
    if indexes[.dueDate] == nil, fill.due == nil { missing.append("due_date") }
    return missing
  }
}

/// A header as it is matched: no case, accents, spaces or punctuation.
enum FoldedHeader {
  static func text(_ header: String) -> String {
    Folded.text(header).filter { $0.isLetter || $0.isNumber }
  }
}
