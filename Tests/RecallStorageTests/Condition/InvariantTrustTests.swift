import Foundation
import GRDB
import RecallDomain
import RecallTestSupport
import Testing

@testable import RecallStorage

@Suite("store check names every invariant that is broken, and says what to do")
struct InvariantTrustTests {
  @Test("in a file", arguments: Breaking.all + Breaking.ofTheFile)
  func inFile(_ breaking: Breaking) throws {
    try withSQLite { bench, path in
      try fill(bench)
      try Self.past(path) { db in
        let triggers = try String.fetchAll(
          db, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger)") }
        try db.execute(sql: breaking.sql)
      }
      try expectNamed(breaking, bench)
    }
  }

  @Test(
    "on a server", .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)),
    arguments: Breaking.all)
  func onServer(_ breaking: Breaking) throws {
    try withPostgreSQL { bench, database in
      try fill(bench)
      try Cluster.shared().run(
        """
        SET search_path = recall; SET session_replication_role = replica;
        DO $$ DECLARE c record; BEGIN
          FOR c IN SELECT conname, conrelid::regclass AS place FROM pg_constraint
            WHERE contype = 'c' AND connamespace = 'recall'::regnamespace
          LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', c.place, c.conname); END LOOP;
        END $$;
        \(breaking.onServer ?? breaking.sql)
        """, in: database)
      try expectNamed(breaking, bench)
    }
  }

  @Test("a file whose pages are damaged is told from one whose rows are wrong")
  func damaged() throws {
    try withSQLite { bench, path in
      try fill(bench)
      let (page, size) = try DatabaseQueue(path: path).read { db in
        (
          try Int.fetchOne(
            db, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'note_patient'"),
          try Int.fetchOne(db, sql: "PRAGMA page_size")
        )
      }
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      try file.seek(toOffset: UInt64((try #require(page) - 1) * (try #require(size))))
      try file.write(contentsOf: Data(repeating: 0xA5, count: try #require(size)))
      try file.close()
      let found = try SQLiteStore.open(path: path).check()
      let isNamed = found.contains { $0.hasPrefix("the file is damaged") }
      TrustLedger.count("broken invariants named", tried: 1, broken: isNamed ? 0 : 1)
      #expect(isNamed)
    }
  }

  @Test(
    "an index that admits two, or a trigger that lets all pass, is named though its name is there",
    arguments: [
      "DROP INDEX claim_patient; CREATE INDEX claim_patient ON claim (patient)",
      """
      DROP TRIGGER audit_no_update;
      CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT 1; END
      """,
      "DROP TRIGGER attempt_outcome_stays", "ALTER TABLE outbox DROP COLUMN code",
    ])
  func shape(_ sql: String) throws {
    try withSQLite { bench, path in
      try fill(bench)
      try Self.past(path) { try $0.execute(sql: sql) }
      let found = try bench.another().check()
      let isNamed = found.contains { $0.hasPrefix("the shape of the store") }
      TrustLedger.count("broken invariants named", tried: 1, broken: isNamed ? 0 : 1)
      #expect(isNamed, "\(found)")
    }
  }

  @Test(
    "a row that the program cannot read is named, not met by whoever opens the list",
    arguments: [
      ("note", "UPDATE note SET body = '{}'"), ("note", "UPDATE note SET body = 'torn'"),
      ("staff", "INSERT INTO staff (id, name, roles, languages) VALUES ('x', 'X', 'lead', '[]')"),
      ("recall", "UPDATE recall SET callback = '{' WHERE id = 'r4'"),
    ])
  func unreadable(_ table: String, _ sql: String) throws {
    try withSQLite { bench, path in
      try fill(bench)
      try Self.past(path) { db in
        try db.execute(sql: "DROP TRIGGER note_no_update")
        try db.execute(sql: sql)
      }
      let found = try bench.another().check()
      let isNamed = found.contains { $0.hasPrefix("rows of \(table) do not read") }
      TrustLedger.count("broken invariants named", tried: 1, broken: isNamed ? 0 : 1)
      #expect(isNamed, "\(found)")
    }
  }

  @Test("there is a way to break each of them here")
  func complete() {
    let tried = Set((Breaking.all + Breaking.ofTheFile).map(\.sentence))
    for dialect in [Dialect.sqlite, .postgresql] {
      let known = Set(StoreInvariant.all(in: dialect).map(\.sentence))
      #expect(known.subtracting(tried).subtracting(["the file is damaged"]) == [])
    }
    let sentences = StoreInvariant.all(in: .sqlite).map(\.sentence)
    #expect(Set(sentences).count == sentences.count)
    #expect(StoreInvariant.all(in: .sqlite).allSatisfy { !$0.advice.sentence.isEmpty })
  }

  @Test("each has a text in both languages, which in English is the sentence itself")
  func words() throws {
    let (english, spanish) = (try Self.texts("en"), try Self.texts("es"))
    let known = [Dialect.sqlite, .postgresql].flatMap { StoreInvariant.all(in: $0) }
    let sentences =
      known.map { ("check.\($0.id)", $0.sentence) }
      + InvariantAdvice.allCases.map { ("check.advice.\($0.rawValue)", $0.sentence) }
    for (key, plain) in sentences {
      let sentence = plain.replacing("{", with: "{{").replacing("}", with: "}}")
      #expect(english.contains("  \(key): { text: \"\(sentence)\" }"), "\(key)")
      #expect(spanish.contains("  \(key): { text: \"") && !spanish.contains(sentence), "\(key)")
    }
    #expect(
      Set(StoreInvariant.all(in: .sqlite).map(\.id)).count == StoreInvariant.all(in: .sqlite).count)
  }

  private static func texts(_ locale: String) throws -> String {
    let root = (1...4).reduce(URL(fileURLWithPath: #filePath)) { url, _ in
      url.deletingLastPathComponent()
    }
    return try String(
      contentsOf: root.appendingPathComponent("locales/\(locale)/console.yaml"), encoding: .utf8)
  }

  private func expectNamed(_ breaking: Breaking, _ bench: StoreBench) throws {
    let found = try bench.another().findings()
    let isNamed = found.contains { $0.sentence.hasPrefix(breaking.sentence + ":") }
    TrustLedger.count("broken invariants named", tried: 1, broken: isNamed ? 0 : 1)
    #expect(isNamed, "\(found.map(\.sentence))")
    #expect(found.allSatisfy { !$0.advice.isEmpty })
  }

  private func fill(_ bench: StoreBench) throws {
    try bench.bring(4)
    let (first, number) = try bench.call("c1", by: "ana")
    try bench.store.close(Clinic.closing(first, number: number), under: first, at: Clinic.now)
    _ = try bench.call("c2", by: "ben")
    try bench.store.keepPractice(Practised.call())
    #expect(try bench.store.check() == [])
  }

  private static func past(_ path: String, _ body: (Database) throws -> Void) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    try DatabaseQueue(path: path, configuration: configuration).writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
      try body(db)
    }
  }
}
