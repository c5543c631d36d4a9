import Foundation
import RecallDomain
import Testing

/// What is looked at once more when a number is about to be dialled.
extension StoreContract {
  static let dialling: [StoreClause] = [
    StoreClause("a number is dialled when nothing has changed, and the same act twice is one call")
    {
      bench throws in
      try bench.bring(Clinic.row("r1", of: Clinic.patient("p1")))
      let (ticket, number) = try bench.claimed()
      let beginning = Clinic.beginning("c1", number: number)
      for _ in 1...2 {
        let answer = try bench.dial(beginning, ticket)
        guard case .begun(let begun) = answer else { throw Unexpected() }
        #expect(begun.call == CallID("c1") && begun.lastSeq == 1)
      }
    },
    StoreClause("a booking found after the card gives the patient back, to nobody's harm") {
      bench throws in
      try bench.bring(Clinic.row("r1", of: Clinic.patient("p1")))
      try bench.bring(Clinic.row("r2", of: Clinic.patient("p2"), priority: 5))
      let (ticket, number) = try bench.claimed()
      let booking = AppointmentRow(
        id: "a1", whose: .patient(PatientID("p1")), start: Clinic.minutes(9_000), status: .booked)
      #expect(try bench.store.importAppointments([booking], at: Clinic.now) == [.added])
      for _ in 1...2 {
        let answer = try bench.dial(Clinic.beginning("c1", number: number), ticket)
        guard case .notNow(.alreadyScheduled, until: nil) = answer else { throw Unexpected() }
      }
      #expect(try bench.store.heldAtDial(by: "ana") == nil)
      #expect(recall(try bench.next(judge: StoreBench.unlessBooked)) == "r2")
      // Nothing was dialled: nothing is counted.
      #expect(try bench.store.candidate(RecallID("r1"))?.attempts.isEmpty == true)
    },
    StoreClause("an opt-out, a death and a silenced number are found too") { bench throws in
      let changes: [(inout Patient) -> Void] = [
        { $0.permissions.doNotContact = true }, { $0.deceased = true },
        { $0.phones[0].status = .wrong },
      ]
      for (index, change) in changes.enumerated() {
        let numbers = ["+1617555010\(index)", "+1617555020\(index)"]
        var rosa = Clinic.patient("p\(index)", numbers: numbers)
        try bench.bring(Clinic.row("r\(index)", of: rosa))
        let (ticket, number) = try bench.claimed()
        change(&rosa)
        try bench.bring(Clinic.row("r\(index)", of: rosa))
        let answer = try bench.dial(Clinic.beginning("c\(index)", number: number), ticket)
        guard case .notNow = answer else { throw Unexpected() }
        try bench.bring(Clinic.row("r\(index)", of: Clinic.gone(rosa)))
      }
    },
    StoreClause("another of the patient's numbers is judged by itself") { bench throws in
      let numbers = ["+16175550101", "+16175550102"]
      try bench.bring(Clinic.row("r1", of: Clinic.patient("p1", numbers: numbers)))
      let (ticket, _) = try bench.claimed()
      let answer = try bench.dial(Clinic.beginning("c1", number: numbers[1]), ticket)
      guard case .begun = answer else { throw Unexpected() }
    },
    StoreClause("a claim that was taken over dials nothing") { bench throws in
      try bench.bring(Clinic.row("r1", of: Clinic.patient("p1")))
      let (ticket, number) = try bench.claimed()
      let later = Clinic.minutes(20)
      _ = try bench.claimed("ben", at: later)
      #expect(throws: StoreFailure.stale) {
        try bench.store.beginCall(
          Clinic.beginning("c1", number: number), under: ticket, at: later, judge: Clinic.anyone)
      }
    },
  ]
}

extension StoreBench {
  func dial(_ beginning: CallBeginning, _ ticket: ClaimTicket) throws -> BegunCall {
    try store.beginCall(
      beginning, under: ticket, at: Clinic.now, judge: Self.unlessBooked)
  }

  static func unlessBooked(_ candidate: Candidate) -> Callability {
    candidate.isBooked(at: Clinic.now)
      ? .excluded(.alreadyScheduled, until: nil) : Clinic.anyone(candidate)
  }
}

extension Clinic {
  /// Out of the way of the next patient.
  static func gone(_ patient: Patient) -> Patient {
    var gone = patient
    gone.deceased = true
    return gone
  }
}
