import Foundation
import RecallDomain
import Testing

@testable import RecallExchange

@Suite("Importing FHIR")
struct FHIRImportTests {
  static let patient = """
    {"resourceType":"Patient","id":"p1","identifier":[{"type":{"coding":[{"code":"MR"}]},"value":"77"}],
     "name":[{"use":"maiden","family":"Old"},{"family":"Delgado Ruiz","given":["Rosa","María"]}],
     "telecom":[{"system":"phone","value":"617-253-2000","use":"old"},
      {"system":"phone","value":"617-253-1000","use":"mobile","rank":1},
      {"system":"email","value":"rosa@example.org"}],
     "birthDate":"1961-03-04","address":[{"state":"Massachusetts","postalCode":"02139"}],
     "communication":[{"language":{"coding":[{"code":"es"}]}}]}
    """
  static let request = """
    {"resourceType":"ServiceRequest","id":"s1","status":"active","intent":"order","priority":"urgent",
     "subject":{"reference":"urn:uuid:11111111-2222-3333-4444-555555555555"},
     "reasonCode":[{"text":"Post procedure"}],"performer":[{"display":"Dr. Okafor"}],
     "occurrencePeriod":{"start":"2026-11-12","end":"2026-11-30"}}
    """

  func bundle(_ entries: [(url: String?, resource: String)]) -> String {
    let entries = entries.map { entry in
      let url = entry.url.map { "\"fullUrl\":\"\($0)\"," } ?? ""
      return "{\(url)\"resource\":\(entry.resource)}"
    }
    return
      "{\"entry\":[\(entries.joined(separator: ","))],\"type\":\"batch\",\"resourceType\":\"Bundle\"}"
  }

  @Test("a bundle becomes patient, recall, appointment, slot, last visit, representative, consent")
  func wholeBundle() throws {
    let setting = try ImportSetting()
    let list = MemoryList()
    let patientURL = "urn:uuid:11111111-2222-3333-4444-555555555555"
    let text = bundle([
      (nil, Self.request), (patientURL, Self.patient),
      (
        nil,
        #"{"resourceType":"Appointment","id":"a1","status":"booked","start":"2026-12-01T09:00:00-05:00","participant":[{"actor":{"reference":"https://x.org/fhir/Patient/p1/_history/2"}},{"actor":{"reference":"Practitioner/d1"}}]}"#
      ),
      (
        nil,
        #"{"resourceType":"Practitioner","id":"d1","name":[{"family":"Okafor","given":["Ada"]}]}"#
      ),
      (
        nil,
        #"{"resourceType":"Slot","id":"sl1","status":"free","schedule":{"reference":"Schedule/c1"},"start":"2026-11-25T09:00:00-05:00","end":"2026-11-25T09:30:00-05:00"}"#
      ),
      (
        nil,
        #"{"resourceType":"Schedule","id":"c1","actor":[{"reference":"Practitioner/d1","display":"Dr. Okafor"},{"reference":"Location/1","display":"Main St"}]}"#
      ),
      (
        nil,
        #"{"resourceType":"Encounter","status":"finished","subject":{"reference":"Patient/p1"},"period":{"start":"2026-09-30T23:30:00-05:00"}}"#
      ),
      (
        nil,
        #"{"resourceType":"RelatedPerson","patient":{"reference":"Patient/p1"},"relationship":[{"coding":[{"code":"GUARD"}]}],"name":[{"text":"Lucía Delgado"}]}"#
      ),
      (
        nil,
        #"{"resourceType":"RelatedPerson","patient":{"reference":"Patient/p1"},"relationship":[{"coding":[{"code":"C"}]}],"name":[{"text":"Some Contact"}]}"#
      ),
      (
        nil,
        #"{"resourceType":"Consent","status":"active","patient":{"reference":"Patient/p1"},"provision":{"type":"deny","code":[{"text":"voicemail"}]}}"#
      ),
      (nil, #"{"resourceType":"Coverage","id":"cov"}"#), (nil, #"{"resourceType":"Observation"}"#),
    ])
    let path = try setting.file(text, "bundle.json")
    let report = try setting.run([path], into: list)
    #expect(report.read == 1 && report.added == 1 && report.rejected == 0)
    let patient = try #require(list.patients[PatientID("p1")])
    #expect(patient.fullName == "Rosa María Delgado Ruiz" && patient.mrn == "77")
    #expect(patient.phones == [PatientPhone(number: "+16172531000", kind: .mobile, rank: 1)])
    #expect(
      patient.language == "es" && patient.state == "MA" && patient.permissions.voicemail == false)
    #expect(
      patient.representatives == [
        Representative(name: "Lucía Delgado", relationship: "guardian", isGuardian: true)
      ])
    let entry = try #require(list.entries.first)
    #expect(entry.id == RecallID("s1") && entry.reason == "post-procedure" && entry.priority == 1)
    #expect(
      entry.due == CivilDate(iso: "2026-11-12") && entry.dueEnd == CivilDate(iso: "2026-11-30"))
    #expect(entry.lastAppointment == CivilDate(iso: "2026-09-30") && entry.provider == "Dr. Okafor")
    #expect(list.appointments.first?.provider == "Ada Okafor")
    #expect(list.slots.first?.slot.minutes == 30 && list.slots.first?.slot.location == "Main St")
    #expect(report.ignored.count == 3)
    #expect(try setting.run([path], into: list).unchanged == 1)
  }

  @Test("appointments and times may come alone: patients by id or number, names through roles")
  func visitsAlone() throws {
    let setting = try ImportSetting()
    let list = MemoryList()
    let lines = [
      #"{"resourceType":"Appointment","id":"a1","status":"booked","start":"2026-12-01T09:00:00-05:00","participant":[{"actor":{"reference":"Patient/p9"}},{"actor":{"reference":"urn:uuid:role-1"}},{"actor":{"reference":"Location/l1"}}]}"#,
      #"{"resourceType":"Appointment","id":"a2","status":"entered-in-error","participant":[{"actor":{"type":"Patient","identifier":{"value":"77"}}}]}"#,
      #"{"resourceType":"Appointment","id":"a3","status":"booked","participant":[{"actor":{"reference":"Patient/p9"}}]}"#,
      #"{"resourceType":"Appointment","id":"a4","status":"booked","start":"2026-12-01T09:00:00Z"}"#,
      #"{"resourceType":"PractitionerRole","id":"role-1","practitioner":{"reference":"Practitioner/d1"},"specialty":[{"text":"Cardiology"}]}"#,
      #"{"resourceType":"Practitioner","id":"d1","name":[{"text":"Ada Okafor"}]}"#,
      #"{"resourceType":"Location","id":"l1","name":"Main St"}"#,
      #"{"resourceType":"Schedule","id":"c1","actor":[{"reference":"PractitionerRole/role-1"},{"reference":"https://x.org/fhir/Location/l1"}]}"#,
      #"{"resourceType":"Slot","id":"s1","status":"free","schedule":{"reference":"Schedule/c1"},"start":"2026-11-25T09:00:00-05:00","end":"2026-11-25T09:20:00-05:00"}"#,
      #"{"resourceType":"Slot","id":"s2","status":"busy","schedule":{"reference":"Schedule/c1"},"start":"2026-11-25T10:00:00-05:00","end":"2026-11-25T10:20:00-05:00"}"#,
    ]
    let path = try setting.file(lines.joined(separator: "\n"), "visits.ndjson")
    let report = try setting.run([path], into: list)
    #expect(report.appointments == 2 && report.slots == 2 && report.rejected == 1)
    let booked = try #require(list.appointments.first)
    #expect(booked.whose == .patient(PatientID("p9")) && booked.status == .booked)
    #expect(booked.specialty == "Cardiology" && booked.location == "Main St")
    #expect(list.appointments.last?.whose == .mrn("77"))
    #expect(list.appointments.last?.status == .cancelled)
    #expect(list.slots.map(\.isOpen) == [true, false])
    let slot = try #require(list.slots.first?.slot)
    #expect(slot.provider == "Ada Okafor" && slot.specialty == "Cardiology")
    #expect(slot.location == "Main St" && slot.minutes == 20)
    #expect(report.ignored.count == 1)
  }

  @Test("a patient without a recall gets none invented, unless the options say one")
  func noRecall() throws {
    let setting = try ImportSetting()
    let path = try setting.file(Self.patient, "patient.json")
    let list = MemoryList()
    #expect(try setting.run([path], into: list).added == 1)
    #expect(list.entries.isEmpty)
    let fill = ImportFill(reason: "no-show", due: CivilDate(iso: "2026-11-20"))
    _ = try setting.run([path], fill: fill, into: list)
    #expect(list.entries.map(\.segment) == ["missed-visit"])
  }

  @Test("NDJSON is read line by line; a torn line is rejected alone")
  func ndjson() throws {
    let setting = try ImportSetting()
    let line = { (id: Int) in
      #"{"resourceType":"Patient","id":"n\#(id)","name":[{"text":"Ana Torres"}],"birthDate":"1970-01-01"}"#
    }
    let text = [line(1), line(2), #"{"resourceType":"Patient","id":"n3""#, line(4), "", line(5)]
      .joined(separator: "\n")
    let list = MemoryList()
    let report = try setting.run([try setting.file(text, "patients.ndjson")], into: list)
    #expect(report.added == 4 && report.rejected == 1)
    #expect(report.problems.contains { $0.line == 3 && $0.problem != "no-number" })
  }

  @Test("torn and foreign JSON is refused with its place")
  func torn() throws {
    let setting = try ImportSetting()
    let cut = try setting.file(String(Self.patient.prefix(200)), "cut.json")
    #expect(throws: ImportFailure.self) { try setting.run([cut], into: nil) }
    do {
      _ = try setting.run([cut], into: nil)
    } catch let failure as ImportFailure {
      #expect(failure.message.contains("line 3, column 6"))
      #expect(!failure.message.contains("Delgado"))
    }
    let other = try setting.file(#"{"hello": "world"}"#, "other.json")
    #expect(throws: ImportFailure.notFHIR(other)) { try setting.run([other], into: nil) }
    let xml = try setting.file("<Patient/>", "p.xml")
    #expect(throws: ImportFailure.xml(xml)) { try setting.run([xml], into: nil) }
    let deep = try setting.file(String(repeating: "[", count: 100_000), "deep.json")
    #expect(throws: ImportFailure.self) { try setting.run([deep], into: nil) }
  }

  @Test("every official example and Synthea's patients read without a crash")
  func samples() throws {
    guard let folder = ImportSetting.shared("samples/fhir-r4-official"),
      let bundle = ImportSetting.shared(
        "samples/synthea-r4/bundle-44-patients-last2encounters.json")
    else {
      print("skipped: ../shared/samples is not there")
      return
    }
    let setting = try ImportSetting()
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    let list = MemoryList()
    let copies = try names.map {
      try setting.file(Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)"))), $0)
    }
    let report = try setting.run(copies, into: list)
    #expect(report.added > 5 && !report.ignored.isEmpty)
    #expect(list.entries.isEmpty)

    let synthea = MemoryList()
    let fill = ImportFill(reason: "no-show", due: CivilDate(iso: "2026-11-20"))
    let copy = try setting.file(Array(try Data(contentsOf: URL(fileURLWithPath: bundle))), "b.json")
    let whole = try setting.run([copy], fill: fill, into: synthea)
    #expect(whole.read == 44 && whole.added == 44 && whole.rejected == 0)
    #expect(synthea.entries.allSatisfy { $0.lastAppointment != nil })
    #expect(synthea.patients.values.allSatisfy { $0.phones.count == 1 })
    #expect(synthea.patients.values.filter { $0.language == "es" }.count == 14)
    #expect(synthea.patients.values.filter(\.deceased).count == 1)
  }

  @Test("random and mutilated JSON never ends the program")
  func fuzz() throws {
    let text = bundle([(nil, Self.patient), (nil, Self.request)])
    var seed: UInt64 = 5
    let next = {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33)
    }
    for _ in 0..<1_000 {
      var bytes = Array(text.utf8)
      for _ in 0..<(1 + next() % 5) {
        let place = next() % bytes.count
        switch next() % 3 {
        case 0: bytes[place] = UInt8(next() & 0xFF)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + next() % 30))
        default: bytes.insert(contentsOf: Array("{\"[\\".utf8), at: place)
        }
        if bytes.isEmpty { bytes = [0x7B] }
      }
      let source = ByteSource(bytes: bytes, mostAtOnce: 1 + next() % 90)
      let input = try? InputBytes(source, name: "x")
      guard let input else { continue }
      var collection = FHIRCollection(today: ImportSetting.today)
      var document = FHIRSource(input, head: [], name: "x")
      try? document.each(
        { resource, url, line throws(ImportFailure) in
          try collection.take(resource, fullURL: url, file: "x", line: line)
        }, bad: { _ in })
      var rows = FHIRRows(
        collection, making: RecallMaking(ImportSetting.policy), fill: ImportFill(),
        today: ImportSetting.today, now: ImportSetting.now)
      var writer = ImportWriter(store: MemoryList(), now: ImportSetting.now, isManyFiles: false)
      while try rows.read(&writer) {}
    }
  }
}
