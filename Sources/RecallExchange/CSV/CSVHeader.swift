internal import RecallDomain

/// Which column of a file holds what.
struct CSVHeader<Column: CSVColumn> {
  /// Columns of the file.
  let width: Int
  /// Every column's header, folded.
  let folded: [String]
  /// By column: its place in the file; -1 = the file has none.
  private var places: [Int]
  /// By column: more columns of the file that answer the same question in another word.
  private var beside: [Int: [Int]] = [:]
  /// More columns of a kind that may stand several times, in order of the file.
  private(set) var repeated: [(index: Int, column: Column)] = []
  /// Headers, as written, of columns that hold nothing known.
  private(set) var unread: [String] = []

  /// - Parameter repeats: columns that may stand several times, such as telephones.
  init(
    _ row: CSVRow, map: ColumnMap?, repeats: (Column) -> Bool = { _ in false }, name: String
  ) throws(ImportFailure) {
    folded = (0..<row.count).map { FoldedHeader.text(row.text($0)) }
    width = folded.count
    places = Array(repeating: -1, count: Column.allCases.count)
    try place(map, repeats, name)
    let synonyms = Column.synonyms()
    for (index, header) in folded.enumerated() where !isUsed(index) {
      guard let column = synonyms[header], map?.headers[column.name] == nil else { continue }
      if repeats(column) {
        repeated.append((index, column))
      } else if let first = self[column] {
        // Another word for the same column may stand beside it; the very same word is a mistake.
        guard folded[first] != header else {
          throw .columnTwice(name, TerminalText.clean(row.text(index)))
        }
        if column.isAnswer || column.isNote { beside[column.rawValue, default: []].append(index) }
      } else {
        places[column.rawValue] = index
      }
    }
    unread = folded.indices.filter { !isUsed($0) && !folded[$0].isEmpty }.map {
      TerminalText.truncate(TerminalText.clean(row.text($0)), to: Self.longestHeader)
    }
  }

  /// A header longer than this is shown in part.
  private static var longestHeader: Int { 40 }

  /// No column is known: a title or a row stands where the names should be.
  var isStrange: Bool { places.allSatisfy { $0 < 0 } && repeated.isEmpty }

  subscript(column: Column) -> Int? {
    let place = places[column.rawValue]
    return place < 0 ? nil : place
  }

  /// Every column of the file that answers this question, or has something to note.
  func all(_ column: Column) -> [Int] {
    [self[column]].compactMap(\.self) + beside[column.rawValue, default: []]
  }

  private func isUsed(_ index: Int) -> Bool {
    places.contains(index) || repeated.contains { $0.index == index }
      || beside.values.contains { $0.contains(index) }
  }

  private mutating func place(
    _ map: ColumnMap?, _ repeats: (Column) -> Bool, _ name: String
  ) throws(ImportFailure) {
    for column in Column.allCases {
      guard let header = map?.headers[column.name] else { continue }
      guard let index = folded.firstIndex(of: FoldedHeader.text(header)) else {
        throw .mappedColumnMissing(name, column.name, header)
      }
      if repeats(column) {
        repeated.append((index, column))
      } else {
        places[column.rawValue] = index
      }
    }
  }
}

/// The header of a list of recalls: its telephones in order of dialling, and what must be there.
struct RecallHeader {
  struct Phone: Equatable {
    var index: Int
    var column: RecallColumn
    var kind: PatientPhone.Kind
  }

  let columns: CSVHeader<RecallColumn>
  let phones: [Phone]

  /// Required columns that are missing make the file unreadable, named together.
  init(_ row: CSVRow, map: ColumnMap?, fill: ImportFill, name: String) throws(ImportFailure) {
    let columns = try CSVHeader<RecallColumn>(row, map: map, repeats: \.isPhone, name: name)
    if columns.isStrange { throw .noHeader(name, line: row.line) }
    self.columns = columns
    phones = columns.repeated.map { found in
      let kind = RecallColumn.phoneKind(columns.folded[found.index])
      return Phone(index: found.index, column: found.column, kind: kind)
    }.sorted { ($0.column.rawValue, $0.index) < ($1.column.rawValue, $1.index) }
    let missing = missing(fill)
    if !missing.isEmpty { throw .missingColumns(name, missing) }
  }

  private func missing(_ fill: ImportFill) -> [String] {
    var missing: [String] = []
    if columns[.patientID] == nil, columns[.mrn] == nil { missing.append("patient_id") }
    if columns[.name] == nil, columns[.lastName] == nil { missing.append("name") }
    if columns[.dateOfBirth] == nil { missing.append("date_of_birth") }
    let saysWhy = columns[.reason] != nil || columns[.segment] != nil
    if !saysWhy, fill.reason == nil, fill.segment == nil { missing.append("reason or segment") }
    if columns[.dueDate] == nil, fill.due == nil { missing.append("due_date") }
    return missing
  }
}
