import RecallDomain
import RecallStorage
import Testing

@Suite("the store's contract, on SQLite")
struct SQLiteContractTests {
  @Test("holds", arguments: StoreContract.clauses)
  func holds(_ clause: StoreClause) throws {
    try withSQLite { bench, _ in try StoreContract.verify(clause, on: bench) }
  }

  @Test("next asks nothing of a grown list that an index does not answer")
  func indexes() throws {
    try withSQLite { bench, _ in
      try IndexUse(store: try #require(bench.store as? SQLiteStore)) {}.verify()
    }
  }

  @Test("keeps the order of the line", arguments: LineOrder.clauses)
  func line(_ clause: StoreClause) throws {
    try withSQLite(classes: .under(LineOrder.policy)) { bench, _ in
      try StoreContract.verify(clause, on: bench)
    }
  }
}
