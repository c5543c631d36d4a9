import RecallTestSupport
import Testing

@testable import RecallStorage

@Suite(
  "reads that go to a server together",
  .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
struct TogetherTests {
  @Test("what is known beforehand is asked at once, what an answer leads to by itself")
  func together() throws {
    try withConnection { connection, _ in
      try connection.transaction("test") { db throws in
        var ways = 0
        connection.onTheWay = { _ in ways += 1 }
        let found = try db.together { db in
          let one = try db.int("SELECT 1 AS n")
          let two = try db.int("SELECT ? + 1 AS n", [1])
          return [one, two, try db.int("SELECT ? + 1 AS n", [two ?? 0])]
        }
        #expect(found == [1, 2, 3])
        #expect(ways == 2)
      }
    }
  }

  @Test("the same question asked twice is answered twice")
  func twice() throws {
    try withConnection { connection, _ in
      try connection.transaction("test") { db throws in
        try db.run("CREATE TABLE kept (n bigint)")
        try db.run("INSERT INTO kept VALUES (?)", [7])
        let found = try db.together { db in
          [try db.int("SELECT n FROM kept"), try db.int("SELECT n FROM kept")]
        }
        #expect(found == [7, 7])
      }
    }
  }

  @Test("a write is none of them")
  func writes() throws {
    try withConnection { connection, _ in
      try connection.transaction("test") { db throws in
        try db.run("CREATE TABLE kept (n bigint)")
        let changed = try db.together { try $0.run("INSERT INTO kept VALUES (?)", [7]) }
        #expect(changed == 1)
        #expect(try db.int("SELECT count(*) FROM kept") == 1)
      }
    }
  }
}
