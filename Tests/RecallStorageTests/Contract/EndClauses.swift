import Foundation
import RecallDomain
import Testing

/// What ends a recall without a call, and what the caps count.
extension StoreContract {
  static let ends: [StoreClause] = [
    StoreClause("used-up attempts end it on its last day, and not before") { bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.call()
      try bench.store.close(
        Clinic.closing(
          ticket, number: number, next: NextAction(kind: .none, at: Clinic.minutes(60))),
        under: ticket, at: Clinic.now)
      let end = { (minutes: Double) in
        try bench.endDue(
          minutes,
          AfterCallDecision(
            state: .closed, next: NextAction(kind: .none), end: .attemptsExhausted))
      }
      #expect(try end(59) == 0)
      #expect(try end(60) == 1)
      #expect(try bench.entry("r1")?.state == .closed)
      #expect(try end(61) == 0)
    },
    StoreClause("who is owed something on the last day is looked at a day later") { bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.call()
      try bench.store.close(
        Clinic.closing(
          ticket, number: number, next: NextAction(kind: .none, at: Clinic.minutes(60))),
        under: ticket, at: Clinic.now)
      #expect(try bench.endDue(60, nil) == 1)
      #expect(try bench.endDue(61, nil) == 0)
      #expect(try bench.entry("r1")?.nextAt == Clinic.minutes(60 + 1440))
    },
    StoreClause("a sensitive recall goes to the clinical team before it ends") { bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.call()
      try bench.store.close(
        Clinic.closing(
          ticket, number: number, next: NextAction(kind: .none, at: Clinic.minutes(60))),
        under: ticket, at: Clinic.now)
      _ = try bench.endDue(
        60,
        AfterCallDecision(
          state: .review, next: NextAction(kind: .review, owner: "clinical"), opens: [.clinical]))
      #expect(try bench.entry("r1")?.state == .review)
      #expect(try bench.store.queueItems(.clinical).map(\.recall) == [RecallID("r1")])
    },
    StoreClause("a contact for another recall of the patient counts for the caps") {
      bench throws in
      let patient = Clinic.patient("p1")
      try bench.bring(Clinic.row("r1", of: patient), Clinic.row("r2", of: patient, priority: 4))
      let (ticket, number) = try bench.call()
      try bench.store.close(Clinic.closing(ticket, number: number), under: ticket, at: Clinic.now)
      let other = try #require(try bench.store.candidate(RecallID("r2")))
      #expect(other.attempts.isEmpty)
      #expect(other.otherContacts == [Clinic.now])
      let own = try #require(try bench.store.candidate(RecallID("r1")))
      #expect(own.attempts.count == 1 && own.otherContacts.isEmpty)
    },
    StoreClause("a death that was told holds all, and is not taken for confirmed") {
      bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.call()
      try bench.store.close(
        Clinic.closing(
          ticket, number: number, ending: Ending(.escalated, .deceased)!, state: .review,
          next: NextAction(kind: .review), heldForDeath: true),
        under: ticket, at: Clinic.now)
      let held = try #require(try bench.store.candidate(RecallID("r1")))
      #expect(held.patient.deceased && held.heldForDeath)
    },
  ]
}

extension StoreBench {
  func entry(_ recall: String) throws -> RecallEntry? {
    try store.candidate(RecallID(recall))?.entry
  }

  fileprivate func endDue(_ minutes: Double, _ decision: AfterCallDecision?) throws -> Int {
    try store.endDue(
      at: Clinic.minutes(minutes), overtaken: { _ in decision },
      judge: { _ in .excluded(.attemptsExhausted, until: nil) })
  }
}
