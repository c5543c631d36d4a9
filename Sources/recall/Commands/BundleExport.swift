import Foundation
import RecallDomain
import RecallExchange

/// The record as one bundle.
struct BundleExport {
  let clinic: OpenClinic
  let since: Date?
  let write: (String) throws -> Void
  /// Whom it holds, said before anything of theirs is written.
  var holds: (PatientID) -> Void = { _ in }

  func export(at now: Date) throws {
    let (bundle, changes) = (bundle, try RecordChanges(clinic.store, since: since))
    try bundle.begin(at: now)
    var told: Set<PatientID> = []
    try clinic.store.eachRecord { record in
      guard concerns(record, changes) else { return }
      told.insert(record.patient.id)
      try add(record, to: bundle)
    }
    if since == nil { try clinic.store.eachOpenSlot(from: now) { try bundle.add($0) } }
    var missing: Set<RecallID> = []
    try changes.eachNote { kept in
      holds(kept.note.patient)
      try bundle.add(kept)
      if !told.contains(kept.note.patient) { missing.insert(kept.note.recall) }
    }
    try addRecalls(missing, to: bundle)
    try clinic.store.eachAct(since: since) { try bundle.add($0) }
    try bundle.end()
  }

  /// Some notes, with the patients and recalls that they are about.
  func export(_ query: NoteQuery, at now: Date) throws {
    let bundle = bundle
    try bundle.begin(at: now)
    var recalls: Set<RecallID> = []
    try clinic.store.eachNote(query) { kept in
      try bundle.add(kept)
      recalls.insert(kept.note.recall)
    }
    try addRecalls(recalls, to: bundle)
    try bundle.end()
  }

  private var bundle: FHIRBundleOut {
    FHIRBundleOut(zone: clinic.zone, site: clinic.policy.name, write: write)
  }

  /// What a note is about is in the bundle too.
  private func addRecalls(_ recalls: Set<RecallID>, to bundle: FHIRBundleOut) throws {
    var patients: Set<PatientID> = []
    for recall in recalls.sorted(by: { $0.rawValue < $1.rawValue }) {
      guard let candidate = try clinic.store.candidate(recall) else { continue }
      holds(candidate.patient.id)
      if patients.insert(candidate.patient.id).inserted { try bundle.add(candidate.patient) }
      try bundle.add(candidate)
    }
  }

  /// Something has happened with this patient since, or a team still has to.
  private func concerns(_ record: PatientRecord, _ changes: RecordChanges) -> Bool {
    guard let since else { return true }
    // A call that ended on that day may have begun a little before it.
    let earliest = since.addingTimeInterval(-86_400)
    return record.recalls.contains {
      changes.recalls.contains($0.entry.id) || $0.attempts.contains { $0.started >= earliest }
    } || record.items.contains { $0.opened >= since || $0.state == .open || $0.state == .taken }
  }

  private func add(_ record: PatientRecord, to bundle: FHIRBundleOut) throws {
    holds(record.patient.id)
    try bundle.add(record.patient)
    for recall in record.recalls { try bundle.add(recall) }
    for appointment in record.appointments { try bundle.add(appointment) }
    for item in record.items {
      let attempt = record.recalls.flatMap(\.attempts).first { $0.call == item.call }
      try bundle.add(item, outcome: attempt?.ending?.description)
    }
  }
}

/// What has changed since a moment, by the trail: every recall that somebody did something with
/// (a team that answered or closed a case too), and every note that something was added to.
struct RecordChanges {
  private(set) var recalls: Set<RecallID> = []
  private var amended: Set<NoteID> = []
  private let store: any RecallStore
  private let since: Date?

  init(_ store: any RecallStore, since: Date?) throws {
    (self.store, self.since) = (store, since)
    guard let since else { return }
    try store.eachAct(since: since) { act in
      if let recall = act.recall { recalls.insert(recall) }
      if let note = act.amended { amended.insert(note) }
    }
  }

  /// Older notes that were added to come first.
  func eachNote(_ body: (KeptNote) throws -> Void) throws {
    for id in amended.sorted(by: { $0.rawValue < $1.rawValue }) {
      try store.eachNote(NoteQuery(until: since, id: id), body)
    }
    try store.eachNote(NoteQuery(since: since), body)
  }
}
