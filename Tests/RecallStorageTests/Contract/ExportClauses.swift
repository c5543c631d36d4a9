import Foundation
import RecallDomain
import Testing

/// Everything on record, read for another system.
extension StoreContract {
  static let exports: [StoreClause] = [
    StoreClause("every patient is told once, page after page, with recalls over and open") {
      bench throws in
      try bench.bring(230)
      let (ticket, number) = try bench.call()
      try bench.store.close(
        Clinic.closing(
          ticket, number: number, ending: Ending(.declined, .final)!, state: .closed,
          writes: [.openItem(Clinic.item("q1", under: ticket))]), under: ticket,
        at: Clinic.minutes(4))
      try bench.store.addAppointments([
        BookedAppointment(
          id: "a1", patient: ticket.patient, start: Clinic.minutes(9000), provider: "Dr. Okafor",
          specialty: nil, status: .booked)
      ])
      var (patients, recalls): ([String], [String]) = ([], [])
      var called: PatientRecord?
      try bench.store.eachRecord { record in
        patients.append(record.patient.id.rawValue)
        recalls += record.recalls.map(\.entry.id.rawValue)
        if record.patient.id == ticket.patient { called = record }
      }
      #expect(patients.count == 230 && patients == patients.sorted())
      #expect(Set(recalls).count == 230)
      let record = try #require(called)
      #expect(record.recalls.first?.entry.state == .closed)
      #expect(record.appointments.map(\.booked.id) == ["a1"])
      #expect(record.items.map(\.id.rawValue) == ["q1"])
    },
    StoreClause("the trail is told in its order, from a moment on, and what is taken out is in it")
    {
      bench throws in
      try bench.bring(2)
      _ = try bench.claimed()
      try bench.store.exported("fhir", by: "lee", at: Clinic.minutes(30))
      var acts: [TrailAct] = []
      try bench.store.eachAct(since: nil) { acts.append($0) }
      #expect(acts.map(\.number) == acts.map(\.number).sorted())
      #expect(acts.last?.act == "exported" && acts.last?.who == "lee")
      #expect(acts.last?.subject == "fhir")
      var late: [String] = []
      try bench.store.eachAct(since: Clinic.minutes(10)) { late.append($0.act) }
      #expect(late == ["exported"])
    },
    StoreClause("open times are told from now on, soonest first, without those that are booked") {
      bench throws in
      let slots = (1...3).map { number in
        Slot(
          id: SlotID("s\(4 - number)"), start: Clinic.minutes(Double(number) * 60 - 90),
          minutes: 30, provider: "Dr. Okafor", language: "es")
      }
      try bench.store.addSlots(slots)
      var told: [Slot] = []
      try bench.store.eachOpenSlot(from: Clinic.now) { told.append($0) }
      #expect(told.map(\.id.rawValue) == ["s2", "s1"])
      #expect(told.first?.provider == "Dr. Okafor")
    },
  ]
}
