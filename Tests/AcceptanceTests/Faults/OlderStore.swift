import Foundation
import GRDB
import RecallTestSupport

@testable import RecallStorage

/// A store as an earlier program made it, with people on its list.
enum OlderStore {
  static func make(in clinic: FaultClinic, version: Int) throws {
    try clinic.loseStore()
    // Its trail was not chained yet.
    for name in ["audit.key", "audit.checkpoints"] {
      try? FileManager.default.removeItem(at: clinic.place.folder.appendingPathComponent(name))
    }
    guard let url = clinic.storeURL else {
      return try make(version, at: clinic.place.storeFile.path)
    }
    try make(version, on: url)
  }

  private static func make(_ version: Int, at path: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    try DatabaseQueue(path: path, configuration: configuration).writeWithoutTransaction { db in
      try db.inTransaction(.immediate) {
        for sql in Schema.first(in: .sqlite) + rows + steps(to: version, in: .sqlite) {
          try db.execute(sql: sql)
        }
        try db.execute(sql: "PRAGMA application_id = \(SQLiteShape.application)")
        try db.execute(sql: "PRAGMA user_version = \(version)")
        return .commit
      }
    }
    chmod(path, 0o600)
  }

  private static func make(_ version: Int, on url: String) throws {
    let session = try PlainSession(url)
    let owner = try session.run("SELECT current_database()")[0][0] ?? ""
    for sql in [
      "CREATE ROLE \(owner)_owner", "CREATE SCHEMA recall AUTHORIZATION \(owner)_owner",
      "SET ROLE \(owner)_owner", "SET search_path = recall",
      "CREATE TABLE shape (version bigint NOT NULL)",
    ] { try session.run(sql) }
    for sql in Schema.words + Schema.first(in: .postgresql) + rows
      + steps(to: version, in: .postgresql)
    { try session.run(sql) }
    try session.run("INSERT INTO shape (version) VALUES (\(version))")
  }

  private static func steps(to version: Int, in dialect: Dialect) -> [String] {
    Schema.steps(after: 1, in: dialect).filter { $0.version <= version }.flatMap(\.statements)
  }

  private static let rows: [String] =
    [
      "INSERT INTO meta (\"only\", kind) VALUES (1, 'demo')",
      "INSERT INTO staff (id, name, roles, languages) VALUES ('ana', 'Ana', '[\"caller\"]', '[\"es\"]')",
      "INSERT INTO import (source, at, added, updated, unchanged) VALUES ('x', 1, 20, 0, 0)",
      "INSERT INTO audit (at, who, act, recall, call) VALUES (1, NULL, 'imported', NULL, NULL)",
      """
      INSERT INTO lane (id, segment, language, interpreter, hours)
        VALUES (1, 'overdue-follow-up', 'es', 0, '')
      """,
    ]
    + (1...20).flatMap { number in
      [
        """
        INSERT INTO patient (id, first_name, last_name, folded_name, folded_last, born, language,
            interpreter, deceased, inactive, sensitive, strict, confidential, do_not_contact)
          VALUES ('p\(number)', 'Rosa', 'Díaz \(number)', 'rosa diaz \(number)', 'diaz \(number)',
            '1961-03-04', 'es', 0, 0, 0, 0, 0, 0, 0)
        """,
        """
        INSERT INTO phone (patient, number, kind, rank, status)
          VALUES ('p\(number)', '+161755501\(10 + number)', 'mobile', 1, 'good')
        """,
        "INSERT INTO consent (patient, channel, allowed) VALUES ('p\(number)', 'sms', 1)",
        """
        INSERT INTO recall (id, patient, segment, reason, due, priority, state, next_action, lane,
            phase, not_before)
          VALUES ('r\(number)', 'p\(number)', 'overdue-follow-up', 'annual-visit', '2026-11-12', 1,
            'open', 'call', 1, 'ready', 0)
        """,
      ]
    }
}

/// What `store check` says of a store in a file.
enum StoreCheck {
  static func problems(of file: URL) throws -> [String] {
    let store = try SQLiteStore.open(path: file.path, readOnly: true)
    defer { try? store.leave() }
    return try store.check() + (store.isIntact() ? [] : ["the file is damaged"])
  }
}
