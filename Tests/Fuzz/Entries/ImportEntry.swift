import Foundation
import RecallDomain
import ScriptEngine

@testable import RecallExchange

extension FuzzEntry {
  /// A CSV file, alone and behind a good row.
  static let csv = FuzzEntry(name: "csv") { bytes in
    try ImportEntry.records(bytes)
    _ = try ImportEntry.taken(bytes)
    // A good row lands whatever stands behind it.
    let behind = try ImportEntry.taken(ImportEntry.goodRow + bytes)
    try promise(
      behind.failure != nil || behind.list.patients[PatientID("good-1")] != nil,
      "a good row lands, whatever stands below it")
  }

  /// FHIR JSON: a resource, a Bundle, NDJSON.
  static let fhir = FuzzEntry(name: "fhir") { bytes in
    try ImportEntry.json(bytes)
    let json = bytes.first.map { $0 == 0x7B || $0 == 0x5B } ?? false
    guard json else { return }
    let taken = try ImportEntry.taken(bytes)
    guard taken.failure == nil, !taken.list.patients.isEmpty else { return }
    try ImportEntry.comesBack(taken.list)
  }
}

enum ImportEntry {
  static let goodRow = Array(
    """
    recall_id,patient_id,name,date_of_birth,phone,segment,due_date
    good-r,good-1,Rosa Delgado,1961-03-04,617-555-0142,overdue-follow-up,2026-11-12

    """.utf8)

  static let policy: ClinicPolicy = {
    var policy = ClinicPolicy(name: "Lakeside Clinic")
    policy.segments = ["overdue-follow-up": SegmentPolicy(script: "overdue-follow-up", priority: 2)]
    policy.reasons = ["annual-visit": ReasonPolicy(segment: "overdue-follow-up", priority: 1)]
    return policy
  }()

  struct Taken {
    var report: ImportReport?
    var failure: ImportFailure?
    let list: FuzzedList
  }

  /// Imports the bytes; whatever they are, the report adds up and can be shown.
  static func taken(_ bytes: [UInt8]) throws -> Taken {
    let path = try ImportRoom.shared.file(bytes)
    defer { ImportRoom.shared.remove(path) }
    var taken = Taken(list: FuzzedList())
    let run = ImportRun(
      policy: policy, now: DateEntry.now, today: CivilDate(iso: "2026-11-24")!)
    do throws(ImportFailure) {
      let report = try run.run([path], sink: taken.list)
      taken.report = report
    } catch {
      taken.failure = error
      try promise(
        isHarmless(error.message) && isHarmless(error.hint),
        "what is wrong with a file is one clear line")
      return taken
    }
    if let report = taken.report { try addsUp(report) }
    for patient in taken.list.patients.values { try shows(patient) }
    return taken
  }

  private static func addsUp(_ report: ImportReport) throws {
    let done =
      report.added + report.updated + report.unchanged + report.rejected
      + report.ignored.values.reduce(0, +) + report.optOuts + report.replies + report.delivered
      + report.bounced
    try promise(report.read <= done, "every row that was read is accounted for")
    try promise(
      report.problems.allSatisfy { isHarmless($0.problem) && isHarmless($0.field ?? "") },
      "a problem is one line of text")
    try promise(
      report.unread.allSatisfy { isHarmless($0.column) }, "a header is shown as plain text")
  }

  /// Whatever was taken is fit for a terminal, and its numbers can be dialled.
  private static func shows(_ patient: Patient) throws {
    let words = [
      patient.id.rawValue, patient.firstName, patient.lastName, patient.mrn ?? "",
      patient.email ?? "", patient.postalCode ?? "", patient.state ?? "", patient.language ?? "",
    ]
    let people = patient.representatives.flatMap { [$0.name, $0.relationship] }
    try promise((words + people).allSatisfy { isHarmless($0) }, "what was taken is plain text")
    try promise(
      patient.phones.allSatisfy { phone in
        phone.number.first == "+"
          && phone.number.dropFirst().allSatisfy { ("0"..."9").contains($0) }
      }, "what was taken can be dialled")
  }

  /// Records that can be taken apart are the same again when they are written and read.
  static func records(_ bytes: [UInt8]) throws {
    guard let rows = try? read(bytes) else { return }
    let whole = rows.filter { $0.fault == nil }
    let fields = whole.map { row in (0..<row.count).map { row.text($0) } }
    let text = fields.map { row in
      row.map { "\"" + quoted($0) + "\"" }.joined(separator: ",") + "\r\n"
    }.joined()
    guard let again = try? read(Array(text.utf8)) else { return }
    try promise(
      again.map { row in (0..<row.count).map { row.text($0) } } == fields
        || fields.contains { $0.contains { $0.contains("\0") } },
      "records come back as they went out")
  }

  private static func quoted(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.flatMap { $0 == "\"" ? ["\"", "\""] : [$0] }))
  }

  private static func read(_ bytes: [UInt8]) throws -> [CSVRow] {
    var reader = try CSVReader(
      try InputBytes(ByteSource(bytes: bytes, mostAtOnce: 7), name: "list"), name: "list")
    var rows: [CSVRow] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
  }

  /// Stepping over a value, and reading it, agree; and with Foundation's reader, where that reads.
  static func json(_ bytes: [UInt8]) throws {
    var skipper = JSONReader(bytes)
    var reader = JSONReader(bytes)
    let skipped = try? skipper.skip()
    guard (try? reader.value()) != nil else { return }
    try promise(
      skipped != nil && skipper.position == reader.position,
      "a value ends where it is stepped over")
  }

  /// Patients are the same again after they went out as a Bundle.
  static func comesBack(_ list: FuzzedList) throws {
    var text = ""
    let out = FHIRBundleOut(zone: DateEntry.zone, site: "Lakeside Clinic") { text += $0 }
    try out.begin(at: DateEntry.now)
    for patient in list.patients.values.sorted(by: { $0.id.rawValue < $1.id.rawValue }) {
      try out.add(patient)
    }
    try out.end()
    let again = try taken(Array(text.utf8))
    try promise(
      again.failure == nil && again.list.patients.count == list.patients.count,
      "patients come back from the Bundle that they went out in")
  }
}

/// Rows of an import, kept in memory.
final class FuzzedList: ImportSink {
  private(set) var patients: [PatientID: Patient] = [:]

  func importList(_ batch: ImportBatch, at now: Date) throws(StoreFailure) -> ImportedList {
    ImportedList(
      verdicts: batch.rows.map { row in
        let isKnown = patients.updateValue(row.patient, forKey: row.patient.id) != nil
        return isKnown ? .updated : .added
      })
  }

  func importAppointments(
    _ rows: [AppointmentRow], at now: Date
  ) throws(StoreFailure) -> [AppointmentVerdict] { rows.map { _ in .added } }

  func importSlots(
    _ rows: [SlotRow], at now: Date
  ) throws(StoreFailure) -> [ImportVerdict] { rows.map { _ in .added } }

  func somebodyIsCalling() throws(StoreFailure) -> Bool { false }
}

/// A folder in memory for the file that is imported and the rows it rejects.
final class ImportRoom: Sendable {
  static let shared = ImportRoom()
  private let folder: URL

  private init() {
    let memory = URL(fileURLWithPath: "/dev/shm")
    let place =
      FileManager.default.isWritableFile(atPath: memory.path)
      ? memory : FileManager.default.temporaryDirectory
    folder = place.appendingPathComponent(
      "recall-fuzz-\(ProcessInfo.processInfo.processIdentifier)")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(at: ImportRoom.shared.folder) }
  }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// Under a name of its own: tests run side by side.
  func file(_ bytes: [UInt8]) throws -> String {
    let path = path("list-\(UUID().uuidString)")
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  func remove(_ path: String) {
    unlink(path)
    unlink(path + ".rejects.csv")
  }
}
