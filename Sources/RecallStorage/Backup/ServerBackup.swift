import Foundation
import GRDB
import RecallDomain

/// A copy of a shared store as a store in a file: one form of backup for both, which can be opened,
/// checked and verified without a server. As of one instant; nobody at work waits for it.
struct ServerBackup {
  private static let rowsAtOnce = 1_000

  let source: PostgreSQLStore

  /// - Parameter path: of an empty file.
  func write(to path: String, progress: (Double) -> Void) throws {
    let queue = try SQLiteSettings.connect(path: path, readOnly: false)
    try queue.writeWithoutTransaction { db in
      _ = try Row.fetchAll(db, sql: "PRAGMA synchronous = OFF")
      _ = try Row.fetchAll(db, sql: "PRAGMA foreign_keys = OFF")
      try db.inTransaction(.immediate) {
        try SQLiteShape.create(db, kind: source.kind)
        try fill(db, progress)
        return .commit
      }
    }
    try queue.close()
  }

  private func fill(_ db: Database, _ progress: (Double) -> Void) throws {
    // Rows come as they are: nothing is counted or refused on the way.
    let triggers = try Row.fetchAll(
      db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
    ).map { (name: $0["name"] as String, sql: $0["sql"] as String) }
    for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger.name)") }
    let file = SQLiteConnection(db)
    let tables = try StoreTables(of: file).tables
    for table in tables { try file.run("DELETE FROM \(table.name)") }
    try source.connection.transaction("backup", reading: true, once: true) { _ in
      let server = source.connection
      try server.withoutLimits {
        // Rows that this user may not see are an error, not left out.
        try server.script(
          "SET LOCAL statement_timeout = 0; SET LOCAL enable_seqscan = on; SET LOCAL row_security = off"
        )
        for (place, table) in tables.enumerated() {
          // Keys of claims are their makers': whoever owns the store has all of them, others their own.
          // Without one a call kept on a computer before a restore is named, and stays sealed.
          let isPersonal = table.name == "claim_key"
          if isPersonal { try server.script("SET LOCAL row_security = on") }
          try copy(table, from: server, to: file)
          if isPersonal { try server.script("SET LOCAL row_security = off") }
          progress(Double(place + 1) / Double(tables.count))
        }
      }
    }
    for trigger in triggers { try db.execute(sql: trigger.sql) }
  }

  private func copy(
    _ table: StoreTables.Table, from server: PostgreSQLConnection, to file: any Connection
  ) throws {
    let cursor = "backup_of_\(table.name)"
    try server.script("DECLARE \(cursor) NO SCROLL CURSOR FOR \(table.rows)")
    var insert = BulkInsert(table.insert)
    while true {
      let rows = try server.rows("FETCH \(Self.rowsAtOnce) FROM \(cursor)")
      for row in rows { insert.add(row.values) }
      try insert.flush(file)
      if rows.count < Self.rowsAtOnce { break }
    }
    try server.script("CLOSE \(cursor)")
  }
}
