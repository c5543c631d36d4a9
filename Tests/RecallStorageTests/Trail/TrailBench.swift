import Foundation
import GRDB
import RecallDomain
import RecallTestSupport
import Testing

@testable import RecallStorage

/// A store with a chained trail, and whoever gets at its tables with plain SQL.
struct TrailBench {
  let key: AuditKey
  let store: any SharedActs
  /// Another session on the same store; its entries are a chain of their own.
  let another: () throws -> any SharedActs
  /// Past the program, with every trigger of the trail out of the way.
  let tamper: (String) throws -> Void

  var keys: AuditKeyring { AuditKeyring(key) }

  /// Entries 1–3 from before the chain, 4–8 and 14–16 of one session, 9–13 of another, sealed; 17 and 18
  /// after the seal.
  func fill() throws {
    try write(3, store)
    try found()
    let other = try another()
    other.chainEntries(with: key)
    try write(5, store)
    try write(5, other)
    try write(3, store)
    #expect(try store.sealTrail(key, at: Clinic.minutes(1))?.seal == 2)
    try write(2, store)
  }

  private func found() throws {
    if store.isServed {
      try tamper(
        """
        UPDATE meta SET audit_key = '\(key.fingerprint)';
        ALTER TABLE audit ENABLE TRIGGER ALL; ALTER TABLE audit_seal ENABLE TRIGGER ALL
        """)
      store.chainEntries(with: key)
      _ = try store.sealTrail(key, at: Clinic.now)
    } else {
      try store.foundTrail(key, at: Clinic.now)
    }
  }

  func write(_ count: Int, _ store: any SharedActs, by who: String = "ana") throws {
    for number in 1...count { try store.exported("part \(number)", by: who, at: Clinic.now) }
  }

  func verdict(_ checkpoint: AuditCheckpoint? = nil) throws -> AuditVerdict {
    try store.verifyTrail(keys, against: checkpoint.map { [$0] } ?? [])
  }

  // MARK: On both stores

  static func onBoth(_ body: (TrailBench) throws -> Void) throws {
    try onSQLite(body)
    if !Cluster.isToBeSkipped { try onPostgreSQL(body) }
  }

  static func onSQLite(_ body: (TrailBench) throws -> Void) throws {
    try withSQLite { bench, path in
      let free = ["no_update", "no_delete", "is_possible", "number_is_next", "is_next"].flatMap {
        rule in ["audit", "audit_seal"].map { "DROP TRIGGER IF EXISTS \($0)_\(rule);" }
      }.joined()
      try body(
        TrailBench(
          key: .random(), store: try #require(bench.store as? SQLiteStore),
          another: { try SQLiteStore.open(path: path) },
          tamper: { sql in try DatabaseQueue(path: path).write { try $0.execute(sql: free + sql) } }
        ))
    }
  }

  static func onPostgreSQL(_ body: (TrailBench) throws -> Void) throws {
    try withPostgreSQL { bench, database in
      let cluster = try Cluster.shared()
      let free = ["audit", "audit_seal"].map { "ALTER TABLE \($0) DISABLE TRIGGER ALL;" }.joined()
      try body(
        TrailBench(
          key: .random(), store: try #require(bench.store as? PostgreSQLStore),
          another: { try #require(try bench.another() as? PostgreSQLStore) },
          tamper: { sql in
            try cluster.run("SET search_path = recall; " + free + sql, in: database)
          }))
    }
  }
}

/// What somebody did to the trail, and what must be said of it first.
struct Tampering: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let sql: String
  let kind: AuditBreak.Kind
  var entry: Int?
  var seal: Int?

  init(
    _ description: String, _ sql: String, _ kind: AuditBreak.Kind, entry: Int? = nil,
    seal: Int? = nil
  ) {
    (testDescription, self.sql, self.kind) = (description, sql, kind)
    (self.entry, self.seal) = (entry, seal)
  }

  private static let words = "at, who, act, recall, call, subject"

  static let all: [Tampering] = changed + removed + inserted + reordered + cut + seals

  private static let changed = [
    Tampering("who", "UPDATE audit SET who = 'eve' WHERE id = 6", .changed, entry: 6),
    Tampering("whom", "UPDATE audit SET patients = ' p9 ' WHERE id = 6", .changed, entry: 6),
    Tampering("nobody", "UPDATE audit SET who = NULL WHERE id = 6", .changed, entry: 6),
    Tampering("when", "UPDATE audit SET at = at + 1 WHERE id = 11", .changed, entry: 11),
    Tampering("the act", "UPDATE audit SET act = 'closed' WHERE id = 4", .changed, entry: 4),
    Tampering("a recall", "UPDATE audit SET recall = 'r9' WHERE id = 8", .changed, entry: 8),
    Tampering("a call", "UPDATE audit SET call = 'c9' WHERE id = 13", .changed, entry: 13),
    Tampering("the subject", "UPDATE audit SET subject = '' WHERE id = 18", .changed, entry: 18),
    Tampering(
      "a word moved from one column to the next",
      "UPDATE audit SET recall = subject, subject = NULL WHERE id = 6", .changed, entry: 6),
    Tampering(
      "two, of which the first is named", "UPDATE audit SET who = 'eve' WHERE id IN (7, 15)",
      .changed, entry: 7),
    Tampering(
      "its sum too", "UPDATE audit SET mac = (SELECT mac FROM audit WHERE id = 5) WHERE id = 6",
      .changed, entry: 6),
    Tampering(
      "one from before the chain", "UPDATE audit SET who = 'eve' WHERE id = 2", .beforeChain,
      entry: 3),
    Tampering(
      "one from before the chain, removed", "DELETE FROM audit WHERE id = 1", .beforeChain,
      entry: 3),
    Tampering(
      "one put in before the chain",
      "INSERT INTO audit (id, \(words)) SELECT -1, \(words) FROM audit WHERE id = 2", .beforeChain,
      entry: 3),
  ]

  private static let removed = [
    Tampering("one", "DELETE FROM audit WHERE id = 6", .removed, entry: 7),
    Tampering("several", "DELETE FROM audit WHERE id IN (5, 6, 7)", .removed, entry: 8),
    Tampering("the first of a session", "DELETE FROM audit WHERE id = 9", .removed, entry: 10),
    Tampering(
      "one after the seal, with another behind it", "DELETE FROM audit WHERE id = 17", .removed,
      entry: 18),
    Tampering(
      "a whole session", "DELETE FROM audit WHERE id BETWEEN 9 AND 13", .removed, entry: 13),
  ]

  private static let inserted = [
    Tampering(
      "past the program", "INSERT INTO audit (\(words)) SELECT \(words) FROM audit WHERE id = 6",
      .inserted, entry: 19),
    Tampering(
      "as a copy",
      "INSERT INTO audit (\(words), session, seq, mac) "
        + "SELECT \(words), session, seq, mac FROM audit WHERE id = 6", .inserted, entry: 19),
    Tampering(
      "as the next of a session",
      "INSERT INTO audit (\(words), session, seq, mac) "
        + "SELECT \(words), session, seq + 1, mac FROM audit WHERE id = 18", .changed, entry: 19),
    Tampering(
      "as a session of its own",
      "INSERT INTO audit (\(words), session, seq, mac) "
        + "SELECT \(words), 77, 1, mac FROM audit WHERE id = 4", .inserted, entry: 19),
    Tampering(
      "unchained in place of a chained one",
      "UPDATE audit SET session = NULL, seq = NULL, mac = NULL WHERE id = 6", .inserted, entry: 6),
  ]

  private static let reordered = [
    Tampering(
      "two entries of a session",
      """
      UPDATE audit SET id = 100 WHERE id = 6; UPDATE audit SET id = 6 WHERE id = 7;
      UPDATE audit SET id = 7 WHERE id = 100
      """, .reordered, entry: 7),
    Tampering(
      "one to the end", "UPDATE audit SET id = 100 WHERE id = 6", .reordered, entry: 100),
    Tampering(
      "what two entries say",
      """
      UPDATE audit SET subject = CASE id WHEN 6 THEN 'part 4' ELSE 'part 3' END WHERE id IN (6, 7)
      """, .changed, entry: 6),
  ]

  private static let cut = [
    Tampering("sealed ones", "DELETE FROM audit WHERE id > 12", .cut, entry: 13),
    Tampering("all", "DELETE FROM audit WHERE id > 3", .cut, entry: 13),
  ]

  private static let seals = [
    Tampering(
      "a seal's heads", "UPDATE audit_seal SET heads = '' WHERE number = 2", .seal, seal: 2),
    Tampering(
      "a seal's time", "UPDATE audit_seal SET at = at + 1 WHERE number = 1", .seal, seal: 1),
    Tampering("the first seal, removed", "DELETE FROM audit_seal WHERE number = 1", .seal, seal: 2),
    Tampering("every seal, removed", "DELETE FROM audit_seal", .seal, seal: 1),
    Tampering(
      "the end with its seal, and a seal of one's own",
      """
      DELETE FROM audit WHERE id > 12;
      UPDATE audit_seal SET heads = '', mac = (SELECT mac FROM audit WHERE id = 12) WHERE number = 2
      """, .seal, seal: 2),
  ]
}
