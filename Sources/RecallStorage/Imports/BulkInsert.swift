/// Rows that wait to be inserted, many with one statement. A statement for a whole run of rows is
/// prepared once; the rest goes in shorter ones.
struct BulkInsert {
  struct Table: Sendable {
    let name: String
    let columns: [String]
    /// Longest first. A run stays below the number of arguments that SQLite takes at most (32,766).
    fileprivate let runs: [(rows: Int, statement: String)]

    init(_ name: String, _ columns: [String]) {
      self.name = name
      self.columns = columns
      let row = "(" + Array(repeating: "?", count: columns.count).joined(separator: ", ") + ")"
      let insert = "INSERT INTO \(name) (\(columns.joined(separator: ", "))) VALUES "
      runs = [64, 16, 4, 1].map { rows in
        (rows, insert + Array(repeating: row, count: rows).joined(separator: ", "))
      }
    }
  }

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
    for (rows, statement) in table.runs {
      let length = rows * table.columns.count
      while rest.count >= length {
        try db.run(statement, SQLArguments(Array(rest.prefix(length))))
        rest = rest.dropFirst(length)
      }
    }
  }
}
