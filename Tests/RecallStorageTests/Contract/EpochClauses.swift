import RecallDomain
import Testing

/// The lives of a store: one that comes back is not the one that went.
extension StoreContract {
  static let epochs: [StoreClause] = [
    StoreClause("a new store is in its first life, which stays the same") { bench throws in
      let first = try bench.store.epoch()
      #expect(first.number == 1 && first.cause == .made && first.id.count == 32)
      #expect(try bench.store.epoch() == first && bench.store.epochs() == [first])
    },
    StoreClause("another life has another name, and knows those before it") { bench throws in
      let first = try bench.store.epoch()
      let second = try bench.store.beginEpoch(.copied, by: "lee", at: Clinic.now)
      let third = try bench.store.beginEpoch(.restored, by: "lee", at: Clinic.minutes(1))
      #expect(Set([first.id, second.id, third.id]).count == 3)
      #expect(try bench.store.epoch() == third)
      #expect(try bench.store.epochs() == [first, second, third])
    },
    StoreClause("a claim of the life before is stale, and its words are kept for review") {
      bench throws in
      try bench.bring(1)
      let (ticket, _) = try bench.call("c-1", by: "ana")
      try bench.store.beginEpoch(.restored, by: "lee", at: Clinic.now)
      #expect(throws: StoreFailure.setAside(.restored)) {
        _ = try bench.store.append(
          Clinic.entry(2), effects: [], under: ticket, at: Clinic.now)
      }
      // Whoever opens the console now takes the call up, and ends it.
      let taken = try bench.store.takeUp(
        CallID("c-1"), by: "ana", at: Clinic.now, lease: 60, takeOver: false)
      #expect(taken.ticket.token > 1_000_000)
      try bench.store.park(Clinic.entry(2), under: taken.ticket, at: Clinic.now)
    },
    StoreClause("what waited to be sent when the backup was made waits for a person afterwards") {
      bench throws in
      try bench.waitForMessage(1...2)
      _ = try bench.writeMessages()
      let taken = try #require(try bench.take())
      let name = taken.message.token
      try bench.store.beginEpoch(.restored, by: "lee", at: Clinic.minutes(1))
      #expect(try bench.take(at: Clinic.minutes(99)) == nil)
      let held = try bench.store.outbox([.failed])
      #expect(held.map(\.failure) == [.restored, .restored])
      // Sent again on purpose, it has the name that a gateway may know already.
      try bench.store.retryMessage(taken.message.key, by: "lee", at: Clinic.minutes(2))
      let again = try #require(try bench.take(at: Clinic.minutes(3)))
      #expect(again.message.token == name)
      #expect(try bench.store.check() == [])
    },
  ]
}
