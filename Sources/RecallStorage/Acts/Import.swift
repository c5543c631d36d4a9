package import Foundation
package import RecallDomain

extension SharedActs {
  package func importBatch(
    _ batch: ImportBatch, at now: Date
  ) throws(StoreFailure) -> [ImportVerdict] {
    try write("importBatch") { db in
      try Locks(db: db).list()
      var pass = ImportPass(
        db: db, rows: RowImport(db: db, now: now, hoursClass: hoursClass),
        known: try KnownRows(of: batch.rows, db))
      let verdicts = try batch.rows.map { try pass.verdict($0) }
      try pass.finish()
      try VisitImport(db: db, now: now).adopt(for: batch.rows.map(\.patient))
      let count = { (verdict: ImportVerdict) in verdicts.count { $0 == verdict } }
      try db.run(
        "INSERT INTO import (source, at, added, updated, unchanged) VALUES (?, ?, ?, ?, ?)",
        [batch.source, now.micros, count(.added), count(.updated), count(.unchanged)])
      try db.audit(.imported, by: nil, at: now)
      try Tallies(db: db).sweep()
      return verdicts
    }
  }
}

/// One pass over a batch. Most rows of a list are new, or say what the store knows already: the
/// first go in together, the second are passed over, and only what changes something on record is
/// brought in row by row.
private struct ImportPass {
  let db: any Connection
  let rows: RowImport
  var known: KnownRows

  private var patients = BulkInsert(PatientRow.table)
  private var phones = BulkInsert(PatientRow.phoneTable)
  private var consents = BulkInsert(PatientRow.consentTable)
  private var representatives = BulkInsert(PatientRow.representativeTable)
  private var recalls = BulkInsert(NewRecall.table)
  private var lanes: [String: Int] = [:]

  init(db: any Connection, rows: RowImport, known: KnownRows) {
    self.db = db
    self.rows = rows
    self.known = known
  }

  mutating func verdict(_ row: ImportRow) throws -> ImportVerdict {
    if known.isNew(row) {
      try add(row)
      return .added
    }
    if known.changesNothing(row) { return .unchanged }
    try finish()
    known.forget(row)
    return try rows.row(row)
  }

  /// Writes what is waiting.
  mutating func finish() throws {
    try patients.flush(db)
    try phones.flush(db)
    try consents.flush(db)
    try representatives.flush(db)
    try recalls.flush(db)
  }

  private mutating func add(_ row: ImportRow) throws {
    let patient = row.patient
    known.forget(row)
    patients.add(PatientRow.values(patient))
    for phone in patient.phones { phones.add(PatientRow.values(phone, of: patient)) }
    for (channel, allowed) in PatientRow.consents(patient) {
      consents.add([patient.id.rawValue.sql, channel.sql, allowed.sql])
    }
    for (rank, person) in patient.representatives.enumerated() {
      representatives.add(PatientRow.values(person, rank: rank, of: patient))
    }
    guard let entry = row.entry else { return }
    let new = NewRecall(
      entry: entry, id: entry.id.rawValue, source: row.entryHasOwnID ? entry.id.rawValue : nil,
      lane: try lane(patient, entry.segment), now: rows.now)
    recalls.add(try new.values)
  }

  private mutating func lane(_ patient: Patient, _ segment: String) throws -> Int {
    let hours = rows.hoursClass(patient)
    let key = "\(segment)|\(patient.language ?? "")|\(patient.interpreterNeeded)|\(hours ?? "")"
    if let lane = lanes[key] { return lane }
    let lane = try Standing(db: db).lane(patient, segment: segment, hours: hours)
    lanes[key] = lane
    return lane
  }
}
