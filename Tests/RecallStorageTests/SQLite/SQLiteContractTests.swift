import RecallDomain
import RecallStorage
import Testing

@Suite("the store's contract, on SQLite")
struct SQLiteContractTests {
  @Test("holds", arguments: StoreContract.clauses)
  func holds(_ clause: StoreClause) throws {
    try withSQLite { bench, _ in try StoreContract.verify(clause, on: bench) }
  }

  @Test("holds when consoles race", arguments: Race.all)
  func races(_ race: Race) throws {
    try withSQLite { bench, path in
      try race.run(bench, Runners { try SQLiteStore.open(path: path) })
      #expect(try bench.store.check() == [])
    }
  }
}
