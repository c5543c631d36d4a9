import Foundation
import RecallDomain
import RecallStorage
import Testing

@testable import RecallExchange

/// A store of its own, a clinic's policy, and a Tuesday at 14:05.
struct StoreSetting {
  let setting: ImportSetting
  let store: SQLiteStore

  init() throws {
    setting = try ImportSetting()
    store = try SQLiteStore.create(
      path: setting.folder.appendingPathComponent("recall.sqlite").path, kind: .live)
  }

  @discardableResult
  func bring(_ text: String, _ name: String = "list.csv", kind: CSVKind? = nil) throws
    -> ImportReport
  {
    try setting.run([try setting.file(text, name)], kind: kind, into: StoreSink(store))
  }

  /// Two patients: Dr. Okafor's, of cardiology, and one whose provider nobody names.
  func bringRecalls() throws {
    try bring(
      """
      recall_id,patient_id,mrn,name,date_of_birth,phone,segment,due_date,provider,specialty
      r1,p1,M-1,Ana Torres,1970-01-01,617-555-0142,missed-visit,2026-11-12,Dr. Okafor,Cardiology
      r2,p2,,Ben Ito,1971-01-01,617-555-0143,missed-visit,2026-11-12,,
      """)
  }

  /// Why a recall may not be called now; `nil` = it may.
  func excluded(_ recall: String) throws -> ExclusionReason? {
    let candidate = try #require(try store.candidate(RecallID(recall)))
    let rules = CallRules(policy: ImportSetting.policy)
    let verdict = rules.judge(
      candidate, at: ImportSetting.now, caller: nil, scripts: ["missed-visit", "overdue-follow-up"])
    if case .excluded(let reason, _) = verdict { return reason }
    return nil
  }
}

@Suite("Appointments and open times, into the store")
struct VisitImportTests {
  static let header = "appointment_id,patient_id,start,status,provider,specialty"

  @Test("who holds an appointment for the same is not called; who holds another still is")
  func matched() throws {
    let day = try StoreSetting()
    try day.bringRecalls()
    #expect(try day.excluded("r1") == nil)
    let report = try day.bring(
      """
      \(Self.header)
      a1,p1,2026-12-01 09:00,booked,Dr. Brandt,Dermatology
      a2,p2,2026-11-20 09:00,kept,Dr. Brandt,Dermatology
      """, "appointments.csv")
    #expect(report.read == 2 && report.added == 2 && report.appointments == 2)
    #expect(try day.excluded("r1") == nil)
    try day.bring("\(Self.header)\na3,p1,12/1/2026 10:00 AM,Scheduled,\"OKAFOR, ADA\",\n")
    #expect(try day.excluded("r1") == .alreadyScheduled)
  }

  @Test(
    "who has arrived or checked in today is not called", arguments: ["Arrived", "checked-in", "@"])
  func arrived(_ word: String) throws {
    let day = try StoreSetting()
    try day.bringRecalls()
    try day.bring("\(Self.header)\na1,p1,2026-11-24 10:00,\(word),Dr. Okafor,\n")
    #expect(try day.excluded("r1") == .alreadyScheduled)
    // Early, for an hour that is still to come.
    try day.bring("\(Self.header)\na2,p2,2026-11-24 15:00,\(word),,\n")
    #expect(try day.excluded("r2") == .alreadyScheduled)
  }

  @Test(
    "an appointment that names its recall answers it, whoever it is with; a declined one does not")
  func basedOn() throws {
    let day = try StoreSetting()
    try day.bringRecalls()
    let booked = { (id: String, patient: String, status: String, request: String) in
      #"""
      {"resourceType":"Appointment","id":"\#(id)","status":"booked",
       "start":"2026-12-01T09:00:00-05:00","specialty":[{"text":"Imaging"}],\#(request)
       "participant":[{"actor":{"reference":"Patient/\#(patient)"},"status":"\#(status)"},
        {"actor":{"reference":"Practitioner/d9","display":"Dr. Brandt"},"status":"accepted"}]}
      """#.replacing("\n", with: "")
    }
    let request = #""basedOn":[{"reference":"ServiceRequest/r1"}],"#
    try day.bring(booked("a1", "p1", "accepted", ""), "a.json")
    #expect(try day.excluded("r1") == nil)
    try day.bring(booked("a2", "p1", "declined", request), "a.json")
    #expect(try day.excluded("r1") == nil)
    try day.bring(booked("a3", "p1", "accepted", request), "a.json")
    #expect(try day.excluded("r1") == .alreadyScheduled)
    // The recall of somebody else answers nothing.
    try day.bring(booked("a4", "p2", "accepted", request), "a.json")
    let other = try #require(try day.store.candidate(RecallID("r2")))
    #expect(other.appointments.map(\.provider) == ["Dr. Brandt"])
  }

  @Test("the same file twice changes nothing; a moved one moves; a cancelled one frees the patient")
  func moves() throws {
    let day = try StoreSetting()
    try day.bringRecalls()
    let row = "a1,p1,2026-12-01 09:00,booked,Dr. Okafor,Cardiology"
    #expect(try day.bring("\(Self.header)\n\(row)\n").added == 1)
    #expect(try day.bring("\(Self.header)\n\(row)\n").unchanged == 1)
    #expect(try day.excluded("r1") == .alreadyScheduled)
    let moved = row.replacing("2026-12-01", with: "2026-12-08")
    #expect(try day.bring("\(Self.header)\n\(moved)\n").updated == 1)
    let start = try day.store.candidate(RecallID("r1"))?.appointments.map(\.start)
    #expect(start == [InstantText.read("2026-12-08T09:00:00-05:00")!])
    for word in ["cancelled", "Entered in error", "No show"] {
      try day.bring("\(Self.header)\n\(row)\n")
      #expect(try day.excluded("r1") == .alreadyScheduled)
      try day.bring("\(Self.header)\n\(row.replacing("booked", with: word))\n")
      #expect(try day.excluded("r1") == nil, "\(word)")
    }
  }

  @Test("appointments that come before their patients wait for them, by id or by record number")
  func early() throws {
    let day = try StoreSetting()
    let report = try day.bring(
      "Appt ID,MRN,Appt Date,Appt Time,Provider\na1,M-1,12/1/2026,9:00 AM,Dr. Okafor\n")
    #expect(report.read == 1 && report.added == 1 && report.appointmentsWaiting == 1)
    #expect(
      try day.bring("\(Self.header)\na2,p2,2026-12-02 09:00,,,\na3,p9,2026-12-02 09:00,,,\n")
        .appointmentsWaiting == 2)
    #expect(
      try day.bring("\(Self.header)\na3,p9,2026-12-02 09:00,cancelled,,\n").updated == 1)
    try day.bringRecalls()
    #expect(try day.excluded("r1") == .alreadyScheduled)
    #expect(try day.excluded("r2") == .alreadyScheduled)
    let again = try day.bring("\(Self.header)\na2,p2,2026-12-02 09:00,,,\n")
    #expect(again.unchanged == 1 && again.appointmentsWaiting == 0)
    #expect(try day.store.check() == [])
  }

  @Test("rows that cannot be read are named with line and column, and cost nobody else")
  func problems() throws {
    let day = try StoreSetting()
    try day.bringRecalls()
    let report = try day.bring(
      """
      \(Self.header)
      a1,p1,sometime,booked,Dr. Okafor,
      a2,,2026-12-01 09:00,booked,Dr. Okafor,
      a3,p1,2026-12-01,perhaps,Dr. Okafor,
      a4,p1
      """)
    #expect(report.read == 4 && report.rejected == 3 && report.added == 1 && report.flagged == 1)
    #expect(report.problems.map(\.line) == [2, 3, 4, 4, 5])
    #expect(report.problems.map(\.column) == [3, 2, 3, 4, nil])
    #expect(report.problems[0].problem == "start is not a date and a time (month first)")
    // A word nobody knows counts as booked until somebody has looked.
    #expect(try day.excluded("r1") == .alreadyScheduled)
  }

  @Test("open times come in, follow their source, and are withdrawn when they are taken elsewhere")
  func slots() throws {
    let day = try StoreSetting()
    let header = "slot_id,start,minutes,provider,specialty,location,language,status"
    let report = try day.bring(
      """
      \(header)
      s1,2026-11-25 09:00,20,Dr. Okafor,Cardiology,Main St,Spanish,free
      s2,2026-11-25 10:00,,Dr. Okafor,,,,
      s3,2026-11-25 11:00,20,Dr. Okafor,,,,busy
      s4,2026-11-20 11:00,20,Dr. Okafor,,,,free
      s5,2026-11-25 12:00,soon,Dr. Okafor,,,,free
      s6,2026-11-25 13:00,20,Dr. Okafor,,,Klingon,who knows
      """, "slots.csv")
    #expect(report.read == 6 && report.added == 2 && report.rejected == 1 && report.flagged == 1)
    #expect(report.ignored == ["time that is past": 1])
    #expect(try open(day) == ["s1", "s2"])
    let first = try #require(try openSlots(day).first)
    #expect(first.minutes == 20 && first.language == "es" && first.location == "Main St")
    #expect(try openSlots(day).last?.minutes == 30)
    #expect(
      try day.bring("\(header)\ns1,2026-11-25 09:00,20,Dr. Okafor,Cardiology,Main St,es,free\n")
        .unchanged == 1)
    #expect(try day.bring("\(header)\ns1,2026-11-25 09:00,20,,,,,booked\n").updated == 1)
    #expect(try open(day) == ["s2"])
  }

  @Test("a list of times without ids is the same list the second time")
  func namelessSlots() throws {
    let day = try StoreSetting()
    let text = "Date,Start Time,End Time,Provider\n11/25/2026,9:00 AM,9:20 AM,Dr. Okafor\n"
    let header = "Date,Time,End,Provider\n11/25/2026,9:00 AM,9:20 AM,Dr. Okafor\n"
    #expect(try day.bring(header, kind: .slots).added == 1)
    #expect(try day.bring(header).unchanged == 1)
    #expect(try openSlots(day).map(\.minutes) == [20])
    #expect(throws: Never.self) { try day.bring(text) }
  }

  private func openSlots(_ day: StoreSetting) throws -> [Slot] {
    try day.store.openSlots(
      SlotWish(provider: nil, specialty: nil, from: ImportSetting.now, limit: 9),
      for: CallID("c"), at: ImportSetting.now)
  }

  private func open(_ day: StoreSetting) throws -> [String] {
    try openSlots(day).map(\.id.rawValue)
  }
}
