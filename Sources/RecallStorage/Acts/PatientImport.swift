import Foundation
import RecallDomain

/// One patient from a source. Opt-outs, what was learned about numbers, and a hold for death are
/// columns of their own that no import writes.
struct PatientImport {
  let db: any Connection
  let now: Date

  func patient(_ patient: Patient) throws -> ImportVerdict {
    let known = try db.exists("SELECT 1 FROM patient WHERE id = ?", [patient.id.rawValue])
    var changes = known ? try update(patient) : try insert(patient)
    changes += try phones(patient, isNew: !known)
    changes += try consents(patient)
    changes += try representatives(patient, isNew: !known)
    return known ? (changes > 0 ? .updated : .unchanged) : .added
  }

  private func insert(_ patient: Patient) throws -> Int {
    var insert = BulkInsert(PatientRow.table)
    insert.add(PatientRow.values(patient))
    try insert.flush(db)
    return 1
  }

  private func update(_ patient: Patient) throws -> Int {
    let columns = "(\(PatientRow.columns.map(\.name).joined(separator: ", ")))"
    let wanted = PatientRow.columns.enumerated().map { place, column in
      column.mayBeMissing ? "coalesce(?\(place + 1), \(column.name))" : "?\(place + 1)"
    }
    let row = "(\(wanted.joined(separator: ", ")))"
    return try db.run(
      """
      UPDATE patient SET \(columns) = \(row)
        WHERE id = ?\(wanted.count + 1) AND \(columns) IS DISTINCT FROM \(row)
      """, SQLArguments(PatientRow.values(patient)))
  }

  private func phones(_ patient: Patient, isNew: Bool) throws -> Int {
    var changes = 0
    for phone in patient.phones {
      changes += try db.run(
        """
        INSERT INTO phone (patient, number, extension, kind, rank, status)
          VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT (patient, number) DO UPDATE SET extension = excluded.extension,
            kind = excluded.kind, rank = excluded.rank, listed = 1,
            status = CASE excluded.status WHEN 'good' THEN phone.status ELSE excluded.status END
            WHERE (phone.extension, phone.kind, phone.rank, phone.listed) IS DISTINCT FROM
              (excluded.extension, excluded.kind, excluded.rank, 1)
              OR excluded.status NOT IN ('good', phone.status)
        """,
        [
          patient.id.rawValue, phone.number, phone.extensionDigits, phone.kind.rawValue,
          phone.rank, phone.status.rawValue,
        ])
    }
    guard !isNew, !patient.phones.isEmpty else { return changes }
    return changes
      + (try db.run(
        """
        UPDATE phone SET listed = 0 WHERE patient = ? AND listed = 1
          AND NOT (number \(db.among("?")))
        """, [patient.id.rawValue, try bound(patient.phones.map(\.number))]))
  }

  private func consents(_ patient: Patient) throws -> Int {
    var changes = 0
    for (channel, allowed) in PatientRow.consents(patient) {
      changes += try db.run(
        """
        INSERT INTO consent (patient, channel, allowed) VALUES (?, ?, ?)
          ON CONFLICT (patient, channel) DO UPDATE SET allowed = excluded.allowed
            WHERE consent.allowed <> excluded.allowed
        """, [patient.id.rawValue, channel, allowed])
    }
    return changes
  }

  /// Authority is what the source says last; a source that names nobody leaves it as it is.
  private func representatives(_ patient: Patient, isNew: Bool) throws -> Int {
    guard !patient.representatives.isEmpty else { return 0 }
    if !isNew {
      let people = try bound([patient.id.rawValue])
      let known = try PatientReading(db: db).patients(people)[patient.id.rawValue]
      if known?.representatives == patient.representatives { return 0 }
      try db.run("DELETE FROM representative WHERE patient = ?", [patient.id.rawValue])
    }
    for (rank, person) in patient.representatives.enumerated() {
      try db.run(
        """
        INSERT INTO representative (patient, rank, name, relationship, guardian)
          VALUES (?, ?, ?, ?, ?)
        """, [patient.id.rawValue, rank, person.name, person.relationship, person.isGuardian])
    }
    return patient.representatives.count
  }
}
