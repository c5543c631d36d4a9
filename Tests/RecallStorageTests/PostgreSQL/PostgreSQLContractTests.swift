import RecallDomain
import RecallStorage
import RecallTestSupport
import Testing

@Suite(
  "the store's contract, on PostgreSQL",
  .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
struct PostgreSQLContractTests {
  @Test("holds", arguments: StoreContract.clauses)
  func holds(_ clause: StoreClause) throws {
    try withPostgreSQL { bench, _ in try StoreContract.verify(clause, on: bench) }
  }

  @Test("next asks nothing of a grown list that an index does not answer, as a caller")
  func indexes() throws {
    try withPostgreSQL { bench, database in
      try IndexUse(store: try #require(bench.store as? PostgreSQLStore)) {
        _ = try Cluster.shared().run("VACUUM ANALYZE", in: database)
      }.verify()
    }
  }

  @Test("keeps the order of the line", arguments: LineOrder.clauses)
  func line(_ clause: StoreClause) throws {
    try withPostgreSQL(classes: .under(LineOrder.policy)) { bench, _ in
      try StoreContract.verify(clause, on: bench)
    }
  }

  @Test("holds when consoles race", arguments: Race.all)
  func races(_ race: Race) throws {
    try withPostgreSQL { bench, database in
      let address = try PostgreSQLAddress(
        try Cluster.shared().url(database, as: "contract_ana"))
      try race.run(bench, Runners { try PostgreSQLStore.open(address) })
      #expect(try bench.store.check() == [])
    }
  }

  @Test("random acts agree with the model, whatever the order", arguments: [1, 2, 3] as [UInt64])
  func agree(seed: UInt64) throws {
    try withPostgreSQL { bench, _ throws in
      var acts = try RandomActs(bench, seed: seed, patients: 9)
      try acts.run(150)
    }
  }
}
