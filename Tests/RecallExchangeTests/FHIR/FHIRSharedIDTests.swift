import RecallDomain
import Testing

@testable import RecallExchange

@Suite("One patient id of two people in FHIR")
struct FHIRSharedIDTests {
  private static func patient(_ id: String, _ first: String, _ last: String, _ born: String)
    -> String
  {
    """
    {"resourceType":"Patient","id":"\(id)","birthDate":"\(born)",
     "name":[{"family":"\(last)","given":["\(first)"]}]}
    """
  }

  private static let ann = patient("1", "Ann", "Bee", "1970-01-01")
  private static let bob = patient("1", "Bob", "Dee", "1980-05-05")

  private static func request(_ id: String, of reference: String) -> String {
    """
    {"resourceType":"ServiceRequest","id":"\(id)","status":"active",
     "subject":{"reference":"\(reference)"},"reasonCode":[{"text":"No show"}],
     "occurrenceDateTime":"2026-11-12"}
    """
  }

  private func bring(
    _ entries: [(url: String?, resource: String)]
  ) throws -> (report: ImportReport, list: MemoryList) {
    let (setting, list) = (try ImportSetting(), MemoryList())
    let text = entries.map { entry in
      let url = entry.url.map { "\"fullUrl\":\"\($0)\"," } ?? ""
      return "{\(url)\"resource\":\(entry.resource)}"
    }
    let bundle = "{\"resourceType\":\"Bundle\",\"entry\":[\(text.joined(separator: ","))]}"
    let report = try setting.run([try setting.file(bundle, "b.json")], into: list)
    return (report, list)
  }

  @Test("the second is left out and named, and no recall goes to somebody else")
  func twoServers() throws {
    let (report, list) = try bring([
      ("http://a/Patient/1", Self.ann), ("http://b/Patient/1", Self.bob),
      ("http://a/ServiceRequest/7", Self.request("s1", of: "http://a/Patient/1")),
      (nil, Self.request("s2", of: "http://b/Patient/1")),
      ("http://b/ServiceRequest/7", Self.request("s3", of: "Patient/1")),
      ("http://a/ServiceRequest/8", Self.request("s4", of: "Patient/1")),
      (nil, Self.request("s5", of: "Patient/1")),
    ])
    #expect(list.patients.values.map(\.fullName) == ["Ann Bee"])
    #expect(list.entries.map(\.id.rawValue) == ["s1", "s4"])
    #expect(report.rejected == 4)
    #expect(report.problems.map(\.problem).contains(FHIRWhose.sharedID))
    #expect(report.problems.count { $0.problem == FHIRWhose.doubt } == 3)
  }

  @Test("of entries with ids of their own each reference finds its own, and the second nobody")
  func ownEntries() throws {
    let (report, list) = try bring([
      ("urn:uuid:aaaa", Self.ann), ("urn:uuid:bbbb", Self.bob),
      (nil, Self.request("s1", of: "urn:uuid:aaaa")),
      (nil, Self.request("s2", of: "urn:uuid:bbbb")),
    ])
    #expect(list.entries.map(\.id.rawValue) == ["s1"] && report.rejected == 2)
    #expect(list.patients.values.map(\.fullName) == ["Ann Bee"])
  }

  @Test("two of one name at two servers are two people, and a correction at one is none")
  func sameName() throws {
    let younger = Self.patient("1", "Ann", "Bee", "1995-01-01")
    let two = try bring([("http://a/Patient/1", Self.ann), ("http://b/Patient/1", younger)])
    #expect(two.report.rejected == 1)
    let one = try bring([("http://a/Patient/1", Self.ann), ("https://a/Patient/1", younger)])
    #expect(one.report.rejected == 0)
    #expect(one.list.patients.values.map(\.dateOfBirth) == [CivilDate(iso: "1995-01-01")])
  }

  @Test("no appointment and no consent of the second goes to the first")
  func others() throws {
    let (report, list) = try bring([
      ("http://a/Patient/1", Self.ann), ("http://b/Patient/1", Self.bob),
      (
        "http://b/Appointment/1",
        #"{"resourceType":"Appointment","id":"a1","status":"booked","start":"2026-12-01T09:00:00Z","participant":[{"actor":{"reference":"Patient/1"}}]}"#
      ),
      (
        "http://b/Consent/1",
        #"{"resourceType":"Consent","status":"active","patient":{"reference":"Patient/1"},"provision":{"type":"deny","code":[{"text":"call"}]}}"#
      ),
      (
        "http://b/Encounter/1",
        #"{"resourceType":"Encounter","status":"finished","subject":{"reference":"Patient/1"},"period":{"start":"2026-09-30"}}"#
      ), ("http://a/ServiceRequest/1", Self.request("s1", of: "Patient/1")),
    ])
    #expect(list.appointments.isEmpty && report.rejected == 3)
    #expect(list.patients.values.map(\.permissions.doNotContact) == [false])
    #expect(list.entries.map(\.lastAppointment) == [nil])
  }

  @Test("a search that has found nobody is read, and so is a bundle between others")
  func empty() throws {
    let report = try bring([]).report
    #expect(report.read == 0 && report.ignored == ["Bundle without a resource": 1])
    let setting = try ImportSetting()
    let path = try setting.file(#"{"a": 1}"#, "x.json")
    #expect(throws: ImportFailure.notFHIR(path)) { try setting.run([path], into: nil) }
  }
}
