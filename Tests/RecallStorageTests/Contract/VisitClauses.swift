import Foundation
import RecallDomain
import Testing

/// Appointments and open times that a source brings.
extension StoreContract {
  static let visits: [StoreClause] = [
    StoreClause("an appointment comes in once, moves, and goes to another patient") {
      bench throws in
      try bench.bring(Clinic.row("r1", of: Clinic.patient("p1")))
      try bench.bring(Clinic.row("r2", of: Clinic.patient("p2")))
      var visit = Clinic.visit("a1", "p1")
      #expect(try bench.take(visit) == .added)
      #expect(try bench.take(visit) == .unchanged)
      visit.start = Clinic.minutes(700)
      #expect(try bench.take(visit) == .updated)
      visit.whose = .patient(PatientID("p2"))
      #expect(try bench.take(visit) == .updated)
      #expect(try bench.store.candidate(RecallID("r1"))?.appointments == [])
      #expect(
        try bench.store.candidate(RecallID("r2"))?.appointments.map(\.start) == [visit.start!])
    },
    StoreClause("an open item is due before a visit that comes in after it, moves, or goes") {
      bench throws in
      let hours = Clinic.policy.queueHours
      let (ticket, _) = try bench.asksForRide()
      let promised = try #require(try bench.dueOfRide())
      var visit = Clinic.visit("a1", "p1")
      func take() throws -> Date? {
        _ = try bench.store.importAppointments([visit], at: Clinic.now, hours: hours, judge: nil)
        return try bench.dueOfRide()
      }
      visit.start = Clinic.minutes(60 * 24 * 2)
      let soon = try #require(try take())
      #expect(soon < promised && soon < visit.start!)
      #expect(try bench.item()?.item.dueOtherwise == promised)
      #expect(try take() == soon)
      visit.start = Clinic.minutes(60 * 24 * 4)
      let later = try #require(try take())
      #expect(later > soon && later < visit.start!)
      // Other words for it never give more time than was promised.
      let after = try bench.store.append(
        Clinic.entry(3),
        effects: [.reviseItem(QueueItemID("i1"), question: "two", urgent: false, due: promised)],
        under: ticket, at: Clinic.now)
      #expect(try bench.dueOfRide() == later && after.lastSeq == 3)
      visit.status = .cancelled
      #expect(try take() == promised)
      #expect(try bench.item()?.item.dueOtherwise == nil)
    },
    StoreClause("a visit that waited for its patient, or that another call books, counts as well") {
      bench throws in
      let hours = Clinic.policy.queueHours
      _ = try bench.asksForRide()
      let promised = try #require(try bench.dueOfRide())
      var visit = Clinic.visit("a1", "p1")
      visit.start = Clinic.minutes(60 * 24 * 2)
      visit.whose = .mrn("M-1")
      #expect(try bench.take(visit) == .waiting)
      var row = Clinic.row("r1", of: Clinic.patient("p1"))
      row.patient.mrn = "M-1"
      _ = try bench.store.importList(
        ImportBatch(source: "test", rows: [row]), at: Clinic.now, hours: hours, judge: nil)
      #expect(try #require(try bench.dueOfRide()) < promised)
      try bench.store.addAppointments([
        BookedAppointment(
          id: "a1", patient: PatientID("p1"), start: Clinic.minutes(60 * 24 * 2), provider: nil,
          specialty: nil, status: .cancelled)
      ])
      #expect(try bench.store.settleDues(of: [PatientID("p1")], by: hours, at: Clinic.now) == 1)
      #expect(try bench.dueOfRide() == promised)
      #expect(try bench.store.settleDues(of: [PatientID("p1")], by: hours, at: Clinic.now) == 0)
    },
    StoreClause("what the source leaves out of an appointment stays as it was") { bench throws in
      try bench.bring(Clinic.row("r1", of: Clinic.patient("p1")))
      var visit = Clinic.visit("a1", "p1")
      visit.provider = "Dr. Okafor"
      #expect(try bench.take(visit) == .added)
      visit.provider = nil
      #expect(try bench.take(visit) == .unchanged)
      visit.status = .cancelled
      visit.start = nil
      #expect(try bench.take(visit) == .updated)
      let kept = try bench.store.candidate(RecallID("r1"))?.appointments.first
      #expect(kept?.provider == "Dr. Okafor" && kept?.status == .cancelled)
    },
    StoreClause("a cancelled appointment nobody knew leaves no trace") { bench throws in
      try bench.bring(Clinic.row("r1", of: Clinic.patient("p1")))
      #expect(try bench.take(Clinic.visit("a1", "p1", .cancelled)) == .unchanged)
      #expect(try bench.store.candidate(RecallID("r1"))?.appointments == [])
    },
    StoreClause("an appointment that comes first waits for its patient, by id or record number") {
      bench throws in
      var byNumber = Clinic.visit("a2", "p2")
      byNumber.whose = .mrn("M-77")
      #expect(try bench.take(Clinic.visit("a1", "p1")) == .waiting)
      #expect(try bench.take(byNumber) == .waiting)
      #expect(try bench.take(byNumber) == .unchanged)
      #expect(try bench.take(Clinic.visit("a3", "p1")) == .waiting)
      #expect(try bench.take(Clinic.visit("a3", "p1", .cancelled)) == .updated)
      var numbered = Clinic.patient("p2")
      numbered.mrn = "M-77"
      try bench.bring(Clinic.row("r1", of: Clinic.patient("p1")), Clinic.row("r2", of: numbered))
      for recall in ["r1", "r2"] {
        #expect(try bench.store.candidate(RecallID(recall))?.appointments.count == 1)
      }
      byNumber.start = Clinic.minutes(900)
      #expect(try bench.take(byNumber) == .updated)
      // The patient is here now: found by their number at once.
      byNumber.id = "a4"
      #expect(try bench.take(byNumber) == .added)
    },
    StoreClause("the source's own record of what a call booked is the same appointment") {
      bench throws in
      try bench.bookInCall()
      var visit = Clinic.visit("ehr-9", "p1")
      visit.start = Clinic.minutes(1_440)
      #expect(try bench.take(visit) == .updated)
      #expect(try bench.take(visit) == .unchanged)
      let held = try bench.store.candidate(RecallID("r1"))?.appointments
      #expect(held?.map(\.id) == ["ehr-9"])
    },
    StoreClause("a recall that a booking closed is open again when the booking is gone") {
      bench throws in
      for status in [BookedAppointment.Status.cancelled, .noShow] {
        if status == .cancelled { try bench.bookInCall() }
        var visit = Clinic.visit("ehr-9", "p1")
        visit.start = Clinic.minutes(1_440)
        _ = try bench.take(visit)
        visit.status = status
        #expect(try bench.take(visit) == .updated)
        let entry = try bench.store.candidate(RecallID("r1"))?.entry
        #expect(entry?.state == .open && entry?.nextAction == .call && entry?.nextAt == nil)
      }
      #expect(recall(try bench.next("ben", at: Clinic.minutes(60))) == "r1")
    },
    StoreClause("a cancelled visit elsewhere does not open a recall that another booking closed") {
      bench throws in
      try bench.bookInCall()
      var other = Clinic.visit("x1", "p1")
      other.start = Clinic.minutes(3_000)
      #expect(try bench.take(other) == .added)
      other.status = .cancelled
      #expect(try bench.take(other) == .updated)
      #expect(try bench.store.candidate(RecallID("r1"))?.entry.state == .scheduled)
    },
    StoreClause("an open time comes in once, follows its source, and is withdrawn unless booked") {
      bench throws in
      var slot = Slot(id: SlotID("s1"), start: Clinic.minutes(99), minutes: 20, language: "es")
      #expect(try bench.take(slot, isOpen: true) == [.added])
      #expect(try bench.take(slot, isOpen: true) == [.unchanged])
      #expect(try bench.open() == [slot])
      slot.minutes = 40
      #expect(try bench.take(slot, isOpen: true) == [.updated])
      #expect(try bench.take(slot, isOpen: false) == [.updated])
      #expect(try bench.take(slot, isOpen: false) == [.unchanged])
      #expect(try bench.open() == [])
    },
  ]
}

extension Clinic {
  static func visit(
    _ id: String, _ patient: String, _ status: BookedAppointment.Status = .booked
  ) -> AppointmentRow {
    AppointmentRow(
      id: id, whose: .patient(PatientID(patient)), start: minutes(500), status: status)
  }
}

extension StoreBench {
  /// The patient of the first call asks for a ride, and is promised an answer within eight days.
  fileprivate func asksForRide() throws -> (ClaimTicket, String) {
    try bring(1)
    let (ticket, number) = try call()
    var item = Clinic.item("i1", under: ticket, .transport)
    (item.concern, item.due) = (.ride, Clinic.minutes(60 * 24 * 8))
    let after = try store.append(
      Clinic.entry(2), effects: [.openItem(item)], under: ticket, at: Clinic.now)
    return (after, number)
  }

  fileprivate func dueOfRide() throws -> Date? { try item()?.item.due }

  func take(_ row: AppointmentRow) throws -> AppointmentVerdict? {
    try store.importAppointments([row], at: Clinic.now).first
  }

  func take(_ slot: Slot, isOpen: Bool) throws -> [ImportVerdict] {
    try store.importSlots([SlotRow(slot: slot, isOpen: isOpen)], at: Clinic.now)
  }

  func open() throws -> [Slot] {
    try store.openSlots(
      SlotWish(provider: nil, specialty: nil, from: Clinic.now, limit: 9), for: CallID("c"),
      at: Clinic.now)
  }

  /// A call in which `p1` is booked for tomorrow at this time, and `r1` is closed by it.
  func bookInCall() throws {
    try bring(Clinic.row("r1", of: Clinic.patient("p1")))
    let (ticket, number) = try call()
    let given = GivenAppointment(start: Clinic.minutes(1_440), provider: "Dr. Okafor", slot: nil)
    try store.close(
      Clinic.closing(
        ticket, number: number, ending: Ending(.scheduled)!, state: .scheduled,
        next: NextAction(kind: .none), appointment: given), under: ticket, at: Clinic.now)
  }
}
