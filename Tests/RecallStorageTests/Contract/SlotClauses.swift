import Foundation
import RecallDomain
import Testing

extension StoreContract {
  private static let morning = Slot(
    id: SlotID("s1"), start: Clinic.minutes(1200), minutes: 20, provider: "Dr. Okafor",
    specialty: "gastroenterology", location: "Main")
  private static let noon = Slot(id: SlotID("s2"), start: Clinic.minutes(1400), minutes: 20)
  private static let wish = SlotWish(provider: nil, specialty: nil, from: Clinic.now, limit: 9)

  static let slots: [StoreClause] = [
    StoreClause("open slots come soonest first, of the wished provider") { bench throws in
      try bench.bring(1)
      try bench.store.addSlots([noon, morning])
      try bench.store.addSlots([morning])
      let call = CallID("c1")
      #expect(try bench.store.openSlots(wish, for: call, at: Clinic.now) == [morning, noon])
      let picky = SlotWish(provider: "Dr. Okafor", specialty: nil, from: Clinic.now, limit: 9)
      #expect(try bench.store.openSlots(picky, for: call, at: Clinic.now) == [morning])
      #expect(try bench.store.openSlots(wish, for: call, at: Clinic.minutes(1300)) == [noon])
    },
    StoreClause("a held slot is not offered to others, until the hold lapses or is released") {
      bench throws in
      try bench.bring(2)
      try bench.store.addSlots([morning])
      let (ana, _) = try bench.call("c1", by: "ana")
      let (ben, _) = try bench.call("c2", by: "ben")
      let hold = CallWrite.holdSlot(morning.id, until: Clinic.minutes(30))
      let held = try bench.store.append(
        Clinic.entry(2), effects: [hold], under: ana, at: Clinic.now)
      #expect(try bench.store.openSlots(wish, for: ben.call!, at: Clinic.now).isEmpty)
      #expect(try bench.store.openSlots(wish, for: ana.call!, at: Clinic.now) == [morning])
      #expect(throws: StoreFailure.taken(.slot)) {
        try bench.store.append(Clinic.entry(2), effects: [hold], under: ben, at: Clinic.now)
      }
      let released = try bench.store.append(
        Clinic.entry(3), effects: [.releaseSlot(morning.id)], under: held, at: Clinic.now)
      let second = try bench.store.append(
        Clinic.entry(2), effects: [hold], under: ben, at: Clinic.now)
      #expect(released.lastSeq == 3 && second.lastSeq == 2)
    },
    StoreClause("a slot is booked once, in the closing transaction or not at all") { bench throws in
      try bench.bring(2)
      try bench.store.addSlots([morning])
      let (ana, number) = try bench.call("c1", by: "ana")
      let (ben, other) = try bench.call("c2", by: "ben")
      let given = GivenAppointment(
        start: morning.start, provider: morning.provider, slot: morning.id)
      let close = { (ticket: ClaimTicket, number: String) in
        try bench.store.close(
          Clinic.closing(
            ticket, number: number, ending: Ending(.scheduled)!, state: .scheduled,
            next: NextAction(kind: .none), appointment: given), under: ticket, at: Clinic.now)
      }
      try close(ana, number)
      #expect(throws: StoreFailure.taken(.slot)) { try close(ben, other) }
      #expect(try bench.store.notes(NoteQuery()).map(\.call) == [CallID("c1")])
      let booked = try #require(try bench.store.candidate(ana.recall))
      #expect(booked.entry.state == .scheduled)
      #expect(booked.appointments.map(\.start) == [morning.start])
      #expect(booked.appointments.map(\.specialty) == [morning.specialty])
      // The caller who lost the slot goes on with the call.
      _ = try bench.store.append(Clinic.entry(2), effects: [], under: ben, at: Clinic.now)
    },
    StoreClause("a time booked later takes the place of the earlier one, which is open again") {
      bench throws in
      try bench.bring(1)
      try bench.store.addSlots([morning, noon])
      let (first, number) = try bench.call("c1")
      try bench.book(morning, first, number)
      guard
        case .claimed(let ticket, _, _) = try bench.store.claim(
          first.recall, by: "ben", at: Clinic.minutes(60), lease: 600,
          judge: { _ in .callable(number: number) })
      else { throw Unexpected() }
      let second = try bench.store.beginCall(
        Clinic.beginning("c2", number: number, at: Clinic.minutes(60)), under: ticket,
        at: Clinic.minutes(60))
      let before = try #require(try bench.store.candidate(first.recall))
      #expect(before.replacedByBooking(at: Clinic.minutes(60))?.start == morning.start)
      try bench.book(noon, second, number)
      let moved = try #require(try bench.store.candidate(first.recall))
      #expect(moved.appointments.map(\.status) == [.cancelled, .booked])
      #expect(moved.entry.state == .scheduled)
      #expect(try bench.store.openSlots(wish, for: CallID("x"), at: Clinic.now) == [morning])
    },
    StoreClause("an appointment of the scheduling system, and one that is over, stay as they are") {
      bench throws in
      try bench.bring(1)
      try bench.store.addSlots([morning, noon])
      try bench.store.addAppointments([
        BookedAppointment(
          id: "a1", patient: PatientID("p1"), start: Clinic.minutes(1300), provider: nil,
          specialty: nil, status: .booked)
      ])
      let (ticket, number) = try bench.call("c1")
      try bench.book(noon, ticket, number)
      let held = try #require(try bench.store.candidate(ticket.recall))
      #expect(held.appointments.map(\.status) == [.booked, .booked])
      #expect(held.replacedByBooking(at: noon.start) == nil)
      #expect(held.keptBesideBooking(at: Clinic.now)?.id == "a1")
    },
    StoreClause("a booking made elsewhere is an appointment too") { bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.call()
      let given = GivenAppointment(start: Clinic.minutes(9000), provider: nil, slot: nil)
      try bench.store.close(
        Clinic.closing(
          ticket, number: number, ending: Ending(.scheduled, .alreadyBooked)!, state: .scheduled,
          appointment: given), under: ticket, at: Clinic.now)
      let starts = try bench.store.candidate(ticket.recall)?.appointments.map(\.start)
      #expect(starts == [Clinic.minutes(9000)])
    },
    StoreClause("holds end with their call") { bench throws in
      try bench.bring(1)
      try bench.store.addSlots([morning])
      let (ticket, number) = try bench.call()
      let held = try bench.store.append(
        Clinic.entry(2), effects: [.holdSlot(morning.id, until: Clinic.minutes(90))],
        under: ticket, at: Clinic.now)
      try bench.store.close(Clinic.closing(held, number: number), under: held, at: Clinic.now)
      #expect(try bench.store.openSlots(wish, for: CallID("x"), at: Clinic.now) == [morning])
    },
    StoreClause("an appointment that arrives has its patient judged again") { bench throws in
      try bench.bring(1)
      _ = try bench.next { _ in .excluded(.alreadyScheduled, until: Clinic.minutes(9000)) }
      try bench.store.addAppointments([
        BookedAppointment(
          id: "a1", patient: PatientID("p1"), start: Clinic.minutes(9000), provider: nil,
          specialty: nil, status: .cancelled)
      ])
      guard case .claimed(_, let candidate, _) = try bench.next() else { throw Unexpected() }
      #expect(candidate.appointments.map(\.status) == [.cancelled])
    },
  ]
}

extension StoreBench {
  fileprivate func book(_ slot: Slot, _ ticket: ClaimTicket, _ number: String) throws {
    let given = GivenAppointment(start: slot.start, provider: slot.provider, slot: slot.id)
    try store.close(
      Clinic.closing(
        ticket, number: number, ending: Ending(.scheduled)!, state: .scheduled,
        next: NextAction(kind: .none), appointment: given), under: ticket, at: Clinic.minutes(60))
  }
}
