import RecallDomain
import RecallStorage
import RecallTestSupport
import Testing

@Suite("consoles that race, on SQLite")
struct SQLiteRacesTrustTests {
  @Test("none takes what another has", .counting(Race.promise), arguments: Race.all)
  func races(_ race: Race) throws {
    try withSQLite { bench, path in
      try race.run(bench, Runners { try SQLiteStore.open(path: path) })
      #expect(try bench.store.check() == [])
    }
    TrustLedger.count(Race.promise, tried: 1, broken: 0)
  }
}
