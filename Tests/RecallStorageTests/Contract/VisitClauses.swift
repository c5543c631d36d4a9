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
