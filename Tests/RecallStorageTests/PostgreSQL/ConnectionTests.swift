import Foundation
import RecallDomain
import RecallTestSupport
import Testing

@testable import RecallStorage

/// Gives a connection to a new empty database with the schema's name in it.
func withConnection(_ body: (PostgreSQLConnection, _ database: String) throws -> Void) throws {
  let cluster = try Cluster.shared()
  let database = try cluster.makeDatabase()
  defer { cluster.drop(database) }
  try cluster.run("CREATE SCHEMA recall", in: database)
  try body(PostgreSQLConnection(try PostgreSQLAddress(cluster.url(database))), database)
}

@Suite(
  "a connection to PostgreSQL",
  .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
struct ConnectionTests {
  @Test("values come back as they went, whatever they are")
  func values() throws {
    try withConnection { connection, _ in
      let text = "O'Núñez ? \"$1\" \\x41 日本 \u{1F600}\n\t"
      let bytes = Data((0...255).map { UInt8($0) })
      try connection.transaction("test") { db throws in
        try db.run("CREATE TABLE kept (n bigint, t text, b bytea, d text)")
        for number in [0, -1, .max, .min] {
          try db.run(
            "INSERT INTO kept (n, t, b, d) VALUES (?, ?, ?, ?)",
            [number, text, bytes, nil as String?])
        }
        try db.run("INSERT INTO kept (n, t, b) VALUES (?2, ?1, ?3)", ["", nil as Int?, Data()])
        let rows = try db.rows("SELECT * FROM kept ORDER BY n NULLS LAST")
        #expect(rows.map { $0["n"] } == [.int(.min), .int(-1), .int(0), .int(.max), .null])
        #expect(rows[0]["t"] == .text(text) && rows[0]["b"] == .blob(bytes))
        #expect(rows[4]["t"] == .text("") && rows[4]["b"] == .blob(Data()))
        #expect(rows[0]["d"] == .null && rows[0]["missing"] == nil)
        #expect(try db.int("SELECT sum(n) FROM kept WHERE n = -1") == -1)
        #expect(try db.int("SELECT count(*) FROM kept") == 5)
        #expect(try db.row("SELECT n < 0, n FROM kept WHERE n = ?", [-1])?.first == .int(1))
        #expect(try db.run("UPDATE kept SET d = ? WHERE n >= ?", ["x", 0]) == 2)
      }
    }
  }

  @Test("several reads at once are answered in their order, and none is left unread")
  func several() throws {
    try withConnection { connection, _ in
      let reads = (1...20).map { (n: Int) in Read("SELECT CAST(? AS BIGINT) + \(n) AS n", [n]) }
      try connection.transaction("test") { db throws in
        let found = try db.select(each: reads)
        #expect(found.map { $0[0]["n"] } == (1...20).map { SQLValue.int(2 * $0) })
      }
      #expect(throws: StoreFailure.self) {
        try connection.transaction("test") { db throws in
          _ = try db.select(each: reads + [Read("SELECT 1 / ?", [0])] + reads)
        }
      }
      try connection.transaction("test") { db throws in
        #expect(try db.int("SELECT 7") == 7)
      }
    }
  }

  @Test("an argument may be NULL at first and a number or bytes later")
  func learntTypes() throws {
    try withConnection { connection, _ in
      try connection.transaction("test") { db throws in
        let sql = "SELECT coalesce(?1, ?2) + 1 AS n"
        #expect(try db.int(sql, [nil as Int?, 4]) == 5)
        #expect(try db.int(sql, [7, nil as Int?]) == 8)
        #expect(try db.int(sql, [nil as Int?, 1]) == 2)
        let kept = "SELECT ?1 AS kept"
        #expect(try db.row(kept, [nil as String?])?.first == .null)
        #expect(try db.row(kept, ["seven"])?.first == .text("seven"))
        #expect(try db.row(kept, [Data([7])])?.first == .blob(Data([7])))
      }
    }
  }

  @Test("a text with U+0000 is refused, and the transaction is undone")
  func nul() throws {
    try withConnection { connection, _ in
      #expect(throws: StoreFailure.failed(code: "22021", act: "test")) {
        try connection.transaction("test") { try $0.run("SELECT CAST(? AS text)", ["a\0b"]) }
      }
    }
  }

  @Test("a transaction is all or nothing")
  func atomic() throws {
    try withConnection { connection, database in
      try connection.transaction("make") { _ = try $0.run("CREATE TABLE kept (n bigint)") }
      #expect(throws: StoreFailure.notFound) {
        try connection.transaction("test") { db throws in
          try db.run("INSERT INTO kept VALUES (1)")
          throw StoreFailure.notFound
        }
      }
      #expect(try Cluster.shared().run("SELECT count(*) FROM recall.kept", in: database) == [["0"]])
    }
  }

  @Test("a swallowed failure does not pass for a commit")
  func swallowed() throws {
    try withConnection { connection, _ in
      #expect(throws: StoreFailure.failed(code: "25P02", act: "test")) {
        try connection.transaction("test") { db throws in _ = try? db.run("SELECT 1 / 0") }
      }
    }
  }

  @Test(
    "the rules of the schema that stand for a rule of the field are told apart",
    arguments: [
      ("claim_patient", StoreFailure.taken(.patient)), ("claim_number", .taken(.number)),
      ("claim_caller", .taken(.caller)), ("attempt_unfinished", .taken(.patient)),
      ("appointment_slot", .taken(.slot)), ("other", .refused(constraint: "other")),
    ])
  func unique(_ name: String, _ failure: StoreFailure) throws {
    try withConnection { connection, _ in
      try connection.transaction("make") { db in
        try db.run("CREATE TABLE kept (n text)")
        try db.run("CREATE UNIQUE INDEX \(name) ON kept (n)")
      }
      #expect(throws: failure) {
        try connection.transaction("test") { db throws in
          try db.run("INSERT INTO kept VALUES (?)", ["Rosa"])
          try db.run("INSERT INTO kept VALUES (?)", ["Rosa"])
        }
      }
    }
  }

  @Test("a reading transaction refuses to write")
  func reading() throws {
    try withConnection { connection, _ in
      #expect(throws: StoreFailure.readOnly) {
        try connection.transaction("test", reading: true) {
          _ = try $0.run("CREATE TABLE kept (n bigint)")
        }
      }
    }
  }

  @Test("a row that another holds is busy, not a wait for ever")
  func locked() throws {
    try withConnection { connection, database in
      let other = try PlainSession(Cluster.shared().url(database))
      try other.run("CREATE TABLE recall.kept (n bigint)")
      try other.run("BEGIN; LOCK recall.kept")
      #expect(throws: StoreFailure.busy) {
        try connection.transaction("test") { db throws in
          try db.run("SET LOCAL lock_timeout = 1")
          try db.run("INSERT INTO kept VALUES (1)")
        }
      }
    }
  }

  @Test("a session that was ended while idle is replaced unnoticed")
  func endedIdle() throws {
    try withConnection { connection, database in
      #expect(try connection.transaction("test") { try $0.int("SELECT 1") } == 1)
      try end(sessionsOf: database)
      #expect(try connection.transaction("test") { try $0.int("SELECT 2") } == 2)
    }
  }

  @Test("a session that ends inside a transaction undoes it, and the next act has a new one")
  func endedInside() throws {
    try withConnection { connection, database in
      try connection.transaction("make") { _ = try $0.run("CREATE TABLE kept (n bigint)") }
      let lost = StoreFailure.unreachable("the connection to the server was lost")
      #expect(throws: lost) {
        try connection.transaction("test") { db throws in
          try db.run("INSERT INTO kept VALUES (1)")
          try end(sessionsOf: database)
          // Not on a new session, which would have lost the first row.
          _ = try? db.run("INSERT INTO kept VALUES (2)")
          try db.run("INSERT INTO kept VALUES (3)")
        }
      }
      let rows = try connection.transaction("test") { try $0.int("SELECT count(*) FROM kept") }
      #expect(rows == 0)
    }
  }

  @Test("a session that ends before COMMIT is unreachable")
  func endedAtCommit() throws {
    try withConnection { connection, database in
      let lost = StoreFailure.unreachable("the connection to the server was lost")
      #expect(throws: lost) {
        try connection.transaction("test") { db throws in
          try db.run("CREATE TABLE kept (n bigint)")
          try end(sessionsOf: database)
        }
      }
    }
  }

  @Test("a server that forgot what was prepared is asked once more, unnoticed")
  func forgotten() throws {
    try withConnection { connection, _ in
      let sql = "SELECT CAST(? AS bigint)"
      #expect(try connection.transaction("test") { try $0.int(sql, [1]) } == 1)
      try connection.transaction("test") { _ = try $0.run("DEALLOCATE ALL") }
      #expect(try connection.transaction("test") { try $0.int(sql, [2]) } == 2)
    }
  }

  @Test("a session that ends between any two statements is not noticed, and nothing is done twice")
  func endedAnywhere() throws {
    try withConnection { connection, database in
      try connection.transaction("make") { _ = try $0.run("CREATE TABLE kept (n bigint)") }
      for place in 0..<6 {
        var asked = 0
        connection.onTheWay = { _ in
          if asked == place { try? end(sessionsOf: database) }
          asked += 1
        }
        try connection.transaction("test") { db in
          for number in 1...3 { try db.run("INSERT INTO kept (n) VALUES (?)", [number]) }
        }
        connection.onTheWay = nil
        let kept = try connection.transaction("test") { try $0.int("SELECT count(*) FROM kept") }
        #expect(kept == 3 * (place + 1))
      }
    }
  }

  @Test("the server's clock is carried on between two looks")
  func clock() throws {
    try withConnection { connection, _ in
      #expect(connection.clock.now() == nil)
      let micros = try connection.transaction("test") { db in
        try db.int("SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)")
      }
      let server = Date(micros: try #require(micros))
      let told = try #require(connection.clock.now())
      #expect(abs(told.timeIntervalSince(server)) < 5)
      #expect(!connection.clock.isDue)
    }
  }

  @Test("the limits of the session stand on the server")
  func limits() throws {
    try withConnection { connection, _ in
      try connection.transaction("test") { db throws in
        #expect(try db.text("SHOW statement_timeout") == "30s")
        #expect(try db.text("SHOW lock_timeout") == "10s")
        #expect(try db.text("SHOW idle_in_transaction_session_timeout") == "4s")
        #expect(try db.text("SHOW client_encoding") == "UTF8")
        #expect(try db.text("SHOW application_name") == "recall")
        #expect(try db.text("SHOW transaction_isolation") == "read committed")
      }
    }
  }

  private func end(sessionsOf database: String) throws {
    try Cluster.shared().run(
      "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '\(database)'")
  }
}
