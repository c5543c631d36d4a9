import Foundation
import RecallDomain
import Testing

extension StoreContract {
  static let journal: [StoreClause] = [
    StoreClause("answers are journalled in order, each advancing the claim") { bench throws in
      try bench.bring(1)
      var (ticket, _) = try bench.call()
      #expect(ticket.lastSeq == 1 && ticket.call == CallID("c1"))
      for seq in 2...4 {
        ticket = try bench.store.append(
          Clinic.entry(seq), effects: [], under: ticket, at: Clinic.now)
      }
      try bench.store.park(Clinic.entry(5, "parked"), under: ticket, at: Clinic.now)
      let taken = try bench.store.takeUp(
        CallID("c1"), by: "ana", at: Clinic.now, lease: Clinic.lease, takeOver: false)
      #expect(taken.journal.map(\.seq) == [1, 2, 3, 4, 5])
      #expect(taken.journal[2] == Clinic.entry(3))
    },
    StoreClause("an answer repeated after an unknown commit returns what the first returned") {
      bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.claimed()
      let beginning = Clinic.beginning("c1", number: number)
      let first = try bench.store.beginCall(beginning, under: ticket, at: Clinic.now)
      #expect(try bench.store.beginCall(beginning, under: ticket, at: Clinic.now) == first)
      let item = CallWrite.openItem(Clinic.item("i1", under: first))
      let second = try bench.store.append(
        Clinic.entry(2), effects: [item], under: first, at: Clinic.now)
      let again = try bench.store.append(
        Clinic.entry(2), effects: [item], under: first, at: Clinic.now)
      #expect(again == second)
      #expect(try bench.store.queueItems(.clinical).count == 1)
    },
    StoreClause("other words under the same number are stale") { bench throws in
      try bench.bring(1)
      let (ticket, _) = try bench.call()
      _ = try bench.store.append(Clinic.entry(2), effects: [], under: ticket, at: Clinic.now)
      #expect(throws: StoreFailure.stale) {
        try bench.store.append(
          Clinic.entry(2, payload: "other"), effects: [], under: ticket, at: Clinic.now)
      }
    },
    StoreClause("the same words, typed where the call was and where it is now, are late in one") {
      bench throws in
      try bench.bring(1)
      let (old, _) = try bench.call()
      let taken = try bench.store.takeUp(
        CallID("c1"), by: "ben", at: Clinic.minutes(16), lease: Clinic.lease, takeOver: true)
      let heard = Clinic.entry(2, payload: "the same")
      let new = try bench.store.append(
        heard, effects: [], under: taken.ticket, at: Clinic.minutes(17))
      #expect(throws: StoreFailure.stale) {
        try bench.store.append(heard, effects: [], under: old, at: Clinic.minutes(18))
      }
      var kept = KeptCall(ticket: old, since: Clinic.minutes(15))
      kept.keep(.append(heard, []))
      let late = try bench.store.replay(kept, at: Clinic.minutes(19)) { _ in nil }
      guard case .setAside(.movedOn) = late else { throw Unexpected() }
      #expect(
        try bench.store.append(heard, effects: [], under: taken.ticket, at: Clinic.minutes(20))
          == new)
      #expect(try bench.store.check() == [])
    },
    StoreClause("the safety facts of a stale console take effect, its other words do not") {
      bench throws in
      try bench.bring(2)
      let (old, number) = try bench.call()
      _ = try bench.store.takeUp(
        CallID("c1"), by: "ben", at: Clinic.minutes(16), lease: Clinic.lease, takeOver: true)
      let effects: [CallWrite] = [
        .silence(number: number), .doNotContact(old.patient), .emergency(raised: true),
        .openItem(Clinic.item("i1", under: old)),
        .openItem(Clinic.item("i2", under: old, .insurance)),
        .identityTry(old.patient, on: Clinic.today),
      ]
      #expect(throws: StoreFailure.stale) {
        try bench.store.append(
          Clinic.entry(2), effects: effects, under: old, at: Clinic.minutes(17))
      }
      #expect(try bench.store.queueItems(nil).map(\.id) == [QueueItemID("i1-kept-1")])
      let candidate = try #require(try bench.store.candidate(old.recall))
      #expect(candidate.patient.permissions.doNotContact)
      #expect(candidate.patient.phones.map(\.status) == [.silenced])
      #expect(try bench.store.identityTries(old.patient, on: Clinic.today) == 1)
    },
    StoreClause("a number once silenced is silent for everybody who has it") { bench throws in
      let number = "+16175550101"
      try bench.bring(
        Clinic.row("a", of: Clinic.patient("p1", numbers: [number])),
        Clinic.row("b", of: Clinic.patient("p2", numbers: [number, "+16175550102"])))
      let (ticket, _) = try bench.call()
      _ = try bench.store.append(
        Clinic.entry(2), effects: [.silence(number: number)], under: ticket, at: Clinic.now)
      try bench.bring(Clinic.row("b", of: Clinic.patient("p2", numbers: [number, "+16175550102"])))
      let other = try #require(try bench.store.candidate(RecallID("b")))
      #expect(other.patient.phones.map(\.status) == [.silenced, .good])
    },
    StoreClause("a queue item is revised, and withdrawn visibly") { bench throws in
      try bench.bring(1)
      var (ticket, _) = try bench.call()
      let id = QueueItemID("i1")
      ticket = try bench.store.append(
        Clinic.entry(2), effects: [.openItem(Clinic.item("i1", under: ticket))], under: ticket,
        at: Clinic.now)
      ticket = try bench.store.append(
        Clinic.entry(3),
        effects: [.reviseItem(id, question: "More", urgent: true, due: Clinic.minutes(30))],
        under: ticket, at: Clinic.now)
      let item = try #require(try bench.store.queueItems(.clinical).first)
      #expect(item.question == "More" && item.urgent && item.due == Clinic.minutes(30))
      ticket = try bench.store.append(
        Clinic.entry(4), effects: [.withdrawItem(id)], under: ticket, at: Clinic.now)
      #expect(try bench.store.queueItems(.clinical).isEmpty)
    },
    StoreClause("a try at the gate is counted once, and by the patient's own day") { bench throws in
      try bench.bring(1)
      var (ticket, _) = try bench.call()
      let patient = ticket.patient
      for seq in 2...3 {
        let effects = [CallWrite.identityTry(patient, on: Clinic.today)]
        ticket = try bench.store.append(
          Clinic.entry(seq), effects: effects, under: ticket, at: Clinic.now)
      }
      #expect(try bench.store.identityTries(patient, on: Clinic.today) == 2)
      #expect(try bench.store.identityTries(patient, on: Clinic.today.adding(days: 1)) == 0)
    },
    StoreClause("a call never dialled is withdrawn, counts nowhere, and the claim stands") {
      bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.call()
      let back = try bench.store.withdrawCall(
        Clinic.entry(2, "withdrawn"), under: ticket, at: Clinic.now)
      let again = try bench.store.withdrawCall(
        Clinic.entry(2, "withdrawn"), under: ticket, at: Clinic.now)
      #expect(back.call == nil && back.lastSeq == 0 && again == back)
      #expect(try bench.store.card(for: back).attempts.isEmpty)
      #expect(try bench.store.heldAtDial(by: "ana")?.ticket == back)
      let redialled = try bench.store.beginCall(
        Clinic.beginning("c2", number: number), under: back, at: Clinic.now)
      #expect(redialled.lastSeq == 1)
      #expect(try bench.store.candidate(ticket.recall)?.attempts.map(\.call) == [CallID("c2")])
    },
    StoreClause("what a start routes opens with the call, and closes when it was never dialled") {
      bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.claimed()
      var beginning = Clinic.beginning("c1", number: number)
      let item = Clinic.item("i1", of: CallID("c1"), under: ticket)
      beginning.writes = [.openItem(item)]
      let begun = try bench.store.beginCall(beginning, under: ticket, at: Clinic.now)
      _ = try bench.store.beginCall(beginning, under: ticket, at: Clinic.now)
      #expect(try bench.store.queueItems(.clinical).map(\.state) == [.open])
      _ = try bench.store.withdrawCall(
        Clinic.entry(2, "withdrawn"), under: begun, at: Clinic.now)
      #expect(try bench.store.queueItems(.clinical).allSatisfy { $0.state == .withdrawn })
    },
    StoreClause("every journal can be read again, but for calls never dialled") { bench throws in
      try bench.bring(2)
      let (first, _) = try bench.call()
      _ = try bench.store.append(Clinic.entry(2), effects: [], under: first, at: Clinic.now)
      try bench.store.park(Clinic.entry(3, "parked"), under: first, at: Clinic.now)
      let (ticket, number) = try bench.claimed("ben")
      let second = try bench.store.beginCall(
        Clinic.beginning("c2", number: number), under: ticket, at: Clinic.now)
      _ = try bench.store.withdrawCall(
        Clinic.entry(2, "withdrawn"), under: second, at: Clinic.now)
      var read: [[Int]] = []
      try bench.store.eachJournal { edition, journal in
        #expect(edition == "sha256:a")
        read.append(journal.map(\.seq))
      }
      #expect(read == [[1, 2, 3]])
    },
    StoreClause("another of the patient's numbers is fenced like the first") { bench throws in
      let shared = "+16175550109"
      try bench.bring(
        Clinic.row("a", of: Clinic.patient("p1", numbers: ["+16175550101", shared])),
        Clinic.row("b", of: Clinic.patient("p2", numbers: [shared])))
      let (first, _) = try bench.claimed("ana")
      let (_, second) = try bench.claimed("ben")
      #expect(second == shared)
      #expect(throws: StoreFailure.taken(.number)) {
        try bench.store.beginCall(
          Clinic.beginning("c1", number: shared), under: first, at: Clinic.now)
      }
    },
    StoreClause("a call needs an edition that the store keeps") { bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.claimed()
      var beginning = Clinic.beginning("c1", number: number)
      beginning.edition = "sha256:unknown"
      #expect(throws: StoreFailure.self) {
        try bench.store.beginCall(beginning, under: ticket, at: Clinic.now)
      }
      #expect(try bench.store.heldAtDial(by: "ana") != nil)
    },
  ]
}
