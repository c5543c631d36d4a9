import Foundation
import RecallDomain

@testable import RecallExchange

/// A clinic with two segments, a day, and a folder of its own.
struct ImportSetting {
  static let today = CivilDate(iso: "2026-11-24")!
  static let now = InstantText.read("2026-11-24T14:05:00-05:00")!

  static var policy: ClinicPolicy {
    var policy = ClinicPolicy(name: "Lakeside")
    policy.segments = [
      "overdue-follow-up": SegmentPolicy(script: "overdue-follow-up", priority: 2),
      "missed-visit": SegmentPolicy(script: "missed-visit", priority: 3),
    ]
    policy.reasons = [
      "post-procedure": ReasonPolicy(segment: "overdue-follow-up", priority: 1),
      "no-show": ReasonPolicy(segment: "missed-visit"),
    ]
    return policy
  }

  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "recall-import-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func file(_ bytes: [UInt8], _ name: String = "list.csv") throws -> String {
    let url = folder.appendingPathComponent(name)
    try Data(bytes).write(to: url)
    return url.path
  }

  func file(_ text: String, _ name: String = "list.csv") throws -> String {
    try file(Array(text.utf8), name)
  }

  func run(
    _ paths: [String], fill: ImportFill = ImportFill(), map: ColumnMap? = nil,
    kind: CSVKind? = nil, into store: (any ImportSink)?, against known: (any RecallStore)? = nil
  ) throws -> ImportReport {
    try ImportRun(
      policy: Self.policy, fill: fill, map: map, kind: kind, now: Self.now, today: Self.today
    ).run(paths, sink: store, against: known)
  }

  /// `../shared`, beside the repository or beside its worktrees.
  static func shared(_ path: String) -> String? {
    ["../shared/", "../../shared/"].map { $0 + path }
      .first { FileManager.default.fileExists(atPath: $0) }
  }
}

/// The acts of an import, kept in memory: what a recall is and when it is the same is INTERFACES,
/// "CSV in".
final class MemoryList: ImportSink {
  private(set) var patients: [PatientID: Patient] = [:]
  private(set) var entries: [RecallEntry] = []
  private(set) var slots: [SlotRow] = []
  private(set) var appointments: [AppointmentRow] = []
  /// Patients this list refuses, as a schema rule would.
  var refused: Set<PatientID> = []
  /// Acts share a commit.
  var sits = false
  private(set) var sittings = 0
  private var hasFailed = false

  func inOneSitting(_ acts: () -> Void) throws(StoreFailure) {
    let before = (patients, entries, slots, appointments)
    sittings += 1
    hasFailed = false
    acts()
    if hasFailed { (patients, entries, slots, appointments) = before }
  }

  func importList(_ batch: ImportBatch, at now: Date) throws(StoreFailure) -> ImportedList {
    if batch.rows.contains(where: { refused.contains($0.patient.id) }) {
      hasFailed = true
      throw .refused(constraint: "patient_name")
    }
    return ImportedList(verdicts: batch.rows.map(take))
  }

  var isCalledFrom = false

  func somebodyIsCalling() throws(StoreFailure) -> Bool { isCalledFrom }

  func importAppointments(
    _ rows: [AppointmentRow], at now: Date
  ) throws(StoreFailure) -> [AppointmentVerdict] {
    appointments += rows
    return rows.map { _ in .added }
  }

  func importSlots(
    _ rows: [SlotRow], at now: Date
  ) throws(StoreFailure) -> [ImportVerdict] {
    slots += rows
    return rows.map { _ in .added }
  }

  private func take(_ row: ImportRow) -> ImportVerdict {
    let known = patients[row.patient.id]
    patients[row.patient.id] = row.patient
    guard let entry = row.entry else {
      return known == nil ? .added : known == row.patient ? .unchanged : .updated
    }
    let same = entries.firstIndex {
      row.entryHasOwnID
        ? $0.id == entry.id
        : $0.patient == entry.patient && $0.segment == entry.segment && $0.reason == entry.reason
    }
    guard let same else {
      entries.append(entry)
      return .added
    }
    var updated = entry
    updated.id = entries[same].id
    let isSame = entries[same] == updated && known == row.patient
    entries[same] = updated
    return isSame ? .unchanged : .updated
  }
}
