import Foundation
import RecallDomain
import Testing

@testable import RecallExchange

@Suite("The record as a FHIR R4 bundle")
struct FHIROutTests {
  private let zone = Zone("America/New_York")!

  /// A patient with everything that can be on record.
  static var rosa: Patient {
    var patient = Patient(
      id: PatientID("p 1/ñ"), firstName: "Rosa \"Rosi\"", lastName: "Delgado Ruiz",
      dateOfBirth: CivilDate(iso: "1961-03-04"))
    (patient.mrn, patient.email) = ("4711", "rosa@example.org")
    (patient.postalCode, patient.state, patient.timeZone) = ("02139", "MA", "America/Chicago")
    (patient.language, patient.contactMethod, patient.sensitive) = ("es", .portal, true)
    patient.needs = [.interpreter, .relay]
    patient.phones = [
      PatientPhone(number: "+16175550142", extensionDigits: "4", kind: .mobile, rank: 1),
      PatientPhone(number: "+16175550177", kind: .other, rank: 2),
    ]
    patient.permissions.record(
      Consent(
        .sms, at: "+16175550142", allowed: true, on: CivilDate(iso: "2026-01-02"),
        source: "form"))
    patient.permissions.record(Consent(.voicemail, allowed: false))
    patient.permissions.confidential = true
    patient.permissions.onlyNumber = "+16175550142"
    patient.representatives = [
      Representative(
        name: "Ana Ruiz", relationship: "daughter", isGuardian: false,
        from: CivilDate(iso: "2025-01-01"), until: CivilDate(iso: "2030-01-01"))
    ]
    return patient
  }

  static var candidate: Candidate {
    var entry = RecallEntry(
      id: RecallID("r-1"), patient: rosa.id, segment: "overdue-follow-up",
      reason: "post-procedure", due: CivilDate(iso: "2026-11-12")!, priority: 4)
    entry.dueEnd = CivilDate(iso: "2026-11-30")
    (entry.provider, entry.specialty, entry.location) = ("Dr. Okafor", "Cardiology", "Main St")
    (entry.authorization, entry.owner) = ("needs a referral", "ana")
    entry.lastAppointment = CivilDate(iso: "2026-05-01")
    entry.nextAt = ImportSetting.now
    return Candidate(entry: entry, patient: rosa)
  }

  static var kept: KeptNote {
    let note = CallNote(
      id: NoteID("note_1"), call: CallID("c1"), recall: RecallID("r-1"), patient: rosa.id,
      segment: "overdue-follow-up", attempt: 1, direction: .outbound, mode: .demo, caller: "ana",
      number: "+16175550142", started: ImportSetting.now, ended: ImportSetting.now,
      identity: .init(result: .verified), preferredLanguage: "es", spokenLanguages: ["es"],
      interpreter: nil, script: .init(id: "s", structure: "x", words: [:], approved: true),
      path: [], barriers: [.busy], fields: [:], ending: Ending(.noAnswer)!, also: nil,
      next: NextAction(kind: .call), routed: [], remarks: [], summary: "Nobody\tanswered.\u{1}")
    let change = NoteAddition.Change(
      from: Ending(.noAnswer)!, to: Ending(.declined, .forNow)!, next: NextAction(kind: .call),
      summary: "Told anew.")
    return KeptNote(
      note: note,
      additions: [
        NoteAddition(
          id: "a", note: note.id, number: 1, author: "lee", at: ImportSetting.now, words: "slip",
          change: change)
      ])
  }

  static let slots = [
    Slot(
      id: SlotID("s/1"), start: ImportSetting.now.addingTimeInterval(86_400), minutes: 20,
      provider: "Dr. Okafor", specialty: "Cardiology", location: "Main St", language: "es"),
    Slot(
      id: SlotID("s-2"), start: ImportSetting.now.addingTimeInterval(90_000), minutes: 45,
      provider: "Dr. Okafor", location: "Main St"),
    Slot(id: SlotID("s-3"), start: ImportSetting.now.addingTimeInterval(90_000), minutes: 30),
  ]

  private func bundle(_ fill: (FHIRBundleOut) throws -> Void) throws -> String {
    var text = ""
    let bundle = FHIRBundleOut(zone: zone, site: "Lakeside") { text += $0 }
    try bundle.begin(at: ImportSetting.now)
    try fill(bundle)
    try bundle.end()
    return text
  }

  private func everything(_ bundle: FHIRBundleOut) throws {
    try bundle.add(Self.rosa)
    try bundle.add(Self.candidate)
    for state in RecallEntry.State.allCases {
      for kind in NextAction.Kind.allCases {
        var other = Self.candidate
        other.entry.id = RecallID("r-\(state.rawValue)-\(kind.rawValue)")
        (other.entry.state, other.entry.nextAction) = (state, kind)
        (other.entry.dueEnd, other.entry.reason) = (nil, nil)
        other.patient.permissions.doNotContact = kind == .none
        try bundle.add(other)
      }
    }
    for status in BookedAppointment.Status.allCases {
      try bundle.add(
        ExportedAppointment(
          booked: BookedAppointment(
            id: "a-\(status.rawValue)", patient: Self.rosa.id, start: ImportSetting.now,
            provider: "Dr. Okafor", specialty: "Cardiology", status: status,
            recall: RecallID("r-1")), location: "Main St", minutes: 20))
    }
    for slot in Self.slots { try bundle.add(slot) }
    for queue in QueueName.allCases {
      for state in QueueItem.State.allCases {
        var item = QueueItem(
          id: QueueItemID("\(queue.rawValue)_\(state.rawValue)"), queue: queue,
          recall: RecallID("r-1"), patient: Self.rosa.id, call: CallID("note_1"),
          opened: ImportSetting.now, due: ImportSetting.now, urgent: state == .open,
          question: "May I eat?", verified: true, callBack: "+16175550142", language: "es",
          note: "Yes.", concern: .usual(of: queue))
        item.state = state
        if state != .open { (item.takenBy, item.takenAt) = ("joy", ImportSetting.now) }
        if state == .answered || state == .closed {
          item.answer = QueueAnswer(
            verdict: .callAgain, words: "Yes, until noon.", by: "joy", at: ImportSetting.now)
        }
        if state == .withdrawn { item.withdrawnAt = ImportSetting.now }
        try bundle.add(item, outcome: "declined/for-now")
      }
    }
    for outcome in Outcome.allCases {
      for detail in outcome.details {
        var kept = Self.kept
        kept.note.id = NoteID("n-\(detail.rawValue)")
        (kept.note.ending, kept.additions) = (Ending(outcome, detail)!, [])
        kept.note.direction = outcome == .scheduled ? .inbound : .outbound
        if detail == .sent { kept.note.caller = MessageStep.author }
        try bundle.add(kept)
      }
    }
    try bundle.add(Self.kept)
    for (number, act) in ["claimed", "closed", "notes-read", "exported", "new"].enumerated() {
      try bundle.add(
        TrailAct(
          number: number, at: ImportSetting.now, who: number == 0 ? nil : "ana", act: act,
          recall: RecallID("r-1"), call: CallID("note_1"), subject: number == 2 ? "all" : nil))
    }
  }

  private func entries(_ text: String) throws -> [[String: Any]] {
    let bundle = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(R4.shared.problems(bundle) == [])
    return (bundle["entry"] as? [[String: Any]] ?? [])
  }

  @Test("every resource, in every state, is valid by the specification's own definitions")
  func valid() throws {
    let entries = try entries(bundle(everything))
    #expect(entries.count > 130)
    let types = Set(
      entries.compactMap { ($0["resource"] as? [String: Any])?["resourceType"] as? String })
    #expect(
      types == [
        "Patient", "RelatedPerson", "Consent", "Flag", "ServiceRequest", "Encounter",
        "CommunicationRequest", "Appointment", "Task", "Communication", "AuditEvent", "Slot",
        "Schedule",
      ])
  }

  @Test("every reference leads to a resource of the bundle, and every fullUrl is one alone")
  func references() throws {
    let entries = try entries(bundle(everything))
    let urls = entries.compactMap { $0["fullUrl"] as? String }
    #expect(Set(urls).count == entries.count)
    let known = Set(urls.map { String($0.dropFirst("https://recall.invalid/fhir/".count)) })
    func check(_ value: Any) {
      if let object = value as? [String: Any] {
        if let reference = object["reference"] as? String { #expect(known.contains(reference)) }
        for member in object.values { check(member) }
      }
      for item in value as? [Any] ?? [] { check(item) }
    }
    for entry in entries { check(entry) }
  }

  @Test("an empty record is a bundle without entries")
  func empty() throws {
    #expect(try entries(bundle { _ in }).isEmpty)
  }

  @Test(
    "what is wrong is found: the table is no rubber stamp",
    arguments: [
      (#"{"resourceType":"Communication","id":"c"}"#, "Communication.status is missing"),
      (
        #"{"resourceType":"Task","status":"open","intent":"order"}"#,
        "Task.status is not one of its codes"
      ),
      (#"{"resourceType":"Patient","birthDate":"3/4/1961"}"#, "Patient.birthDate is no date"),
      (#"{"resourceType":"Patient","name":{"family":"Ito"}}"#, "Patient.name is no list"),
      (#"{"resourceType":"Patient","colour":"red"}"#, "Patient.colour is no element"),
      (#"{"resourceType":"Patient","name":[]}"#, "Patient.name is an empty list"),
      (
        #"{"resourceType":"Flag","status":"active","code":{"text":"x"},"subject":{"reference":"Task/1"}}"#,
        "Flag.subject must not refer to Task"
      ),
    ])
  func wrong(_ resource: String, _ problem: String) throws {
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(resource.utf8)) as? [String: Any])
    #expect(R4.shared.problems(object) == [problem])
  }

  @Test(
    "the specification's own examples are found valid",
    .enabled(if: ImportSetting.shared("samples/fhir-r4-official") != nil))
  func official() throws {
    let folder = URL(fileURLWithPath: ImportSetting.shared("samples/fhir-r4-official")!)
    var looked = 0
    for file in try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil) where file.pathExtension == "json"
    {
      let object =
        try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] ?? [:]
      guard let type = object["resourceType"] as? String, R4.shared.knows(type),
        object["contained"] == nil, !object.keys.contains(where: { $0.hasPrefix("_") })
      else { continue }
      looked += 1
      #expect(R4.shared.problems(object) == [], "\(file.lastPathComponent)")
    }
    #expect(looked > 10)
  }

  @Test("our own import reads it back: the same patients, recalls and appointments")
  func roundTrip() throws {
    let setting = try ImportSetting()
    let list = MemoryList()
    let text = try bundle { bundle in
      try bundle.add(Self.rosa)
      try bundle.add(Self.candidate)
      try bundle.add(
        ExportedAppointment(
          booked: BookedAppointment(
            id: "visit 9", patient: Self.rosa.id,
            start: ImportSetting.now.addingTimeInterval(86_400),
            provider: "Dr. Okafor", specialty: "Cardiology", status: .booked,
            recall: RecallID("r-1")), location: "Main St", minutes: nil))
      try bundle.add(Self.kept)
      for slot in Self.slots { try bundle.add(slot) }
    }
    let report = try setting.run([try setting.file(text, "out.json")], into: list)
    #expect(report.rejected == 0)
    #expect(list.patients[Self.rosa.id] == Self.rosa)
    var expected = Self.candidate.entry
    expected.nextAt = nil
    #expect(list.entries == [expected])
    #expect(list.slots.map(\.slot) == Self.slots && list.slots.allSatisfy(\.isOpen))
    let visit = try #require(list.appointments.first)
    #expect(visit.id == "visit 9" && visit.whose == .patient(Self.rosa.id))
    #expect(visit.provider == "Dr. Okafor" && visit.location == "Main St")
    #expect(visit.specialty == "Cardiology" && visit.recall == RecallID("r-1"))
  }
}
