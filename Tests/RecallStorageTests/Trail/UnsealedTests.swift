import Testing

@testable import RecallStorage

@Suite("How much of a day no seal holds yet")
struct UnsealedTests {
  @Test("a session counts what it has written since its last seal, and nothing that was undone")
  func counted() throws {
    try TrailBench.onSQLite { bench in
      try bench.fill()
      let chain = try #require(bench.store.chain)
      chain.isSealed()
      try bench.write(2, bench.store)
      #expect(chain.unsealed == 2)
      #expect(throws: (any Error).self) {
        try bench.store.write("test") { (db: any Connection) throws -> Void in
          try db.audit(.exported, by: "ana", at: Clinic.now)
          throw Unexpected()
        }
      }
      #expect(chain.unsealed == 2)
      try bench.write(1, bench.store)
      #expect(chain.unsealed == 3)
      chain.isSealed()
      #expect(chain.unsealed == 0)
    }
  }
}
