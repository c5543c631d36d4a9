import Foundation
import RecallDomain

/// Brings one row in: what a source says is taken over, what was learned in calls is never lost.
/// A value the source does not give leaves the value on record.
struct RowImport {
  let db: any Connection
  let now: Date
  let classes: HoursClasses

  func row(_ row: ImportRow) throws -> ImportVerdict {
    // Whoever was erased on request does not come back with the next list.
    if try PersonErasing.isErased(row.patient.id, db) { return .unchanged }
    if let stranger = try ForeignIDs(db: db).verdict(row) { return stranger }
    let patient = try PatientImport(db: db, now: now)
      .patient(row.patient, silentOn: row.silentOn)
    if patient == .updated { try followLanes(row.patient.id) }
    guard let entry = row.entry else {
      if patient == .updated { try Standing(db: db).wakeToItsRecord(row.patient.id, at: now) }
      return patient
    }
    // A patient who is new stands in the store as in the row: not read again.
    let recall = try self.recall(
      entry, named: row.entryHasOwnID, of: patient == .added ? row.patient : nil)
    if patient == .updated { try Standing(db: db).wakeToItsRecord(row.patient.id, at: now) }
    if recall == .added { return .added }
    return recall == .updated || patient != .unchanged ? .updated : .unchanged
  }

  /// The same recall is the one of that name, be it the source's or our own of an export that comes
  /// back; without a name, or where a source names for the first time what it brought before, the
  /// patient's of this segment and reason. A later due date after a closed one makes a new recall.
  ///
  /// - Parameter patient: as the store has them; `nil` = to be read.
  private func recall(
    _ entry: RecallEntry, named: Bool, of patient: Patient?
  ) throws -> ImportVerdict {
    if let known = try known(entry, named: named), !Self.isDone(known) || entry.due <= known.due {
      let isNamed = named ? try name(known, as: entry.id) : false
      let verdict = Self.isDone(known) ? .unchanged : try update(known, with: entry)
      return isNamed ? .updated : verdict
    }
    guard let patient = try patient ?? self.patient(entry.patient) else {
      throw StoreFailure.refused(constraint: "recall.patient")
    }
    try insert(
      entry, id: try freeID(entry.id.rawValue), source: named ? entry.id.rawValue : nil,
      of: patient)
    return .added
  }

  /// What a fact on record has ended follows its source all the same: a correction may open it again.
  static func isDone(_ entry: RecallEntry) -> Bool {
    (entry.state == .closed && entry.stoodAs == nil) || entry.state == .scheduled
  }

  private func known(_ entry: RecallEntry, named: Bool) throws -> RecallEntry? {
    let latest = """
      ORDER BY (state = 'closed' AND stood_as IS NULL) OR state = 'scheduled', due DESC, id DESC
        LIMIT 1
      """
    let row = named ? try ofName(entry, latest) : try ofReason(entry, "", latest)
    return try row.map { try CandidateReading.entry($0) }
  }

  private func ofName(_ entry: RecallEntry, _ latest: String) throws -> SQLRow? {
    let name: SQLArguments = [entry.id.rawValue, entry.patient.rawValue]
    return try db.row("SELECT * FROM recall WHERE source = ? AND patient = ? \(latest)", name)
      ?? db.row("SELECT * FROM recall WHERE id = ? AND patient = ?", name)
      ?? ofReason(entry, "AND source IS NULL", latest)
  }

  private func ofReason(_ entry: RecallEntry, _ only: String, _ latest: String) throws -> SQLRow? {
    try db.row(
      """
      SELECT * FROM recall WHERE patient = ? AND segment = ?
        AND reason IS NOT DISTINCT FROM ? \(only) \(latest)
      """, [entry.patient.rawValue, entry.segment, entry.reason])
  }

  /// A recall that had no name of its source's takes this one, so that another name of the same patient
  /// is another recall. `false` where it is known by it already.
  private func name(_ known: RecallEntry, as name: RecallID) throws -> Bool {
    guard known.id != name else { return false }
    return try db.run(
      "UPDATE recall SET source = ? WHERE id = ? AND source IS NULL",
      [name.rawValue, known.id.rawValue]) == 1
  }

  private func freeID(_ wished: String) throws -> String {
    let taken = "SELECT 1 FROM recall WHERE id = ?"
    guard try db.exists(taken, [wished]) else { return wished }
    var number = 2
    while try db.exists(taken, ["\(wished)-\(number)"]) { number += 1 }
    return "\(wished)-\(number)"
  }

  private func insert(
    _ entry: RecallEntry, id: String, source: String?, of patient: Patient
  ) throws {
    let lane = try Standing(db: db).lane(
      patient, segment: entry.segment, hours: classes.name(patient, []))
    let row = NewRecall(entry: entry, id: id, source: source, lane: lane, now: now)
    var insert = BulkInsert(NewRecall.table)
    insert.add(try row.values)
    try insert.flush(db)
    if entry.callback != nil { try Standing(db: db).wake(entry.patient, at: now) }
  }

  /// Never the state, the next action or a promise: those come from calls.
  private func update(_ known: RecallEntry, with entry: RecallEntry) throws -> ImportVerdict {
    let wanted = Self.wanted(known, with: entry)
    guard wanted != known else { return .unchanged }
    try db.run(
      """
      UPDATE recall SET segment = ?, reason = ?, due = ?, due_end = ?, provider = ?, specialty = ?,
          location = ?, last_appointment = ?, "authorization" = ?, priority = ?, owner = ?
        WHERE id = ?
      """,
      [
        wanted.segment, wanted.reason, wanted.due.description, wanted.dueEnd?.description,
        wanted.provider, wanted.specialty, wanted.location, wanted.lastAppointment?.description,
        wanted.authorization, wanted.priority, wanted.owner, known.id.rawValue,
      ])
    if wanted.segment != known.segment { try followLanes(known.patient) }
    try Standing(db: db).wake(known.patient, at: now)
    return .updated
  }

  /// The entry on record as the source would have it.
  static func wanted(_ known: RecallEntry, with entry: RecallEntry) -> RecallEntry {
    var wanted = known
    wanted.segment = entry.segment
    wanted.reason = entry.reason ?? known.reason
    wanted.due = entry.due
    wanted.dueEnd = entry.dueEnd ?? (entry.due == known.due ? known.dueEnd : nil)
    wanted.provider = entry.provider ?? known.provider
    wanted.specialty = entry.specialty ?? known.specialty
    wanted.location = entry.location ?? known.location
    wanted.lastAppointment = entry.lastAppointment ?? known.lastAppointment
    wanted.authorization = entry.authorization ?? known.authorization
    wanted.priority = entry.priority
    wanted.owner = entry.owner ?? known.owner
    return wanted
  }

  /// A patient who has changed may belong to other lanes.
  func followLanes(_ id: PatientID) throws {
    guard let patient = try patient(id) else { return }
    let attempts = try CandidateReading(db: db).attempts(of: id)
    for row in try db.rows("SELECT id, segment FROM recall WHERE patient = ?", [id.rawValue]) {
      let fields = Fields(row, of: "recall")
      let recall = try fields.text("id")
      let lane = try Standing(db: db).lane(
        patient, segment: try fields.text("segment"),
        hours: classes.name(patient, attempts[recall] ?? []))
      try db.run("UPDATE recall SET lane = ?1 WHERE id = ?2 AND lane <> ?1", [lane, recall])
    }
  }

  private func patient(_ id: PatientID) throws -> Patient? {
    try PatientReading(db: db).patients(try bound([id.rawValue]))[id.rawValue]
  }
}
