import Foundation
import RecallDomain
import RecallStorage
import RecallTestSupport
import Testing

/// Two sessions at one card whose lease ran out: its caller asks for it again in the very moment in
/// which a colleague's `next` takes it over.
@Suite(
  "a card that lapsed",
  .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
struct LapsedCardTests {
  @Test("that a colleague is taking over is not shown to its caller once more")
  func takenMeanwhile() throws {
    try withPostgreSQL { bench, database in
      try bench.bring(1)
      _ = try bench.store.claimNext(
        by: "ana", segment: nil, at: Clinic.now, lease: 900, judge: Clinic.anyone)
      let url = try Cluster.shared().url(database, as: "contract_ana")
      let eyes = try PlainSession(url)
      let colleague = try PlainSession(url)
      try colleague.run("BEGIN")
      try colleague.run(
        """
        UPDATE recall.claim SET ended_at = lease_ends, how = 'lapsed'
          WHERE caller = 'ana' AND ended_at IS NULL
        """)
      let told = Counts()
      let address = try PostgreSQLAddress(url)
      let done = DispatchGroup()
      done.enter()
      Thread {
        do throws(StoreFailure) {
          let store = try PostgreSQLStore.open(address)
          let answer = try store.claimNext(
            by: "ana", segment: nil, at: Clinic.minutes(60), lease: 900, judge: Clinic.anyone)
          switch answer {
          case .held: told.add("the old card")
          case .claimed: told.add("a card of her own")
          default: told.add("\(answer)")
          }
        } catch { told.add("\(error)") }
        done.leave()
      }.start()
      try eyes.untilSomebodyWaits { !told.counts.isEmpty }
      try colleague.run("COMMIT")
      done.wait()
      #expect(told.counts == ["a card of her own": 1])
    }
  }
}
