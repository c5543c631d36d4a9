/// Rows that wait to be inserted, many with one statement. A statement for a whole run of rows is
/// prepared once; the rest goes in shorter ones.
struct BulkInsert {
  struct Table: Sendable {
    let name: String
    let columns: [String]

    init(_ name: String, _ columns: [String]) {
      self.name = name
      self.columns = columns
    }

    /// A run stays below the number of arguments that SQLite takes at most (32,766).
    func statement(rows: Int) -> String {
      let row = "(" + Array(repeating: "?", count: columns.count).joined(separator: ", ") + ")"
      let run = Array(repeating: row, count: rows).joined(separator: ", ")
      return "INSERT INTO \(name) (\(columns.joined(separator: ", "))) VALUES \(run)"
    }
  }

  /// Lengths of the runs, longest first.
  private static let runs = [64, 16, 4, 1]

  private let table: Table
  private var waiting: [SQLValue] = []

  init(_ table: Table) { self.table = table }

  var isEmpty: Bool { waiting.isEmpty }

  mutating func add(_ row: [SQLValue]) {
    precondition(row.count == table.columns.count)
    waiting += row
  }

  mutating func flush(_ db: any Connection) throws {
    var rest = waiting[...]
    waiting = []
    for run in Self.runs {
      let length = run * table.columns.count
      guard rest.count >= length else { continue }
      let statement = table.statement(rows: run)
      while rest.count >= length {
        try db.run(statement, SQLArguments(Array(rest.prefix(length))))
        rest = rest.dropFirst(length)
      }
    }
  }
}
