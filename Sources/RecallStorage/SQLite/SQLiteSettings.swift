import Foundation
import GRDB
import RecallDomain

/// How each connection stands to its file. A commit is on the disk when it returns.
///
/// Journal mode TRUNCATE with `synchronous=FULL`: DELETE with FULL is not power-safe, since nothing
/// syncs the unlink, and WAL is not safe for several processes before SQLite 3.51.3 (STACK).
/// Memory-mapped input is never used: a damaged page would be a crash.
enum SQLiteSettings {
  /// What is set, and how it reads back. `describe` prints them, `connect` insists on them.
  static let pragmas: [(name: String, set: String, reads: String)] = [
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "FULL", "2"),
    ("foreign_keys", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("secure_delete", "ON", "1"),
    ("temp_store", "MEMORY", "2"),
    ("mmap_size", "0", "0"),
    ("recursive_triggers", "ON", "1"),
  ]

  static func connect(
    path: String, readOnly: Bool, patience: SQLitePatience? = nil
  ) throws -> DatabaseQueue {
    let patience = patience ?? SQLitePatience(path)
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .callback { patience.wait($0) }
    configuration.foreignKeysEnabled = true
    configuration.maximumReaderCount = 1
    configuration.prepareDatabase { db in
      for pragma in pragmas where !(readOnly && pragma.name == "journal_mode") {
        // `mmap_size = 0` and others answer with a row: fetched, not executed.
        _ = try Row.fetchAll(db, sql: "PRAGMA \(pragma.name) = \(pragma.set)")
        guard try value(of: pragma.name, in: db) == pragma.reads else {
          throw StoreFailure.damaged("\(pragma.name) could not be set to \(pragma.set)")
        }
      }
      _ = try Row.fetchAll(db, sql: "PRAGMA cache_size = -16384")
      try BitOr.add(to: db)
    }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Nothing of it ever reaches a disk, so it has no journal there either.
  static func connectInMemory() throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { db in
      for pragma in pragmas where pragma.name != "journal_mode" {
        _ = try Row.fetchAll(db, sql: "PRAGMA \(pragma.name) = \(pragma.set)")
      }
      try BitOr.add(to: db)
    }
    return try DatabaseQueue(configuration: configuration)
  }

  /// What is written by the thousand comes back to few pages: a large cache would cost an import its
  /// memory, and gain it nothing.
  static func writeMuch(_ db: Database) throws {
    _ = try Row.fetchAll(db, sql: "PRAGMA cache_size = -8192")
  }

  static func value(of pragma: String, in db: Database) throws -> String {
    guard let row = try Row.fetchOne(db, sql: "PRAGMA \(pragma)") else {
      // A build without memory mapping says nothing at all.
      return pragma == "mmap_size" ? "0" : ""
    }
    return switch row.databaseValues.first?.storage {
    case .int64(let number): String(number)
    case .string(let text): text
    default: ""
    }
  }
}
