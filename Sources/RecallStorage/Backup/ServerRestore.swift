import Foundation
import RecallDomain

/// A backup brought into a database that holds no store: all of it or nothing, in the transaction that
/// makes the store with its roles and rights.
struct ServerRestore {
  private static let rowsAtOnce = 1_000

  let backup: SQLiteStore

  func fill(_ server: PostgreSQLConnection, progress: (Double) -> Void) throws {
    let tables = try backup.onFile("restore") { try StoreTables(of: SQLiteConnection($0)).tables }
    for table in tables {
      try server.script("ALTER TABLE \(table.name) DISABLE TRIGGER USER; DELETE FROM \(table.name)")
    }
    for (place, table) in tables.enumerated() {
      try copy(table, to: server)
      progress(Double(place + 1) / Double(tables.count))
    }
    // What was left to the end of the transaction is looked at now.
    try server.script("SET CONSTRAINTS ALL IMMEDIATE")
    for table in tables { try server.script("ALTER TABLE \(table.name) ENABLE TRIGGER USER") }
    try PostgreSQLShape.countOn(server)
  }

  private func copy(_ table: StoreTables.Table, to server: PostgreSQLConnection) throws {
    try backup.onFile("restore") { db in
      // The file is nobody else's: what is read may be long.
      let file = SQLiteConnection(db)
      var (insert, count) = (BulkInsert(table.insert), 0)
      try file.each(table.rows) { row in
        insert.add(row.values)
        count += 1
        if count.isMultiple(of: Self.rowsAtOnce) { try insert.flush(server) }
      }
      try insert.flush(server)
    }
  }
}
