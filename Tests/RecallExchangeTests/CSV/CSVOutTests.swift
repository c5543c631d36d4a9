import Foundation
import RecallDomain
import Testing

@testable import RecallExchange

@Suite("Rows that go out, safe for a spreadsheet, and come back")
struct CSVOutTests {
  private let zone = Zone("America/New_York")!

  private func text(_ rows: ExportedRows, _ fill: (CSVOut) throws -> Void) throws -> String {
    var text = ""
    let out = CSVOut(zone: zone) { text += $0 }
    try out.header(rows)
    try fill(out)
    return text
  }

  @Test(
    "no cell begins a formula; reading takes the guard away, and nothing else",
    arguments: [
      ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""), ("+1 617 555 0142", "'+1 617 555 0142"),
      ("-5", "'-5"), ("@SUM(A1)", "'@SUM(A1)"), ("＝1", "'＝1"), ("'=1", "''=1"),
      ("'t Hooft", "'t Hooft"), ("O'Neil", "O'Neil"), ("a, b", "\"a, b\""),
      ("she said \"no\"", "\"she said \"\"no\"\"\""), ("", ""),
    ])
  func cell(_ value: String, _ written: String) {
    #expect(GuardedCell.text(value) == written)
    var cell = written
    if cell.hasPrefix("\"") {
      cell = String(cell.dropFirst().dropLast()).replacing("\"\"", with: "\"")
    }
    #expect(FieldText.decode(GuardedCell.unguarded(Array(cell.utf8)[...])) == value)
  }

  @Test("recalls come back as they went out, whatever their cells hold")
  func recalls() throws {
    let setting = try ImportSetting()
    var candidate = FHIROutTests.candidate
    candidate.patient.lastName = "=Delgado, Ruiz"
    candidate.patient.id = PatientID("-77")
    candidate.entry.patient = candidate.patient.id
    candidate.entry.authorization = "@clinic \"first\""
    candidate.patient.permissions = ContactPermissions()
    candidate.patient.permissions.record(Consent(.sms, at: "+16175550142", allowed: true))
    candidate.patient.permissions.record(Consent(.voicemail, allowed: false))
    let list = MemoryList()
    let rows = try text(.recalls) { try $0.row(candidate) }
    #expect(!rows.contains(",=") && !rows.contains(",@") && !rows.contains(",+"))
    let report = try setting.run([try setting.file(rows)], into: list)
    #expect(report.rejected == 0 && report.added == 1)
    var expected = candidate.patient
    expected.strict = false
    #expect(list.patients[candidate.patient.id] == expected)
    var entry = candidate.entry
    entry.nextAt = nil
    #expect(list.entries == [entry])
  }

  @Test("appointments come back as they went out")
  func appointments() throws {
    let setting = try ImportSetting()
    let list = MemoryList()
    let rows = try text(.appointments) { out in
      for status in BookedAppointment.Status.allCases {
        try out.row(
          ExportedAppointment(
            booked: BookedAppointment(
              id: "a-\(status.rawValue)", patient: PatientID("p1"),
              start: ImportSetting.now.addingTimeInterval(86_400), provider: "Dr. Okafor",
              specialty: "Cardiology", status: status), location: "Main St", minutes: nil))
      }
    }
    let report = try setting.run([try setting.file(rows)], into: list)
    #expect(report.rejected == 0)
    #expect(list.appointments.map(\.status) == BookedAppointment.Status.allCases)
    #expect(
      list.appointments.allSatisfy {
        $0.start == ImportSetting.now.addingTimeInterval(86_400) && $0.provider == "Dr. Okafor"
          && $0.location == "Main St"
      })
  }

  @Test("open times come back as they went out")
  func slots() throws {
    let setting = try ImportSetting()
    let list = MemoryList()
    let rows = try text(.slots) { for slot in FHIROutTests.slots { try $0.row(slot) } }
    let report = try setting.run([try setting.file(rows)], into: list)
    #expect(report.rejected == 0 && list.slots.map(\.slot) == FHIROutTests.slots)
  }

  @Test("a note is one row, with the outcome that counts and what was added")
  func notes() throws {
    let rows = try text(.notes) { try $0.row(FHIROutTests.kept) }.split(separator: "\r\n")
    #expect(rows.count == 2)
    #expect(rows[0].split(separator: ",").count == 20)
    #expect(rows[1].contains("declined,for-now") && rows[1].contains("no-answer/rang-out,lee"))
  }
}
