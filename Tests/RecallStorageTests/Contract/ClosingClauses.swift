import Foundation
import RecallDomain
import Testing

extension StoreContract {
  static let closing: [StoreClause] = [
    StoreClause("a closed call leaves its note, its outcome and the recall's next step") {
      bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.call()
      let window = CallbackWindow(date: Clinic.today.adding(days: 1), moment: .part(.afternoon))
      let at = Clinic.minutes(1500)
      let closing = Clinic.closing(
        ticket, number: number, ending: Ending(.callbackRequested, .atTime)!,
        next: NextAction(kind: .call, owner: "ana", at: at), callback: window)
      try bench.store.close(closing, under: ticket, at: Clinic.minutes(4))
      let candidate = try #require(try bench.store.candidate(ticket.recall))
      #expect(candidate.entry.nextAt == at && candidate.entry.callback == window)
      #expect(candidate.entry.owner == "ana" && candidate.heldBy == nil)
      #expect(candidate.attempts.map(\.ending) == [Ending(.callbackRequested, .atTime)])
      #expect(candidate.contactsByNumber == [number: [Clinic.now]])
      #expect(try bench.store.notes(NoteQuery()) == [closing.note])
      #expect(isNobody(try bench.next(at: Clinic.minutes(1484))))
      #expect(recall(try bench.next(at: at)) == "r1")
    },
    StoreClause("closing again with the same note changes nothing") { bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.call()
      let closing = Clinic.closing(ticket, number: number)
      try bench.store.close(closing, under: ticket, at: Clinic.now)
      try bench.store.close(closing, under: ticket, at: Clinic.now)
      #expect(try bench.store.notes(NoteQuery()).count == 1)
      var other = closing
      other.entry.payload = Data("other".utf8)
      #expect(throws: StoreFailure.stale) {
        try bench.store.close(other, under: ticket, at: Clinic.now)
      }
    },
    StoreClause("a save whose console died is told once, at the next start") { bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.call()
      try bench.store.close(
        Clinic.closing(ticket, number: number), under: ticket, at: Clinic.now)
      #expect(try bench.store.unseenSaves(by: "ben").isEmpty)
      // An answer that was lost on the way is given again, until it was seen.
      for _ in 1...2 {
        #expect(try bench.store.unseenSaves(by: "ana") == [NoteID("note-c1")])
      }
      try bench.store.savesSeen([NoteID("note-c1")], by: "ben")
      #expect(try bench.store.unseenSaves(by: "ana").count == 1)
      try bench.store.savesSeen([NoteID("note-c1")], by: "ana")
      #expect(try bench.store.unseenSaves(by: "ana").isEmpty)
    },
    StoreClause("a promised callback comes first once it is due") { bench throws in
      try bench.bring(
        Clinic.row("late", of: Clinic.patient("p1"), priority: 1),
        Clinic.row("r2", of: Clinic.patient("p2"), priority: 2))
      let (ticket, number) = try bench.call()
      let window = CallbackWindow(date: Clinic.today, moment: .part(.evening))
      try bench.store.close(
        Clinic.closing(
          ticket, number: number, ending: Ending(.callbackRequested)!,
          next: NextAction(kind: .call, at: Clinic.minutes(60)), callback: window),
        under: ticket, at: Clinic.now)
      try bench.bring(Clinic.row("first", of: Clinic.patient("p3"), due: "2026-01-01", priority: 1))
      #expect(recall(try bench.next("ben", at: Clinic.minutes(44))) == "first")
      #expect(recall(try bench.next("ana", at: Clinic.minutes(60))) == "late")
    },
    StoreClause("dead, engaged and failed dials are no contacts") { bench throws in
      let endings: [(Ending, Bool)] = [
        (Ending(.noAnswer, .rangOut)!, true), (Ending(.noAnswer, .busySignal)!, false),
        (Ending(.noAnswer, .technical)!, false), (Ending(.wrongNumber, .disconnected)!, false),
        (Ending(.wrongNumber, .notAPerson)!, false), (Ending(.wrongNumber, .notKnown)!, false),
        (Ending(.leftMessage, .voicemail)!, true), (Ending(.declined, .forNow)!, true),
      ]
      for (index, (ending, counts)) in endings.enumerated() {
        try bench.bring(
          Clinic.row("r\(index)", of: Clinic.patient("p\(index)", numbers: ["+1617555020\(index)"]))
        )
        let (ticket, number) = try bench.call("c\(index)")
        try bench.store.close(
          Clinic.closing(ticket, number: number, ending: ending, state: .closed), under: ticket,
          at: Clinic.now)
        let candidate = try #require(try bench.store.candidate(ticket.recall))
        #expect(candidate.contactsByNumber.isEmpty != counts, "\(ending)")
      }
    },
    StoreClause("what a call says about a number is learned, for the right people") {
      bench throws in
      let number = "+16175550101"
      try bench.bring(
        Clinic.row("a", of: Clinic.patient("p1", numbers: [number])),
        Clinic.row("b", of: Clinic.patient("p2", numbers: [number])))
      let status = { (id: String) in
        try bench.store.candidate(RecallID(id))?.patient.phones.first?.status
      }
      let (first, _) = try bench.call("c1")
      try bench.store.close(
        Clinic.closing(
          first, number: number, ending: Ending(.wrongNumber)!, state: .closed, numberStatus: .wrong
        ),
        under: first, at: Clinic.now)
      #expect(try [status("a"), status("b")] == [.wrong, .good])
      let (second, _) = try bench.call("c2")
      try bench.store.close(
        Clinic.closing(
          second, number: number, ending: Ending(.wrongNumber, .disconnected)!, state: .closed,
          numberStatus: .disconnected), under: second, at: Clinic.now)
      #expect(try [status("a"), status("b")] == [.disconnected, .disconnected])
    },
    StoreClause("a patient said to have died is called by nobody") { bench throws in
      let rosa = Clinic.patient("p1")
      try bench.bring(Clinic.row("a", of: rosa), Clinic.row("b", of: rosa, segment: "missed-visit"))
      let (ticket, number) = try bench.call()
      try bench.store.close(
        Clinic.closing(
          ticket, number: number, ending: Ending(.escalated, .deceased)!, state: .review,
          heldForDeath: true), under: ticket, at: Clinic.now)
      #expect(isNobody(try bench.next()))
      try bench.bring(Clinic.row("b", of: rosa, segment: "missed-visit", due: "2026-11-20"))
      #expect(isNobody(try bench.next()))
      #expect(try bench.store.candidate(RecallID("b"))?.patient.deceased == true)
    },
    StoreClause("a message is queued once, whatever is repeated") { bench throws in
      try bench.bring(1)
      let (ticket, _) = try bench.call()
      let draft = OutboxDraft(
        key: "c1/2", patient: ticket.patient, channel: .sms, address: "+16175550101",
        text: "Please call us.")
      for _ in 1...2 {
        _ = try bench.store.append(
          Clinic.entry(2), effects: [.message(draft)], under: ticket, at: Clinic.now)
      }
    },
  ]

  static let unfinished: [StoreClause] = [
    StoreClause("a call left behind is offered to its own caller first, and refuses `next`") {
      bench throws in
      try bench.bring(2)
      _ = try bench.call()
      let again = try bench.another()
      guard case .finishFirst(let call) = try bench.next(in: again) else { throw Unexpected() }
      #expect(call.call == CallID("c1") && !call.parked && call.caller == "ana")
      #expect(try again.counts(for: "ana", at: Clinic.now, endOfDay: Clinic.now).needOutcome == 1)
      #expect(try again.callsNeedingOutcome(for: "ana", at: Clinic.now) == [call])
    },
    StoreClause("a call in progress elsewhere is nobody's to take, until its lease is out") {
      bench throws in
      try bench.bring(1)
      _ = try bench.call()
      #expect(try bench.store.callsNeedingOutcome(for: "ben", at: Clinic.minutes(14)).isEmpty)
      #expect(throws: StoreFailure.taken(.patient)) {
        try bench.store.takeUp(
          CallID("c1"), by: "ben", at: Clinic.minutes(14), lease: 900, takeOver: true)
      }
      #expect(try bench.store.callsNeedingOutcome(for: "ben", at: Clinic.minutes(15)).count == 1)
      #expect(throws: StoreFailure.taken(.patient)) {
        try bench.store.takeUp(
          CallID("c1"), by: "ben", at: Clinic.minutes(15), lease: 900, takeOver: false)
      }
      let taken = try bench.store.takeUp(
        CallID("c1"), by: "ben", at: Clinic.minutes(15), lease: 900, takeOver: true)
      #expect(taken.ticket.token == 2 && taken.ticket.caller == "ben")
    },
    StoreClause("a parked call does not keep its caller from the next patient") { bench throws in
      try bench.bring(2)
      let (ticket, _) = try bench.call()
      try bench.store.park(Clinic.entry(2, "parked"), under: ticket, at: Clinic.now)
      try bench.store.park(Clinic.entry(2, "parked"), under: ticket, at: Clinic.now)
      let waiting = try bench.store.callsNeedingOutcome(for: "ana", at: Clinic.now)
      #expect(waiting.map(\.parked) == [true])
      #expect(try bench.store.candidate(ticket.recall)?.unfinishedBy == "ana")
      #expect(recall(try bench.next()) == "r2")
    },
    StoreClause("the patient of a parked call is offered to nobody, and its call goes on") {
      bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.call()
      try bench.store.park(Clinic.entry(2, "parked"), under: ticket, at: Clinic.now)
      guard case .nobody(let nobody) = try bench.next("ben") else { throw Unexpected() }
      #expect(nobody.blocked == [.needsOutcome: 1])
      let taken = try bench.store.takeUp(
        CallID("c1"), by: "ana", at: Clinic.now, lease: 900, takeOver: false)
      #expect(taken.ticket.token == 2 && taken.ticket.lastSeq == 2)
      let beginning = Clinic.beginning("c1", number: number)
      #expect(taken.beginning.number == number && taken.beginning.edition == beginning.edition)
      #expect(taken.beginning.localDate == Clinic.today && taken.beginning.entry == beginning.entry)
      #expect(throws: StoreFailure.stale) {
        try bench.store.append(Clinic.entry(3), effects: [], under: ticket, at: Clinic.now)
      }
      try bench.store.close(
        Clinic.closing(taken.ticket, number: number), under: taken.ticket, at: Clinic.now)
      #expect(throws: StoreFailure.notFound) {
        try bench.store.takeUp(
          CallID("c1"), by: "ana", at: Clinic.now, lease: 900, takeOver: false)
      }
    },
    StoreClause("one caller never holds two: not by taking up a call either") { bench throws in
      try bench.bring(2)
      let (ticket, _) = try bench.call()
      try bench.store.park(Clinic.entry(2, "parked"), under: ticket, at: Clinic.now)
      _ = try bench.claimed()
      #expect(throws: StoreFailure.taken(.caller)) {
        try bench.store.takeUp(
          CallID("c1"), by: "ana", at: Clinic.now, lease: 900, takeOver: false)
      }
    },
  ]
}
