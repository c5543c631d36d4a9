import RecallDomain
import RecallStorage
import Testing

@Suite("settling the list")
struct SettleTests {
  private func settle(_ store: SQLiteStore, _ judge: (Candidate) -> Callability) throws {
    var last: RecallID?
    repeat {
      last = try store.settle(after: last, at: Clinic.now, judge: judge)
    } while last != nil
  }

  @Test("after it the counts are what the rules say, over any number of batches")
  func counts() throws {
    try withSQLite { bench, _ throws in
      try bench.bring(450)
      let store = try #require(bench.store as? SQLiteStore)
      let counts = {
        try store.counts(for: "ana", at: Clinic.now, endOfDay: Clinic.minutes(300))
      }
      try settle(store) { candidate in
        switch candidate.entry.priority % 3 {
        case 0: .excluded(.withinCadence, until: Clinic.minutes(200))
        case 1: .excluded(.noNumber, until: nil)
        default: .callable(number: "+16175550101")
        }
      }
      let settled = try counts()
      #expect(settled.ready + settled.laterToday == 300)
      #expect(settled.ready > 100 && settled.laterToday > 100)
      try settle(store) { _ in .excluded(.noScript, until: nil) }
      #expect(try counts() == DayCounts(ready: 0, laterToday: 0, needOutcome: 0))
      try settle(store, Clinic.anyone)
      #expect(try counts().ready == 450)
      #expect(try store.check() == [])
    }
  }
}
