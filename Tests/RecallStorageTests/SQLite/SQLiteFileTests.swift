import Foundation
import GRDB
import RecallDomain
import Testing

@testable import RecallStorage

@Suite("the store's file")
struct SQLiteFileTests {
  @Test("settings are durable, and read back so")
  func settings() throws {
    try withSQLite { bench, path throws in
      for store in [bench.store, try bench.another()] {
        let lines = Dictionary(
          uniqueKeysWithValues: try store.describe().map { ($0.name, $0.value) })
        #expect(lines["journal_mode"] == "truncate")
        #expect(lines["synchronous"] == "2")
        #expect(lines["foreign_keys"] == "1")
        #expect(lines["trusted_schema"] == "0")
        #expect(lines["secure_delete"] == "1")
        #expect(lines["temp_store"] == "2")
        #expect(lines["mmap_size"] == "0")
        #expect(try #require(Int(lines["busy_timeout"] ?? "")) >= 5000)
        #expect(lines["path"] == path && lines["kind"] == "demo")
      }
    }
  }

  @Test("nobody else can read the file, its journal or its folder")
  func permissions() throws {
    try withSQLite { bench, path throws in
      try bench.bring(1)
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
      #expect(try mode(folder) == 0o700)
      for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
        #expect(try mode(folder + "/" + name) == 0o600, "\(name)")
      }
      chmod(path, 0o644)
      _ = try bench.another()
      #expect(try mode(path) == 0o600)
    }
  }

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  @Test("a store is never made over another file")
  func noOverwriting() throws {
    try withSQLite { _, path throws in
      #expect(throws: StoreFailure.refused(constraint: "a store stands here already")) {
        try SQLiteStore.create(path: path, kind: .live)
      }
      #expect(try SQLiteStore.open(path: path).kind == .demo)
    }
  }

  @Test("a missing file, a folder and a foreign file are refused")
  func foreignFiles() throws {
    let folder = try TemporaryFolder()
    #expect(throws: StoreFailure.unreachable("there is no store at this path")) {
      try SQLiteStore.open(path: folder.path + "/none.sqlite")
    }
    #expect(throws: StoreFailure.damaged("the store is not a file")) {
      try SQLiteStore.open(path: folder.path)
    }
    let text = folder.path + "/text.sqlite"
    try Data(String(repeating: "no database at all. ", count: 300).utf8)
      .write(to: URL(fileURLWithPath: text))
    #expect(throws: StoreFailure.damaged("the file is no store")) {
      try SQLiteStore.open(path: text)
    }
    let other = folder.path + "/other.sqlite"
    try DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE meta (kind TEXT)") }
    #expect(throws: StoreFailure.damaged("the file is no store")) {
      try SQLiteStore.open(path: other)
    }
  }

  @Test("a store of a newer program is refused")
  func newerSchema() throws {
    try withSQLite { _, path throws in
      try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA user_version = 99") }
      #expect(throws: StoreFailure.newerSchema(found: 99, known: Schema.known)) {
        try SQLiteStore.open(path: path)
      }
    }
  }

  @Test("a console writes nothing more when a newer program has brought the store forward")
  func outgrown() throws {
    try withSQLite { bench, path throws in
      try bench.bring(1)
      let (ticket, _) = try bench.claimed()
      try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA user_version = 99") }
      let outgrown = StoreFailure.newerSchema(found: 99, known: Schema.known)
      #expect(throws: outgrown) {
        try bench.store.giveBack(ticket, reason: "", at: Clinic.now)
      }
      #expect(throws: outgrown) { try bench.store.inOneSitting {} }
    }
  }

  @Test("a store opened for reading refuses to write")
  func readOnly() throws {
    try withSQLite { bench, path throws in
      try bench.bring(1)
      let reader = try SQLiteStore.open(path: path, readOnly: true)
      #expect(try reader.lookup(name: "rosa", limit: 3).count == 1)
      #expect(throws: StoreFailure.readOnly) {
        try reader.importBatch(ImportBatch(source: "x", rows: []), at: Clinic.now)
      }
    }
  }

  @Test("a full disk is said, and nothing is half written")
  func fullDisk() throws {
    try withSQLite { bench, path throws in
      try bench.bring(1)
      let store = try #require(try bench.another() as? SQLiteStore)
      try store.limitPages(toThoseInUse: true)
      let rows = (10...400).map { Clinic.row("r\($0)", of: Clinic.patient("p\($0)")) }
      #expect(throws: StoreFailure.full) {
        try store.importBatch(ImportBatch(source: "x", rows: rows), at: Clinic.now)
      }
      #expect(try bench.store.candidate(RecallID("r10")) == nil)
      #expect(try bench.store.check() == [])
    }
  }

  @Test("a writer who keeps the file locked makes the others say busy")
  func busy() throws {
    try withSQLite { bench, path throws in
      let store = try #require(try bench.another() as? SQLiteStore)
      try store.waitNoLonger()
      try DatabaseQueue(path: path).writeWithoutTransaction { db in
        try db.inTransaction(.exclusive) {
          #expect(throws: StoreFailure.busy) {
            try store.importBatch(ImportBatch(source: "x", rows: []), at: Clinic.now)
          }
          return .rollback
        }
      }
    }
  }

  @Test(
    "what is history stays history",
    arguments: [
      "UPDATE call_event SET payload = x'00'", "DELETE FROM call_event",
      "UPDATE note SET body = ''",
      "DELETE FROM note", "UPDATE audit SET who = 'nobody'", "DELETE FROM audit",
      "UPDATE meta SET kind = 'live'", "DELETE FROM meta", "DELETE FROM attempt",
      "UPDATE attempt SET outcome = 'scheduled', detail = 'booked'",
      "UPDATE claim SET token = token - 1", "DELETE FROM script_version",
      "UPDATE practice_result SET passed = 1", "DELETE FROM practice_result",
      "UPDATE stumble SET words = ''", "DELETE FROM stumble",
    ])
  func history(_ sql: String) throws {
    try withSQLite { bench, path throws in
      try bench.bring(1)
      var (ticket, number) = try bench.call()
      ticket = try bench.store.append(
        Clinic.entry(2, "stumbled"), effects: [.stumble(Clinic.stumble(2))], under: ticket,
        at: Clinic.now)
      try bench.store.close(Clinic.closing(ticket, number: number), under: ticket, at: Clinic.now)
      try bench.store.keepPractice(Practised.call())
      #expect(throws: DatabaseError.self) {
        try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
      }
      #expect(try bench.store.check() == [])
    }
  }

  @Test("an error never holds a value of a row")
  func noValues() throws {
    try withSQLite { bench, _ throws in
      var rosa = Clinic.patient("p1", numbers: ["617 555 0142"])
      rosa.firstName = "Secreta"
      do {
        try bench.bring(Clinic.row("r1", of: rosa))
        Issue.record("a number that is not E.164 was accepted")
      } catch {
        #expect(!"\(error)".contains("Secreta") && !"\(error)".contains("0142"))
        guard case .refused = error as? StoreFailure else { throw error }
      }
    }
  }
}
