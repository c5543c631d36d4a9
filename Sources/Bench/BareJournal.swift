import Foundation
import GRDB
import RecallStorage

/// The statements of one answer and nothing else: written by hand, the same rows under the same
/// constraints, triggers and durability, through the same client library.
final class BareJournal {
  private let queue: DatabaseQueue
  private let claim: String
  private let call: String
  private let token: Int64
  private var seq: Int64

  /// Goes on with the call that this caller has in hand.
  init(path: String, caller: String) throws {
    queue = try BareStore.open(path)
    let row = try queue.read { db in
      try Row.fetchOne(
        db,
        sql: """
          SELECT id, call, token, last_seq FROM claim
            WHERE caller = ? AND ended_at IS NULL AND call IS NOT NULL
          """, arguments: [caller])
    }
    guard let row else { throw BenchFailure.call }
    (claim, call, token, seq) = (row["id"], row["call"], row["token"], row["last_seq"])
  }

  func append() throws {
    let payload = Data(#"{"heard":{"_0":"someone_else"}}"#.utf8)
    let now = BareStore.now
    seq += 1
    try BareStore.commit(queue) { db in
      try db.cachedStatement(
        sql: """
          UPDATE claim SET last_seq = ?1, lease_ends = ?2 + lease
            WHERE id = ?3 AND token = ?4 AND last_seq = ?1 - 1 AND ended_at IS NULL AND call = ?5
          """
      ).execute(arguments: [seq, now, claim, token, call])
      guard db.changesCount == 1 else { throw BenchFailure.call }
      try db.cachedStatement(
        sql:
          "INSERT INTO call_event (call, seq, token, kind, payload, at) VALUES (?, ?, ?, ?, ?, ?)"
      ).execute(arguments: [call, seq, token, "heard", payload, now])
    }
  }
}

/// A connection with the very settings of the store (`SQLiteSettings`), so that a bare statement is
/// as durable and as patient as ours.
enum BareStore {
  static func open(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .callback(SQLiteTurn.wait)
    configuration.foreignKeysEnabled = true
    configuration.maximumReaderCount = 1
    configuration.prepareDatabase { db in
      for pragma in [
        "journal_mode = TRUNCATE", "synchronous = FULL", "trusted_schema = OFF",
        "secure_delete = ON", "temp_store = MEMORY", "mmap_size = 0", "recursive_triggers = ON",
        "cache_size = -16384",
      ] {
        _ = try Row.fetchAll(db, sql: "PRAGMA \(pragma)")
      }
    }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// The machine's clock, as the store writes instants.
  static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1_000_000) }

  /// One immediate transaction.
  static func commit(_ queue: DatabaseQueue, _ body: (Database) throws -> Void) throws {
    try Patience.whileBusy {
      try queue.writeWithoutTransaction { db in
        try db.inTransaction(.immediate) {
          try body(db)
          return .commit
        }
      }
    }
  }
}
