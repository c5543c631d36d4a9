import Foundation
import GRDB
package import RecallDomain

/// Backups of a store, of either kind: each is a store in a file.
package enum StoreBackup {
  /// Writes a copy into an empty file that nobody else can open.
  ///
  /// - Parameter progress: told how much of it is done, from 0 to 1.
  package static func write(
    _ store: any SharedActs, to path: String, progress: (Double) -> Void
  ) throws(StoreFailure) {
    try SQLiteFile.make(at: path)
    do {
      if let file = store as? SQLiteStore {
        try SQLiteCopy(source: file).write(to: path, progress: progress)
      } else if let server = store as? PostgreSQLStore {
        try ServerBackup(source: server).write(to: path, progress: progress)
      }
    } catch let failure as ServerFailure {
      throw StoreFailure(failure, act: "backup")
    } catch { throw StoreFailure(error, act: "backup") }
  }

  /// A backup brought into a database that has no store.
  package static func restore(
    _ backup: SQLiteStore, at address: PostgreSQLAddress, progress: (Double) -> Void
  ) throws(StoreFailure) {
    try withoutActuallyEscaping(progress) { (progress) throws(StoreFailure) in
      _ = try PostgreSQLShape.migrate(
        PostgreSQLConnection(address), kind: backup.kind, onlyNew: true,
        filledBy: { try ServerRestore(backup: backup).fill($0, progress: progress) })
    }
  }

  /// How many rows each of the tables has that a person knows by name.
  package static func counts(
    _ store: any SharedActs
  ) throws(StoreFailure) -> [(name: String, count: Int)] {
    let tables = [
      ("patients", "patient"), ("recalls", "recall"), ("calls", "attempt"), ("notes", "note"),
      ("items", "queue_item WHERE state IN ('open', 'taken', 'answered')"),
      ("messages", "outbox WHERE state = 'waiting'"), ("entries", "audit"),
    ]
    return try store.read("check") { db in
      try tables.map { name, table in
        (name, try db.int("SELECT count(*) FROM \(table)") ?? 0)
      }
    }
  }
}

extension SQLiteStore {
  /// Every page, every index: longer than `check`, for a file that nobody works on.
  package func isIntact() throws(StoreFailure) -> Bool {
    try onFile("integrity") { db in
      try String.fetchAll(db, sql: "PRAGMA integrity_check(1)") == ["ok"]
    }
  }

  /// Lets the file go.
  package func leave() throws(StoreFailure) {
    statements.forget()
    do { try queue.close() } catch { throw StoreFailure(error, act: "close") }
  }
}
