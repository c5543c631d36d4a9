package import Foundation
package import RecallDomain

extension SharedActs {
  package func importBatch(
    _ batch: ImportBatch, at now: Date
  ) throws(StoreFailure) -> [ImportVerdict] {
    try take(batch, at: now, hours: nil, judge: nil, looksForAlike: false).verdicts
  }

  package func importList(
    _ batch: ImportBatch, at now: Date, hours: QueueHours?,
    judge: ((Candidate) -> Callability)?
  ) throws(StoreFailure) -> ImportedList {
    try take(batch, at: now, hours: hours, judge: judge, looksForAlike: true)
  }

  package func strangers(among rows: [ImportRow]) throws(StoreFailure) -> [ImportVerdict?] {
    try read("strangers") { db in
      let known = try KnownRows(of: rows, db)
      return try rows.map { known.isNew($0) ? nil : try ForeignIDs(db: db).verdict($0) }
    }
  }

  private func take(
    _ batch: ImportBatch, at now: Date, hours: QueueHours?,
    judge: ((Candidate) -> Callability)?, looksForAlike: Bool
  ) throws(StoreFailure) -> ImportedList {
    try bring("importBatch", at: now) { db in
      var pass = ImportPass(
        db: db, rows: RowImport(db: db, now: now, classes: classes),
        known: try KnownRows(of: batch.rows, db), judge: judge, looksForAlike: looksForAlike)
      let verdicts = try batch.rows.map { try pass.verdict($0) }
      try pass.finish()
      let adopted = try VisitImport(db: db, now: now).adopt(for: batch.rows.map(\.patient))
      if let hours { try VisitDues(db: db, hours: hours, now: now).settle(adopted) }
      if let judge {
        try Settling(db: db, now: now)
          .settle(patients: pass.unjudged.union(adopted), judge: judge)
      }
      let count = { (verdict: ImportVerdict) in verdicts.count { $0 == verdict } }
      try db.run(
        "INSERT INTO import (source, at, added, updated, unchanged) VALUES (?, ?, ?, ?, ?)",
        [batch.source, now.micros, count(.added), count(.updated), count(.unchanged)])
      try Tallies(db: db).sweep()
      let alike = Set(pass.alike.keys.map { PatientID($0) })
      return (ImportedList(verdicts: verdicts, alike: alike), isForTheTrail: true)
    }
  }

  /// One act of an import. A driver does it once more when the answer to its COMMIT was lost, and would
  /// then find its own rows in the store: whether they landed the first time is told by the trail, and
  /// then what was said of them the first time is true.
  func bring<Answer>(
    _ act: String, at now: Date,
    _ body: (any Connection) throws -> (Answer, isForTheTrail: Bool)
  ) throws(StoreFailure) -> Answer {
    var first: (trail: Int, answer: Answer)?
    return try write(act) { db in
      try Locks(db: db).list()
      if let first, try db.exists("SELECT 1 FROM audit WHERE id = ?", [first.trail]) {
        return first.answer
      }
      let (answer, isForTheTrail) = try body(db)
      if isForTheTrail { first = (try db.trail(.imported, by: nil, at: now), answer) }
      return answer
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
  let judge: ((Candidate) -> Callability)?
  let looksForAlike: Bool
  /// New patients who look like an earlier record, with that record.
  private(set) var alike: [String: String] = [:]
  /// Patients whose entries have changed and were not judged.
  private(set) var unjudged: Set<String> = []

  private var patients = BulkInsert(PatientRow.table)
  private var phones = BulkInsert(PatientRow.phoneTable)
  private var consents = BulkInsert(PatientRow.consentTable)
  private var representatives = BulkInsert(PatientRow.representativeTable)
  private var recalls = BulkInsert(NewRecall.table)
  /// Rows whose patients wait for their statement.
  private var waiting: [ImportRow] = []
  private var lanes: [LaneKey: Int] = [:]
  private var hours = HoursOfPlaces()
  private var shut: [String: Bool] = [:]

  init(
    db: any Connection, rows: RowImport, known: KnownRows,
    judge: ((Candidate) -> Callability)?, looksForAlike: Bool
  ) {
    self.db = db
    self.rows = rows
    self.known = known
    self.judge = judge
    self.looksForAlike = looksForAlike
  }

  mutating func verdict(_ row: ImportRow) throws -> ImportVerdict {
    if known.isNew(row) {
      try add(row)
      return .added
    }
    if known.changesNothing(row) { return .unchanged }
    try finish()
    known.forget(row)
    let verdict = try rows.row(row)
    if verdict != .unchanged { unjudged.insert(row.patient.id.rawValue) }
    return verdict
  }

  /// Writes what is waiting: first the people, among whom those are looked for who look like one; then
  /// their recalls, each judged with all that is known of them.
  mutating func finish() throws {
    guard !waiting.isEmpty else { return }
    try patients.flush(db)
    try phones.flush(db)
    try ForgottenNumbers(db: db).silence(
      waiting.lazy.flatMap { $0.patient.phones.map(\.number) }, at: rows.now)
    try consents.flush(db)
    try representatives.flush(db)
    if looksForAlike {
      let people = try bound(waiting.map(\.patient.id.rawValue))
      alike.merge(try Duplicates(db: db).among(people)) { first, _ in first }
    }
    for row in waiting { try recall(row) }
    waiting.removeAll(keepingCapacity: true)
    try recalls.flush(db)
  }

  private mutating func add(_ row: ImportRow) throws {
    let patient = row.patient
    known.forget(row)
    patients.add(PatientRow.values(patient))
    for phone in patient.phones { phones.add(PatientRow.values(phone, of: patient)) }
    for consent in patient.permissions.consents {
      consents.add(PatientRow.values(consent, of: patient))
    }
    for (rank, person) in patient.representatives.enumerated() {
      representatives.add(PatientRow.values(person, rank: rank, of: patient))
    }
    waiting.append(row)
    if waiting.count >= Self.rowsAtOnce { try finish() }
  }

  private mutating func recall(_ row: ImportRow) throws {
    guard let entry = row.entry else { return }
    let patient = row.patient
    let hours = hours.of(patient, rows.classes)
    var new = NewRecall(
      entry: entry, id: entry.id.rawValue, source: row.entryHasOwnID ? entry.id.rawValue : nil,
      lane: try lane(patient, entry.segment, hours), now: rows.now)
    if let judge, entry.state == .open {
      var candidate = Candidate(entry: entry, patient: patient)
      candidate.duplicateOf = alike[patient.id.rawValue].map { PatientID($0) }
      let verdict = judge(candidate)
      new.kept = Standing.kept(
        verdict, of: candidate, inNamedHours: !(hours ?? "").isEmpty, at: rows.now)
      try note(Settling.isShut(verdict), of: entry.segment)
    }
    recalls.add(try new.values)
  }

  /// Rows that wait for one statement, so that a batch costs little memory.
  private static let rowsAtOnce = 512

  private mutating func note(_ isShut: Bool?, of segment: String) throws {
    guard let isShut, shut[segment] != isShut else { return }
    shut[segment] = isShut
    try Settling(db: db, now: rows.now).shut(segment, isShut)
  }

  private struct LaneKey: Hashable {
    let segment: String
    let language: String?
    let interpreter: Bool
    let hours: String?
  }

  private mutating func lane(
    _ patient: Patient, _ segment: String, _ hours: String?
  ) throws -> Int {
    let key = LaneKey(
      segment: segment, language: patient.language, interpreter: patient.interpreterNeeded,
      hours: hours)
    if let lane = lanes[key] { return lane }
    let lane = try Standing(db: db).lane(patient, segment: segment, hours: hours)
    lanes[key] = lane
    return lane
  }
}

/// The hours of patients by all that tells where they are: most of a list are neighbours.
private struct HoursOfPlaces {
  private struct Place: Hashable {
    let zone: String?
    let postalCode: String?
    let state: String?
    /// Calling code and area code of every number that tells something, in the order of dialling.
    let areas: [String]
  }

  private var known: [Place: String?] = [:]

  mutating func of(_ patient: Patient, _ classes: HoursClasses) -> String? {
    let usable = patient.phones.filter { $0.status == .good || $0.status == .silenced }
    let place = Place(
      zone: patient.timeZone, postalCode: patient.postalCode, state: patient.state,
      areas: usable.sorted { $0.rank < $1.rank }.map { String($0.number.prefix(5)) })
    if let hours = known[place] { return hours }
    // A recall that comes in was never tried.
    let hours = classes.name(patient, [])
    known[place] = hours
    return hours
  }
}
