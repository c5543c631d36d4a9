import RecallDomain
import RecallStorage
import RecallTestSupport
import Testing

@Suite(
  "consoles that race, on PostgreSQL",
  .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
struct PostgreSQLRacesTrustTests {
  @Test("none takes what another has", .counting(Race.promise), arguments: Race.all)
  func races(_ race: Race) throws {
    try withPostgreSQL { bench, database in
      let address = try PostgreSQLAddress(
        try Cluster.shared().url(database, as: "contract_ana"))
      try race.run(bench, Runners { try PostgreSQLStore.open(address) })
      #expect(try bench.store.check() == [])
    }
    TrustLedger.count(Race.promise, tried: 1, broken: 0)
  }
}
