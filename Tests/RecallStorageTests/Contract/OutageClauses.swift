import Foundation
import RecallDomain
import Testing

extension StoreContract {
  static let outages: [StoreClause] = [
    StoreClause("a claim has its key from the start, the same when held again, a new one taken up")
    {
      bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.claimed()
      let key = try #require(ticket.key)
      guard case .held(let held) = try bench.next() else { throw Unexpected() }
      #expect(held.ticket.key == key)
      #expect(try bench.store.claimKey(ticket.claim, token: 1) == key)
      #expect(try bench.store.claimKey(ticket.claim, token: 2) == nil)
      let begun = try bench.store.beginCall(
        Clinic.beginning("c1", number: number), under: ticket, at: Clinic.now)
      #expect(begun.key == key)
      let taken = try bench.store.takeUp(
        CallID("c1"), by: "ana", at: Clinic.now, lease: Clinic.lease, takeOver: false)
      #expect(taken.ticket.key != nil && taken.ticket.key != key)
    },
    StoreClause("what was kept is written once, in its order, with its times marked as estimates") {
      bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.call()
      var kept = KeptCall(ticket: ticket, since: Clinic.now)
      let item = CallWrite.openItem(Clinic.item("i1", under: ticket))
      kept.keep(KeptAct.append(Clinic.entry(2), [item]).awayFromTheStore)
      kept.keep(KeptAct.append(Clinic.entry(3), []).awayFromTheStore)
      kept.keep(
        KeptAct.close(Clinic.closing(kept.reached, number: number)).awayFromTheStore)
      for minute in [30.0, 31.0, 32.0] as [Double] {
        let answer = try bench.store.replay(kept, at: Clinic.minutes(minute)) { _ in nil }
        guard case .written(let reached) = answer else { throw Unexpected() }
        #expect(reached == kept.reached && reached.lastSeq == 4)
      }
      #expect(try bench.store.queueItems(nil).count == 1)
      let notes = try bench.store.notes(NoteQuery())
      #expect(notes.count == 1 && notes.first?.estimated == true)
      let candidate = try #require(try bench.store.candidate(ticket.recall))
      #expect(candidate.attempts.map(\.ending) == [Ending(.noAnswer)])
      var journals: [[Bool]] = []
      try bench.store.eachJournal { _, journal in journals.append(journal.map(\.isEstimated)) }
      #expect(journals == [[false, true, true, true]])
    },
    StoreClause("an answer whose commit was not heard of is not written again") { bench throws in
      try bench.bring(1)
      let (ticket, _) = try bench.call()
      let item = CallWrite.openItem(Clinic.item("i1", under: ticket))
      _ = try bench.store.append(
        Clinic.entry(2), effects: [item], under: ticket, at: Clinic.now)
      var kept = KeptCall(ticket: ticket, since: Clinic.now)
      kept.keep(KeptAct.append(Clinic.entry(2), [item]).awayFromTheStore)
      kept.keep(KeptAct.append(Clinic.entry(3), []).awayFromTheStore)
      guard case .written = try bench.store.replay(kept, at: Clinic.minutes(1), item: { _ in nil })
      else { throw Unexpected() }
      #expect(try bench.store.queueItems(nil).count == 1)
      // The call goes on where the replay has left it.
      _ = try bench.store.append(
        Clinic.entry(4), effects: [], under: kept.reached, at: Clinic.minutes(2))
    },
    StoreClause("taken over meanwhile: both notes are kept, somebody is asked, safety is in force")
    {
      bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.call()
      let kept = Self.keptCall(of: ticket, number: number)
      let taken = try bench.store.takeUp(
        CallID("c1"), by: "ben", at: Clinic.minutes(16), lease: Clinic.lease, takeOver: true)
      try bench.store.close(
        Clinic.closing(taken.ticket, number: number, note: "theirs"), under: taken.ticket,
        at: Clinic.minutes(17))
      for minute in [30.0, 31.0] as [Double] {
        let answer = try bench.store.replay(kept, at: Clinic.minutes(minute)) {
          #expect($0 == .movedOn)
          return Clinic.item("both", under: ticket, .supervisor)
        }
        guard case .setAside(.movedOn) = answer else { throw Unexpected() }
      }
      #expect(try bench.store.notes(NoteQuery()).map(\.id) == [NoteID("theirs")])
      #expect(try bench.store.notesSetAside(of: ticket.patient).map(\.id) == [NoteID("mine")])
      try Self.expectSafety(bench, ticket)
    },
    StoreClause("a store that came back from a backup writes nothing of before as its own") {
      bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.call()
      let kept = Self.keptCall(of: ticket, number: number)
      try bench.store.beginEpoch(.restored, by: "lea", at: Clinic.minutes(20))
      let answer = try bench.store.replay(kept, at: Clinic.minutes(30)) {
        #expect($0 == .restored)
        return Clinic.item("both", under: ticket, .supervisor)
      }
      guard case .setAside(.restored) = answer else { throw Unexpected() }
      #expect(try bench.store.notes(NoteQuery()).isEmpty)
      #expect(try bench.store.notesSetAside(of: ticket.patient).map(\.id) == [NoteID("mine")])
      try Self.expectSafety(bench, ticket)
    },
    StoreClause("a time that was given away meanwhile leaves the call without an outcome") {
      bench throws in
      try bench.bring(2)
      try bench.store.addSlots([
        Slot(id: SlotID("s1"), start: Clinic.minutes(99), minutes: 20)
      ])
      let (ticket, number) = try bench.call()
      let (other, _) = try bench.call("c2", by: "ben")
      let appointment = GivenAppointment(
        start: Clinic.minutes(99), provider: nil, slot: SlotID("s1"))
      var kept = KeptCall(ticket: ticket, since: Clinic.now)
      kept.keep(KeptAct.append(Clinic.entry(2), []).awayFromTheStore)
      let closing = Clinic.closing(
        kept.reached, number: number, ending: Ending(.scheduled)!, state: .scheduled,
        next: NextAction(kind: .none), appointment: appointment)
      kept.keep(KeptAct.close(closing).awayFromTheStore)
      _ = try bench.store.append(
        Clinic.entry(2), effects: [.holdSlot(SlotID("s1"), until: Clinic.minutes(90))],
        under: other, at: Clinic.now)
      for minute in [5.0, 6.0] as [Double] {
        let answer = try bench.store.replay(kept, at: Clinic.minutes(minute)) { _ in nil }
        guard case .slotLost(let reached) = answer else { throw Unexpected() }
        #expect(reached.lastSeq == 2)
      }
      #expect(try bench.store.notes(NoteQuery()).isEmpty)
      let unfinished = try bench.store.callsNeedingOutcome(for: "ana", at: Clinic.minutes(7))
      #expect(unfinished.first?.call == CallID("c1"))
    },
    StoreClause("a call that came in while the store was away is there from its first ring") {
      bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.claimed()
      var beginning = Clinic.beginning("c1", number: number)
      beginning.edition = "sha256:new"
      var kept = KeptCall(ticket: ticket, since: Clinic.now)
      kept.keep(KeptAct.begin(beginning, compiled: Data([7])).awayFromTheStore)
      kept.keep(
        KeptAct.close(Clinic.closing(kept.reached, number: number)).awayFromTheStore)
      guard case .written = try bench.store.replay(kept, at: Clinic.minutes(9), item: { _ in nil })
      else { throw Unexpected() }
      #expect(try bench.store.edition(hash: "sha256:new") == Data([7]))
      #expect(try bench.store.notes(NoteQuery()).count == 1)
    },
    StoreClause("a number never dialled is withdrawn, and a call parked, also from an outage") {
      bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.call()
      var kept = KeptCall(ticket: ticket, since: Clinic.now)
      kept.keep(KeptAct.withdraw(Clinic.entry(2, "withdrawn")).awayFromTheStore)
      guard
        case .written(let back) = try bench.store.replay(
          kept, at: Clinic.minutes(1), item: { _ in nil })
      else { throw Unexpected() }
      #expect(back.call == nil && back.lastSeq == 0)
      let again = try bench.store.beginCall(
        Clinic.beginning("c2", number: number), under: back, at: Clinic.minutes(2))
      var second = KeptCall(ticket: again, since: Clinic.minutes(3))
      second.keep(KeptAct.park(Clinic.entry(2, "parked")).awayFromTheStore)
      guard
        case .written = try bench.store.replay(second, at: Clinic.minutes(4), item: { _ in nil })
      else { throw Unexpected() }
      let calls = try bench.store.callsNeedingOutcome(for: "ana", at: Clinic.minutes(5))
      #expect(calls.map(\.parked) == [true])
    },
  ]

  /// An opt-out, a clinical question and a note, kept while the store was away.
  private static func keptCall(of ticket: ClaimTicket, number: String) -> KeptCall {
    var kept = KeptCall(ticket: ticket, since: Clinic.now)
    let writes: [CallWrite] = [
      .doNotContact(ticket.patient), .emergency(raised: true),
      .openItem(Clinic.item("i1", under: ticket)),
    ]
    kept.keep(KeptAct.append(Clinic.entry(2, payload: "mine"), writes).awayFromTheStore)
    kept.keep(
      KeptAct.close(Clinic.closing(kept.reached, number: number, note: "mine")).awayFromTheStore)
    return kept
  }

  private static func expectSafety(_ bench: StoreBench, _ ticket: ClaimTicket) throws {
    let candidate = try #require(try bench.store.candidate(ticket.recall))
    #expect(candidate.patient.permissions.doNotContact)
    #expect(
      Set(try bench.store.queueItems(nil).map(\.id.rawValue)) == ["i1-kept-1", "both"])
  }
}
