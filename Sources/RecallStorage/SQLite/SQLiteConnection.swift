import Foundation
import GRDB

/// A transaction on the file. Statements are prepared once per connection, by their text.
final class SQLiteConnection: Connection {
  let db: Database

  init(_ db: Database) { self.db = db }

  var dialect: Dialect { .sqlite }

  func change(_ sql: String, _ arguments: SQLArguments) throws -> Int {
    let statement = try db.cachedStatement(sql: sql)
    try statement.execute(arguments: StatementArguments(arguments))
    return db.changesCount
  }

  func select(_ sql: String, _ arguments: SQLArguments) throws -> [SQLRow] {
    let statement = try db.cachedStatement(sql: sql)
    let columns = SQLRow.Columns(statement.columnNames)
    var rows: [SQLRow] = []
    let cursor = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
    while let row = try cursor.next() {
      rows.append(SQLRow(columns: columns, values: row.databaseValues.map(SQLValue.init)))
    }
    return rows
  }
}

extension StatementArguments {
  fileprivate init(_ arguments: SQLArguments) {
    self.init(arguments.values.map(\.databaseValue))
  }
}

extension SQLValue {
  fileprivate init(_ value: DatabaseValue) {
    switch value.storage {
    case .null: self = .null
    case .int64(let number): self = .int(Int(number))
    case .double(let number): self = .text("\(number)")
    case .string(let text): self = .text(text)
    case .blob(let data): self = .blob(data)
    }
  }

  fileprivate var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .int(let number): number.databaseValue
    case .text(let text): text.databaseValue
    case .blob(let data): data.databaseValue
    }
  }
}
