package import Foundation
package import RecallDomain

extension SharedActs {
  package func importAppointments(
    _ rows: [AppointmentRow], at now: Date, hours: QueueHours?,
    judge: ((Candidate) -> Callability)?
  ) throws(StoreFailure) -> [AppointmentVerdict] {
    try bring("importAppointments", at: now) { db in
      let importing = VisitImport(db: db, now: now)
      let verdicts = try rows.map(importing.appointment)
      if let hours {
        try VisitDues(db: db, hours: hours, now: now).settle(importing.changed)
      }
      if let judge {
        try Settling(db: db, now: now).settle(patients: importing.changed, judge: judge)
      }
      return (verdicts, isForTheTrail: verdicts.contains { $0 != .unchanged })
    }
  }
}

/// Appointments of a source. What changes for a patient is judged afresh at once; a recall that was
/// closed by a booking opens again when the booking is gone.
final class VisitImport {
  private let db: any Connection
  private let now: Date
  /// Patients for whom something has changed.
  private(set) var changed: Set<String> = []

  init(db: any Connection, now: Date) {
    self.db = db
    self.now = now
  }

  func appointment(_ row: AppointmentRow) throws -> AppointmentVerdict {
    let patient = try patient(row.whose)
    let row = try patient.map { try suited(row, $0) } ?? row
    if let before = try db.text("SELECT patient FROM appointment WHERE id = ?", [row.id]) {
      return try update(row, of: patient ?? before, before: before)
    }
    guard let patient else { return try wait(row) }
    // What is not booked, and never was here, changes nothing.
    guard row.status != .cancelled, let start = row.start else {
      return try known(by: patient, row) ? .updated : .unchanged
    }
    if try known(by: patient, row) { return .updated }
    try db.run(
      """
      INSERT INTO appointment (id, patient, start, provider, specialty, location, status)
        VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        row.id, patient, start.micros, row.provider, row.specialty, row.location,
        row.status.rawValue,
      ])
    try judgeAfresh(patient, row.status)
    return .added
  }

  /// One that says for which recall it was made answers that recall, with whomever it is: a provider
  /// or specialty that would tell the two apart is left out.
  private func suited(_ row: AppointmentRow, _ patient: String) throws -> AppointmentRow {
    guard let recall = row.recall,
      let entry = try CandidateReading(db: db).candidates(
        db.rows("SELECT * FROM recall WHERE id = ? AND patient = ?", [recall.rawValue, patient])
      ).first?.entry
    else { return row }
    let booked = BookedAppointment(
      id: row.id, patient: entry.patient, start: row.start ?? now, provider: row.provider,
      specialty: row.specialty, status: row.status)
    if BookingMatch(entry, at: now).isForThis(booked) { return row }
    var suited = row
    (suited.provider, suited.specialty) = (nil, nil)
    return suited
  }

  private func patient(_ whose: AppointmentRow.Whose) throws -> String? {
    switch whose {
    case .patient(let id):
      try db.text("SELECT id FROM patient WHERE id = ?", [id.rawValue])
    case .mrn(let number):
      try db.text("SELECT id FROM patient WHERE id = ?", [number])
        ?? db.text(
          "SELECT id FROM patient WHERE mrn = ? AND mrn <> id ORDER BY id LIMIT 1", [number])
    }
  }

  private func update(
    _ row: AppointmentRow, of patient: String, before: String
  ) throws -> AppointmentVerdict {
    let changed = try db.run(
      """
      UPDATE appointment SET patient = ?1, start = coalesce(?2, start),
          provider = coalesce(?3, provider), specialty = coalesce(?4, specialty),
          location = coalesce(?5, location), status = ?6
        WHERE id = ?7 AND (patient <> ?1 OR start <> coalesce(?2, start) OR status <> ?6
          OR provider IS DISTINCT FROM coalesce(?3, provider)
          OR specialty IS DISTINCT FROM coalesce(?4, specialty)
          OR location IS DISTINCT FROM coalesce(?5, location))
      """,
      [
        patient, row.start?.micros, row.provider, row.specialty, row.location,
        row.status.rawValue, row.id,
      ])
    guard changed > 0 else { return .unchanged }
    try judgeAfresh(patient, row.status)
    if before != patient { try judgeAfresh(before, .cancelled) }
    return .updated
  }

  /// The source's own record of what a call booked: the same patient at the same time. From now on
  /// it goes by the source's id.
  private func known(by patient: String, _ row: AppointmentRow) throws -> Bool {
    guard let start = row.start else { return false }
    let changed = try db.run(
      """
      UPDATE appointment SET id = ?1, provider = coalesce(provider, ?2),
          specialty = coalesce(specialty, ?3), location = coalesce(location, ?4), status = ?5
        WHERE patient = ?6 AND start = ?7 AND call IS NOT NULL AND id LIKE 'call/%'
      """,
      [
        row.id, row.provider, row.specialty, row.location, row.status.rawValue, patient,
        start.micros,
      ])
    if changed > 0 { try judgeAfresh(patient, row.status) }
    return changed > 0
  }

  private func judgeAfresh(_ patient: String, _ status: BookedAppointment.Status) throws {
    changed.insert(patient)
    try Locks(db: db).patient(PatientID(patient))
    if status == .cancelled || status == .noShow { try reopen(patient) }
    try Standing(db: db).wake(PatientID(patient), at: now)
  }

  /// Recalls that a booking closed, and that no booking answers any more, are open again: the
  /// patient still waits for the next step.
  private func reopen(_ patient: String) throws {
    let rows = try db.rows(
      "SELECT * FROM recall WHERE patient = ? AND state = 'scheduled'", [patient])
    for candidate in try CandidateReading(db: db).candidates(rows) {
      let recall = candidate.entry.id.rawValue
      let booked = try db.exists(
        """
        SELECT 1 FROM appointment JOIN attempt ON attempt.call = appointment.call
          WHERE attempt.recall = ?1 AND appointment.status IN ('booked', 'kept')
        """, [recall])
      if booked || candidate.isBooked(at: now) { continue }
      try db.run(
        """
        UPDATE recall SET state = 'open', next_action = 'call', next_at = NULL, callback = NULL,
            ended_as = NULL,
            phase = 'ready', kept_back = NULL, not_before = 0 WHERE id = ?
        """, [recall])
    }
  }

  // MARK: Before the patient

  private func wait(_ row: AppointmentRow) throws -> AppointmentVerdict {
    guard row.status != .cancelled, let start = row.start else {
      let gone = try db.run("DELETE FROM waiting_appointment WHERE id = ?", [row.id])
      return gone > 0 ? .updated : .unchanged
    }
    let (patient, mrn): (String?, String?) =
      switch row.whose {
      case .patient(let id): (id.rawValue, nil)
      case .mrn(let number): (nil, number)
      }
    let changed = try db.run(
      """
      INSERT INTO waiting_appointment
          (id, patient, mrn, start, provider, specialty, location, status)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET patient = excluded.patient, mrn = excluded.mrn,
          start = excluded.start, provider = excluded.provider, specialty = excluded.specialty,
          location = excluded.location, status = excluded.status
          WHERE waiting_appointment.patient IS DISTINCT FROM excluded.patient
            OR waiting_appointment.mrn IS DISTINCT FROM excluded.mrn
            OR waiting_appointment.start <> excluded.start
            OR waiting_appointment.provider IS DISTINCT FROM excluded.provider
            OR waiting_appointment.specialty IS DISTINCT FROM excluded.specialty
            OR waiting_appointment.location IS DISTINCT FROM excluded.location
            OR waiting_appointment.status <> excluded.status
      """,
      [
        row.id, patient, mrn, start.micros, row.provider, row.specialty, row.location,
        row.status.rawValue,
      ])
    return changed > 0 ? .waiting : .unchanged
  }

  /// Appointments that waited for these patients, who are in the list now. Answers whom there were any
  /// for.
  func adopt(for patients: [Patient]) throws -> Set<String> {
    guard try db.exists("SELECT 1 FROM waiting_appointment LIMIT 1") else { return [] }
    for patient in patients {
      try adopt("patient = ?", patient.id.rawValue, for: patient.id)
      let numbers = Set([patient.id.rawValue] + [patient.mrn].compactMap { $0 })
      for number in numbers.sorted() { try adopt("mrn = ?", number, for: patient.id) }
    }
    return changed
  }

  private func adopt(_ which: String, _ name: String, for patient: PatientID) throws {
    let moved = try db.run(
      """
      INSERT INTO appointment (id, patient, start, provider, specialty, location, status)
        SELECT id, ?, start, provider, specialty, location, status FROM waiting_appointment
          WHERE \(which)
        ON CONFLICT (id) DO NOTHING
      """, [patient.rawValue, name])
    guard moved > 0 else { return }
    try db.run("DELETE FROM waiting_appointment WHERE \(which)", [name])
    changed.insert(patient.rawValue)
    try Standing(db: db).wake(patient, at: now)
  }
}
