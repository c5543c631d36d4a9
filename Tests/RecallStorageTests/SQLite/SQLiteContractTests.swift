import Testing

@Suite("the store's contract, on SQLite")
struct SQLiteContractTests {
  @Test("holds", arguments: StoreContract.clauses)
  func holds(_ clause: StoreClause) throws {
    try withSQLite { bench, _ in try StoreContract.verify(clause, on: bench) }
  }
}
