import Foundation
import RecallDomain
import Testing

@testable import RecallStorage

/// Where an outcome stands, because somebody has gone on from it, and who wins when both come at once.
extension StoreContract {
  static let correctionLimits: [StoreClause] = [
    StoreClause("once somebody has gone on from it, an outcome stands; words can be added") {
      bench throws in
      let note = try saved(bench)
      let refused = { (at: Date) in
        try bench.store.correct(note, key: "k", at: at) { _, _ in
          correction("k", note, to: Ending(.declined, .forNow)!)
        }
      }
      _ = try bench.claimed("ben", at: Clinic.minutes(4000))
      #expect(try refused(Clinic.minutes(4001)) == .refused(.inHand))
      let (ticket, number) = try begun("c2", bench, by: "ben", at: Clinic.minutes(4002))
      #expect(try refused(Clinic.minutes(4003)) == .refused(.calledSince))
      try bench.store.close(
        Clinic.closing(ticket, number: number, note: "n2"), under: ticket,
        at: Clinic.minutes(4004))
      #expect(try refused(Clinic.minutes(4005)) == .refused(.calledSince))
      #expect(try bench.store.additions(to: note).isEmpty)
      let words = NoteAddition(
        id: "a", note: note, author: "ana", at: Clinic.minutes(4006), words: "was her sister")
      #expect(try bench.store.amend(words, at: Clinic.minutes(4006)).number == 1)
    },
    StoreClause("a recall that a list has moved on stays as it is") { bench throws in
      let note = try saved(bench)
      let died = {
        var patient = Clinic.patient("p1")
        patient.deceased = true
        return patient
      }()
      try bench.bring(Clinic.row("r1", of: died), at: Clinic.minutes(9))
      try bench.store.endByFacts(of: PatientID("p1"), at: Clinic.minutes(9)) { _ in
        AfterCallDecision(state: .closed, next: NextAction(kind: .none), end: .deceased)
      }
      let answer = try bench.store.correct(note, key: "k", at: Clinic.minutes(10)) { _, _ in
        correction("k", note, to: Ending(.declined, .forNow)!)
      }
      #expect(answer == .refused(.movedOn))
    },
    StoreClause("a correction and a claim of the same patient never both happen unseen") {
      bench throws in
      let note = try saved(bench)
      let other = try bench.another()
      // Inside the correction the patient is in its hands: nobody is given them meanwhile.
      _ = try bench.store.correct(note, key: "k", at: Clinic.minutes(4000)) { _, _ in
        correction("k", note, to: Ending(.callbackRequested, .anyTime)!)
      }
      guard
        case .claimed(_, let candidate, _) = try bench.next(
          "ben", at: Clinic.minutes(4001), in: other)
      else { throw Unexpected() }
      #expect(candidate.attempts.map(\.ending) == [Ending(.callbackRequested, .anyTime)])
      let late = try bench.store.correct(note, key: "k2", at: Clinic.minutes(4002)) { _, _ in
        correction("k2", note, to: Ending(.noAnswer)!)
      }
      #expect(late == .refused(.inHand))
    },
  ]

  private static func begun(
    _ call: String, _ bench: StoreBench, by caller: String, at now: Date
  ) throws -> (ClaimTicket, String) {
    guard case .held(let held) = try bench.next(caller, at: now) else { throw Unexpected() }
    let ticket = try bench.store.beginCall(
      Clinic.beginning(call, number: held.number, at: now), under: held.ticket, at: now)
    return (ticket, held.number)
  }
}

extension Race {
  /// Whoever is first wins, and the other sees it: a caller never works from an outcome that is being
  /// changed under them, and no correction is lost or made twice.
  static let correction = Race(
    sentence: "corrections of one note race with callers who take its patient"
  ) { bench, runners in
    let note = try StoreContract.saved(bench)
    let at = Clinic.minutes(4000)
    let told = Counts()
    try runners.race(6) { runner, store in
      if runner.isMultiple(of: 2) {
        let answer = try? store.claimNext(
          by: "w\(runner)", segment: nil, at: at, lease: 900, judge: Clinic.anyone)
        if case .claimed(_, let candidate, _)? = answer {
          told.add("claimed", candidate.attempts.last?.ending?.description ?? "")
        }
      } else {
        for _ in 1...2 {
          let answer = try? store.correct(note, key: "k\(runner)", at: at) { _, _ in
            StoreContract.correction("k\(runner)", note, to: Ending(.callbackRequested)!)
          }
          if case .corrected? = answer { told.add("corrected") }
          if case .refused(let obstacle)? = answer { told.add(obstacle.rawValue) }
        }
      }
    }
    let made = try bench.store.additions(to: note)
    #expect(Set(made.map(\.id)).count == made.count)
    #expect(made.map(\.number) == made.indices.map { $0 + 1 })
    #expect((told.counts["claimed"] ?? 0) <= 1)
    // What was claimed was the outcome that counts now: nothing was corrected under the caller.
    let ending = try bench.store.candidate(RecallID("r1"))?.attempts.last?.ending
    if let seen = told.seen.first(where: { !$0.isEmpty }) { #expect(seen == ending?.description) }
    #expect(try bench.store.check() == [])
  }
}
