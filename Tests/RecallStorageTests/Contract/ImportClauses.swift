import Foundation
import RecallDomain
import Testing

extension StoreContract {
  static let imports: [StoreClause] = [
    StoreClause("the same rows twice change nothing") { bench throws in
      let rosa = Clinic.full("p1")
      let row = Clinic.row("r1", of: rosa)
      #expect(try bench.bring(row) == [.added])
      #expect(try bench.bring(row) == [.unchanged])
      #expect(try bench.store.candidate(RecallID("r1"))?.patient == rosa)
      #expect(try bench.store.candidate(RecallID("r1"))?.entry == row.entry)
    },
    StoreClause("one ID for the recalls of two people: the second is left out, whole") {
      bench throws in
      let rosa = Clinic.full("p1")
      try bench.bring(Clinic.row("r1", of: rosa))
      let other = Clinic.row("r1", of: Clinic.patient("p2"), due: "2026-12-24")
      #expect(try bench.bring(other) == [.otherRecall])
      #expect(try bench.store.candidate(RecallID("r1"))?.patient == rosa)
      #expect(try bench.store.lookup(patientID: "p2").isEmpty)
    },
    StoreClause("a recall without a name of its own is found again under ours") { bench throws in
      let rosa = Clinic.patient("p1")
      let entry = Clinic.entry("x1", of: "p1", reason: "post-procedure", due: "2026-11-12")
      try bench.bring(ImportRow(patient: rosa, entry: entry, entryHasOwnID: false))
      let back = ImportRow(patient: rosa, entry: entry, entryHasOwnID: true)
      #expect(try bench.bring(back) == [.unchanged])
      #expect(try bench.store.lookup(patientID: "p1").count == 1)
    },
    StoreClause("our own ID of a recall is never another patient's") { bench throws in
      let entry = Clinic.entry("x1", of: "p1", reason: "post-procedure", due: "2026-11-12")
      try bench.bring(
        ImportRow(patient: Clinic.patient("p1"), entry: entry, entryHasOwnID: false))
      let other = Clinic.row("x1", of: Clinic.patient("p2"), due: "2026-12-24")
      #expect(try bench.bring(other) == [.otherRecall])
      #expect(try bench.store.lookup(patientID: "p2").isEmpty)
    },
    StoreClause("a recall that its source names for the first time takes the name, and one alone") {
      bench throws in
      let rosa = Clinic.patient("p1")
      let named = { (id: String, due: String, named: Bool) in
        ImportRow(
          patient: rosa, entry: Clinic.entry(id, of: "p1", reason: "post-procedure", due: due),
          entryHasOwnID: named)
      }
      try bench.bring(named("x1", "2026-11-12", false))
      #expect(try bench.bring(named("R1", "2026-11-12", true)) == [.updated])
      #expect(try bench.bring(named("R1", "2026-11-12", true)) == [.unchanged])
      #expect(try bench.bring(named("R2", "2026-11-12", true)) == [.added])
      #expect(try bench.bring(named("R2", "2026-11-12", true)) == [.unchanged])
      #expect(try bench.store.lookup(patientID: "p1").count == 2)
    },
    StoreClause("what an import would reject is told beforehand, and nothing is written") {
      bench throws in
      try bench.bring(Clinic.row("r1", of: Clinic.patient("p1")))
      var stranger = Clinic.patient("p1")
      (stranger.firstName, stranger.lastName) = ("Bob", "Smith")
      stranger.dateOfBirth = CivilDate(iso: "1999-09-09")
      let rows = [
        Clinic.row("r1", of: Clinic.patient("p1"), due: "2026-12-01"),
        Clinic.row("r1", of: Clinic.patient("p2")), Clinic.row("r3", of: stranger),
        Clinic.row("r4", of: Clinic.patient("p4")),
      ]
      let verdicts = try bench.store.strangers(among: rows)
      #expect(verdicts == [nil, .otherRecall, .otherPerson, nil])
      #expect(try bench.store.lookup(patientID: "p4").isEmpty)
      let due = try bench.store.candidate(RecallID("r1"))?.entry.due
      #expect(due == CivilDate(iso: "2026-11-12"))
    },
    StoreClause("a value the source no longer gives stays on record") { bench throws in
      let rosa = Clinic.full("p1")
      try bench.bring(Clinic.row("r1", of: rosa))
      var bare = Patient(
        id: rosa.id, firstName: rosa.firstName, lastName: rosa.lastName, dateOfBirth: nil)
      bare.interpreterNeeded = true
      bare.sensitive = true
      bare.permissions.confidential = true
      #expect(try bench.bring(Clinic.row("r1", of: bare)) == [.unchanged])
      #expect(try bench.store.candidate(RecallID("r1"))?.patient == rosa)
    },
    StoreClause("a new due date updates an open recall") { bench throws in
      let rosa = Clinic.patient("p1")
      try bench.bring(Clinic.row("r1", of: rosa))
      #expect(try bench.bring(Clinic.row("r1", of: rosa, due: "2026-12-01")) == [.updated])
      #expect(try bench.store.candidate(RecallID("r1"))?.entry.due == CivilDate(iso: "2026-12-01"))
    },
    StoreClause("a later due date after a closed recall makes a new one, once") { bench throws in
      let rosa = Clinic.patient("p1")
      try bench.bring(Clinic.row("r1", of: rosa))
      let (ticket, number) = try bench.call()
      try bench.store.close(
        Clinic.closing(ticket, number: number, state: .closed), under: ticket, at: Clinic.now)
      #expect(try bench.bring(Clinic.row("r1", of: rosa)) == [.unchanged])
      let later = Clinic.row("r1", of: rosa, due: "2027-05-01")
      #expect(try bench.bring(later) == [.added])
      #expect(try bench.bring(later) == [.unchanged])
      #expect(recall(try bench.next()) == "r1-2")
    },
    StoreClause("without a name of its own a recall is its patient, segment and reason") {
      bench throws in
      let rosa = Clinic.patient("p1")
      let bring = { (id: String, reason: String?, due: String) throws -> [ImportVerdict] in
        try bench.bring(
          ImportRow(
            patient: rosa, entry: Clinic.entry(id, of: "p1", reason: reason, due: due),
            entryHasOwnID: false))
      }
      #expect(try bring("x1", "post-procedure", "2026-11-12") == [.added])
      #expect(try bring("x2", "post-procedure", "2026-11-12") == [.unchanged])
      #expect(try bring("x3", "post-procedure", "2026-11-13") == [.updated])
      #expect(try bring("x4", nil, "2026-11-12") == [.added])
      #expect(try bring("x5", nil, "2026-11-12") == [.unchanged])
    },
    StoreClause("a row without a reason to call brings a patient and invents no recall") {
      bench throws in
      let row = ImportRow(patient: Clinic.patient("p1"), entry: nil, entryHasOwnID: false)
      #expect(try bench.bring(row) == [.added])
      #expect(try bench.bring(row) == [.unchanged])
      #expect(isNobody(try bench.next()))
    },
    StoreClause("an import never undoes an opt-out, a number's status, or a next step") {
      bench throws in
      let rosa = Clinic.patient("p1", numbers: ["+16175550101", "+16175550102"])
      try bench.bring(Clinic.row("r1", of: rosa))
      let (ticket, number) = try bench.call()
      try bench.store.close(
        Clinic.closing(
          ticket, number: number, ending: Ending(.wrongNumber)!, numberStatus: .wrong,
          writes: [.doNotContact(rosa.id)]), under: ticket, at: Clinic.now)
      try bench.bring(Clinic.row("r1", of: rosa, due: "2026-12-01"))
      let candidate = try #require(try bench.store.candidate(RecallID("r1")))
      #expect(candidate.patient.permissions.doNotContact)
      #expect(candidate.patient.phones.map(\.status) == [.wrong, .good])
      #expect(candidate.entry.nextAt == Clinic.minutes(2880))
    },
    StoreClause("a number that comes back is as wrong as when it left") { bench throws in
      let (one, two) = ("+16175550101", "+16175550102")
      try bench.bring(Clinic.row("r1", of: Clinic.patient("p1", numbers: [one])))
      let (ticket, number) = try bench.call()
      try bench.store.close(
        Clinic.closing(ticket, number: number, numberStatus: .wrong), under: ticket, at: Clinic.now)
      let numbers = { () throws -> [String]? in
        try bench.store.candidate(RecallID("r1"))?.patient.phones.map(\.number)
      }
      try bench.bring(Clinic.row("r1", of: Clinic.patient("p1", numbers: [two])))
      #expect(try numbers() == [two])
      try bench.bring(Clinic.row("r1", of: Clinic.patient("p1", numbers: [two, one])))
      let phones = try bench.store.candidate(RecallID("r1"))?.patient.phones
      #expect(phones?.map(\.status) == [.good, .wrong])
    },
    StoreClause("an import frees whom it gives a number") { bench throws in
      var rosa = Clinic.patient("p1")
      rosa.phones = []
      try bench.bring(Clinic.row("r1", of: rosa))
      #expect(isNobody(try bench.next()))
      try bench.bring(Clinic.row("r1", of: Clinic.patient("p1")))
      var probes = 0
      let answer = try bench.next { candidate in
        probes += 1
        return Clinic.anyone(candidate)
      }
      #expect(recall(answer) == "r1" && probes == 1)
    },
    StoreClause("a number that an import brings is not kept until records would have answered") {
      bench throws in
      let rosa = Clinic.patient("p1", numbers: ["+16175550101"])
      try bench.bring(Clinic.row("r1", of: rosa))
      let (ticket, number) = try bench.call()
      let promised = CallbackWindow(date: Clinic.today, moment: .part(.evening))
      try bench.store.close(
        Clinic.closing(
          ticket, number: number, ending: Ending(.declined, .doNotContact)!,
          next: NextAction(kind: .review, owner: "records", at: Clinic.minutes(2880)),
          callback: promised, numberStatus: .silenced), under: ticket, at: Clinic.now)
      #expect(isNobody(try bench.next(at: Clinic.minutes(5))))
      let found = Clinic.patient("p1", numbers: ["+16175550101", "+16175550102"])
      try bench.bring(Clinic.row("r1", of: found), at: Clinic.minutes(10))
      #expect(recall(try bench.next(at: Clinic.minutes(11))) == "r1")
    },
    StoreClause("the later of two records of one person is flagged as a duplicate") {
      bench throws in
      var twice = Clinic.patient("p2", numbers: ["+16175550101"])
      twice.lastName = "NUNEZ p1"
      try bench.bring(
        Clinic.row("a", of: Clinic.patient("p1", numbers: ["+16175550101"])),
        Clinic.row("b", of: twice),
        Clinic.row("c", of: Clinic.patient("p3", numbers: ["+16175550101"])))
      #expect(try bench.store.candidate(RecallID("a"))?.duplicateOf == nil)
      #expect(try bench.store.candidate(RecallID("b"))?.duplicateOf == PatientID("p1"))
      #expect(try bench.store.candidate(RecallID("c"))?.duplicateOf == nil)
    },
  ]
}

extension Clinic {
  /// A patient of whom everything is on record.
  static func full(_ id: String) -> Patient {
    var patient = patient(id, numbers: ["+16175550142", "+16175550143"])
    patient.mrn = "M-77"
    patient.email = "rosa@example.org"
    patient.postalCode = "02108"
    patient.state = "MA"
    patient.timeZone = "America/New_York"
    patient.interpreterNeeded = true
    patient.contactMethod = .sms
    patient.permissions.sms = true
    patient.permissions.email = false
    patient.permissions.portal = true
    patient.permissions.confidential = true
    patient.sensitive = true
    patient.phones[1].extensionDigits = "45"
    patient.representatives = [
      Representative(name: "Luz Núñez", relationship: "daughter", isGuardian: true)
    ]
    return patient
  }
}
