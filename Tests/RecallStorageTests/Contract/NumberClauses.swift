import Foundation
import RecallDomain
import Testing

/// One telephone for several people, and a card that waits.
extension StoreContract {
  static let numbers: [StoreClause] = [
    StoreClause("a card that is shown again is its caller's for a whole lease more") {
      bench throws in
      try bench.bring(1)
      _ = try bench.claimed("ana")
      guard case .held = try bench.next("ana", at: Clinic.minutes(20)) else { throw Unexpected() }
      #expect(isNobody(try bench.next("ben", at: Clinic.minutes(34))))
      #expect(recall(try bench.next("ben", at: Clinic.minutes(35))) == "r1")
    },
    StoreClause("a call without an outcome counts against its number, whomever it was for") {
      bench throws in
      let shared = ["+16175550142"]
      try bench.bring(
        Clinic.row("r1", of: Clinic.patient("p1", numbers: shared), priority: 1),
        Clinic.row("r2", of: Clinic.patient("p2", numbers: shared), priority: 2))
      let (ticket, number) = try bench.call()
      try bench.store.park(Clinic.entry(2, "parked"), under: ticket, at: Clinic.now)
      let other = try #require(try bench.store.candidate(RecallID("r2")))
      #expect(other.contactsByNumber[number] == [Clinic.now])
    },
    StoreClause("who was kept back by a dial that was no contact is free when that is known") {
      bench throws in
      let shared = ["+16175550142"]
      try bench.bring(
        Clinic.row("r1", of: Clinic.patient("p1", numbers: shared), priority: 1),
        Clinic.row("r2", of: Clinic.patient("p2", numbers: shared), priority: 2))
      let (ticket, number) = try bench.call()
      try bench.store.park(Clinic.entry(2, "parked"), under: ticket, at: Clinic.now)
      let capped = { (candidate: Candidate) -> Callability in
        candidate.contactsByNumber[number] == nil
          ? .callable(number: number) : .excluded(.capReached, until: Clinic.minutes(1440))
      }
      #expect(isNobody(try bench.next("ben", judge: capped)))
      let taken = try bench.store.takeUp(
        ticket.call!, by: "ana", at: Clinic.now, lease: Clinic.lease, takeOver: false)
      try bench.store.close(
        Clinic.closing(taken.ticket, number: number, ending: Ending(.noAnswer, .busySignal)!),
        under: taken.ticket, at: Clinic.now)
      #expect(recall(try bench.next("ben", judge: capped)) == "r2")
    },
    StoreClause("a number that dies in one call is looked at anew where it kept another promise") {
      bench throws in
      let (shared, own) = ("+16175550142", "+16175550143")
      try bench.bring(
        Clinic.row("r1", of: Clinic.patient("p1", numbers: [own, shared]), priority: 1),
        Clinic.row("r2", of: Clinic.patient("p2", numbers: [shared]), priority: 2))
      let (first, number) = try bench.call()
      try bench.store.close(
        Clinic.closing(
          first, number: number, ending: Ending(.callbackRequested, .atTime)!,
          next: NextAction(kind: .call, owner: "ana", at: Clinic.minutes(60)),
          callback: CallbackWindow(date: Clinic.today, moment: .part(.evening))),
        under: first, at: Clinic.now)
      let (second, dead) = try bench.call("c2", by: "ben", at: Clinic.minutes(5))
      #expect(second.recall == RecallID("r2") && dead == shared)
      try bench.store.close(
        Clinic.closing(
          second, number: dead, ending: Ending(.wrongNumber, .disconnected)!,
          numberStatus: .disconnected), under: second, at: Clinic.minutes(6))
      #expect(recall(try bench.next("ben", at: Clinic.minutes(7))) == "r1")
    },
  ]
}
