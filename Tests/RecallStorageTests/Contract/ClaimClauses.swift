import Foundation
import RecallDomain
import Testing

extension StoreContract {
  static let claims: [StoreClause] = [
    StoreClause("the first in line is claimed: priority, due date, id") { bench throws in
      try bench.bring(
        Clinic.row("b", of: Clinic.patient("p1"), priority: 2),
        Clinic.row("c", of: Clinic.patient("p2"), due: "2026-11-10", priority: 2),
        Clinic.row("a", of: Clinic.patient("p3"), priority: 2),
        Clinic.row("d", of: Clinic.patient("p4"), segment: "missed-visit", priority: 1))
      #expect(recall(try bench.next("w1")) == "d")
      #expect(recall(try bench.next("w2")) == "c")
      #expect(recall(try bench.next("w3")) == "a")
      #expect(recall(try bench.next("w4")) == "b")
      #expect(isNobody(try bench.next("w5")))
    },
    StoreClause("a caller who holds a claim gets that one again") { bench throws in
      try bench.bring(2)
      let (ticket, number) = try bench.claimed()
      guard case .held(let held) = try bench.next() else { throw Unexpected() }
      #expect(held.ticket == ticket)
      #expect(held.number == number)
      #expect(try bench.store.heldAtDial(by: "ana")?.ticket == ticket)
      #expect(try bench.store.heldAtDial(by: "ben") == nil)
    },
    StoreClause("a segment can be asked for") { bench throws in
      try bench.bring(
        Clinic.row("a", of: Clinic.patient("p1"), priority: 1),
        Clinic.row("b", of: Clinic.patient("p2"), segment: "missed-visit", priority: 2))
      #expect(recall(try bench.next(segment: "missed-visit")) == "b")
    },
    StoreClause("two callers never hold one patient, not even for two of their recalls") {
      bench throws in
      let rosa = Clinic.patient("p1", numbers: ["+16175550101"])
      var again = rosa
      again.phones = [PatientPhone(number: "+16175550102", kind: .home, rank: 1)]
      try bench.bring(
        Clinic.row("a", of: rosa), Clinic.row("b", of: again, segment: "missed-visit"))
      #expect(recall(try bench.next("ana")) != nil)
      #expect(isNobody(try bench.next("ben", in: bench.another())))
    },
    StoreClause("two callers never dial one number, shared in a household") { bench throws in
      let number = "+16175550101"
      try bench.bring(
        Clinic.row("a", of: Clinic.patient("p1", numbers: [number])),
        Clinic.row("b", of: Clinic.patient("p2", numbers: [number])))
      #expect(recall(try bench.next("ana")) == "a")
      guard case .nobody(let nobody) = try bench.next("ben", in: bench.another()) else {
        throw Unexpected()
      }
      #expect(nobody.blocked == [.claimed: 2])
    },
    StoreClause("whom the judge keeps back is passed over, and said with the reason") {
      bench throws in
      try bench.bring(3)
      let later = Clinic.minutes(60)
      let judge = { (candidate: Candidate) -> Callability in
        switch candidate.entry.id.rawValue {
        case "r1": .excluded(.withinCadence, until: later)
        case "r2": .excluded(.noNumber, until: nil)
        default: .excluded(.language, until: nil)
        }
      }
      guard case .nobody(let nobody) = try bench.next(judge: judge) else {
        throw Unexpected()
      }
      #expect(nobody.blocked == [.withinCadence: 1, .noNumber: 1, .language: 1])
      #expect(nobody.next == later)
      #expect(nobody.whose == RecallID("r1"))
    },
    StoreClause("an entry kept back until an instant is not judged again before it") {
      bench throws in
      try bench.bring(1)
      let later = Clinic.minutes(60)
      _ = try bench.next { _ in .excluded(.capReached, until: later) }
      var judged = 0
      let count = { (candidate: Candidate) -> Callability in
        judged += 1
        return Clinic.anyone(candidate)
      }
      #expect(isNobody(try bench.next(at: Clinic.minutes(59), judge: count)))
      #expect(judged == 0)
      #expect(recall(try bench.next(at: later, judge: count)) == "r1")
      #expect(judged == 1)
    },
    StoreClause("a language one caller lacks keeps nobody from another caller") { bench throws in
      try bench.bring(2)
      #expect(isNobody(try bench.next("ben") { _ in .excluded(.language, until: nil) }))
      #expect(recall(try bench.next("ana")) == "r1")
    },
    StoreClause("a segment whose script arrives is callable at once") { bench throws in
      try bench.bring(2)
      #expect(isNobody(try bench.next { _ in .excluded(.noScript, until: nil) }))
      #expect(try bench.store.counts(for: "ana", at: Clinic.now, endOfDay: Clinic.now).ready == 0)
      #expect(recall(try bench.next()) == "r1")
    },
    StoreClause("a policy that changes frees those it had blocked") { bench throws in
      try bench.bring(2)
      #expect(isNobody(try bench.next { _ in .excluded(.attemptsExhausted, until: nil) }))
      #expect(recall(try bench.next()) == "r1")
    },
    StoreClause("an entry is claimed by name under the same rules") { bench throws in
      try bench.bring(2)
      let answer = try bench.store.claim(
        RecallID("r2"), by: "ana", at: Clinic.now, lease: Clinic.lease, judge: Clinic.anyone)
      #expect(recall(answer) == "r2")
      let other = try bench.store.claim(
        RecallID("r2"), by: "ben", at: Clinic.now, lease: Clinic.lease, judge: Clinic.anyone)
      guard case .refused(.claimed, until: nil) = other else { throw Unexpected() }
      let kept = try bench.store.claim(
        RecallID("r1"), by: "ben", at: Clinic.now, lease: Clinic.lease
      ) { _ in .excluded(.outsideHours, until: Clinic.minutes(5)) }
      guard case .refused(.outsideHours, until: Clinic.minutes(5)) = kept else {
        throw Unexpected()
      }
      #expect(throws: StoreFailure.notFound) {
        try bench.store.claim(
          RecallID("none"), by: "ben", at: Clinic.now, lease: 1, judge: Clinic.anyone)
      }
    },
    StoreClause("a patient given back is free again, and may be given back twice") { bench throws in
      try bench.bring(1)
      let (ticket, _) = try bench.claimed()
      try bench.store.giveBack(ticket, reason: "", at: Clinic.now)
      try bench.store.giveBack(ticket, reason: "", at: Clinic.now)
      #expect(recall(try bench.next()) == "r1")
    },
    StoreClause("a patient skipped with a reason goes to others, not to the same caller") {
      bench throws in
      try bench.bring(2)
      let (ticket, _) = try bench.claimed()
      try bench.store.giveBack(ticket, reason: "my neighbour", at: Clinic.now)
      #expect(recall(try bench.next("ana")) == "r2")
      #expect(recall(try bench.next("ben")) == "r1")
    },
    StoreClause("a claim that never dialled may be taken over only when its lease is out") {
      bench throws in
      try bench.bring(1)
      let (old, number) = try bench.claimed("ana")
      #expect(isNobody(try bench.next("ben", at: Clinic.minutes(14))))
      #expect(recall(try bench.next("ben", at: Clinic.minutes(15))) == "r1")
      #expect(throws: StoreFailure.stale) {
        try bench.store.beginCall(
          Clinic.beginning("c1", number: number), under: old, at: Clinic.minutes(16))
      }
    },
    StoreClause("a console whose clock is behind makes no lease run out sooner") { bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.claimed("ana", at: Clinic.minutes(60))
      guard case .held(let held) = try bench.next("ana", at: Clinic.now) else { throw Unexpected() }
      #expect(held.ticket == ticket && held.opened == Clinic.minutes(60))
      #expect(isNobody(try bench.next("ben", at: Clinic.minutes(74))))
      let begun = try bench.store.beginCall(
        Clinic.beginning("c1", number: number), under: ticket, at: Clinic.now)
      let call = CallID("c1")
      #expect(throws: StoreFailure.taken(.patient)) {
        try bench.store.takeUp(
          call, by: "ben", at: Clinic.minutes(74), lease: 900, takeOver: true)
      }
      _ = try bench.store.append(Clinic.entry(2), effects: [], under: begun, at: Clinic.now)
      _ = try bench.store.takeUp(call, by: "ana", at: Clinic.now, lease: 900, takeOver: false)
      #expect(throws: StoreFailure.taken(.patient)) {
        try bench.store.takeUp(
          call, by: "ben", at: Clinic.minutes(74), lease: 900, takeOver: true)
      }
    },
    StoreClause("a slow human whose lease has run out loses nothing while nobody takes over") {
      bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.claimed("ana")
      let begun = try bench.store.beginCall(
        Clinic.beginning("c1", number: number), under: ticket, at: Clinic.minutes(500))
      let next = try bench.store.append(
        Clinic.entry(2), effects: [], under: begun, at: Clinic.minutes(2000))
      #expect(next.lastSeq == 2)
    },
  ]
}
