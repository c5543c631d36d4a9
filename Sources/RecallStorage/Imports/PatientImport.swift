import Foundation
import RecallDomain

/// One patient from a source. Opt-outs, what was learned about numbers, and a hold for death are
/// columns of their own that no import writes.
struct PatientImport {
  let db: any Connection
  let now: Date

  /// - Parameter silentOn: of what the source says neither yes nor no.
  func patient(_ given: Patient, silentOn: Set<PatientMark>) throws -> ImportVerdict {
    let before = try db.row(
      """
      SELECT confidential, only_number, needs, interpreter, contact_method, deceased, inactive,
          do_not_contact, sensitive, strict FROM patient WHERE id = ?
      """, [given.id.rawValue])
    let known = before != nil
    let patient =
      try before.map { try given.keeping(silentOn, of: Fields($0, of: "patient")) } ?? given
    var changes = known ? try update(patient) : try insert(patient)
    if let before, changes > 0 { try overtake(before, patient) }
    let ways = try phones(patient, isNew: !known) + consents(patient, isNew: !known)
    changes += ways + (try representatives(patient, isNew: !known))
    if let before, try isCorrected(before, patient) { try giveBack(patient.id) }
    if known, changes > 0 {
      try ContactWriting(db: db, now: now).recheck(patient.id, opens: ways > 0)
    }
    return known ? (changes > 0 ? .updated : .unchanged) : .added
  }

  /// A fact that ended the patient's recalls is on record no more.
  private func isCorrected(_ before: SQLRow, _ patient: Patient) throws -> Bool {
    let fields = Fields(before, of: "patient")
    let wereSo = [
      try fields.flag("deceased"), try fields.flag("inactive"), try fields.flag("do_not_contact"),
    ]
    let areSo = [patient.deceased, patient.inactive, patient.permissions.doNotContact]
    return zip(wereSo, areSo).contains { $0 && !$1 }
  }

  private func giveBack(_ patient: PatientID) throws {
    try Overtaking(db: db, now: now).giveBack(patient) { BetweenCalls.corrected($0) }
    try ContactWriting(db: db, now: now).resumeMessages(to: patient)
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

  /// Where the source says something new, what was said in calls before is overtaken.
  private func overtake(_ before: SQLRow, _ patient: Patient) throws {
    let (fields, permissions) = (Fields(before, of: "patient"), patient.permissions)
    let contacts = ContactWriting(db: db, now: now)
    let only = try fields.optionalText("only_number")
    if try fields.flag("confidential") != permissions.confidential
      || permissions.onlyNumber.map({ $0 != only }) ?? false
    {
      try contacts.superseded("only", of: patient.id)
    }
    let needs = try fields.optionalText("needs")
    if try fields.flag("interpreter") != patient.interpreterNeeded
      || PatientRow.names(of: patient.needs).map({ $0 != needs }) ?? false
    {
      try contacts.superseded("need", of: patient.id)
    }
    let method = try fields.optionalText("contact_method")
    if patient.contactMethod.map({ $0.rawValue != method }) ?? false {
      try contacts.superseded("prefer", of: patient.id)
    }
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
    if changes > 0 {
      try ForgottenNumbers(db: db).silence(patient.phones.map(\.number), at: now)
    }
    guard !isNew, !patient.phones.isEmpty else { return changes }
    return changes
      + (try db.run(
        """
        UPDATE phone SET listed = 0 WHERE patient = ? AND listed = 1
          AND NOT (number \(db.among("?")))
        """, [patient.id.rawValue, try bound(patient.phones.map(\.number))]))
  }

  private func consents(_ patient: Patient, isNew: Bool) throws -> Int {
    var changes = 0
    for consent in patient.permissions.consents {
      let changed = try db.run(
        """
        INSERT INTO consent (patient, channel, place, allowed, given, source)
          VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT (patient, channel, place) DO UPDATE SET allowed = excluded.allowed,
            given = CASE WHEN consent.allowed = excluded.allowed
              THEN coalesce(excluded.given, consent.given) ELSE excluded.given END,
            source = CASE WHEN consent.allowed = excluded.allowed
              THEN coalesce(excluded.source, consent.source) ELSE excluded.source END
            WHERE consent.allowed <> excluded.allowed
              OR coalesce(excluded.given, consent.given, '') <> coalesce(consent.given, '')
              OR coalesce(excluded.source, consent.source, '') <> coalesce(consent.source, '')
        """, SQLArguments(PatientRow.values(consent, of: patient)))
      changes += changed
      if changed > 0, !consent.allowed, !isNew { try refused(consent, by: patient.id) }
    }
    return changes
  }

  /// The source says no where it said nothing or yes: a yes said in a call before is overtaken.
  private func refused(_ consent: Consent, by patient: PatientID) throws {
    try ContactWriting(db: db, now: now).superseded(
      "consent", name: consent.channel.rawValue, place: consent.at ?? "", of: patient)
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
        INSERT INTO representative (patient, rank, name, relationship, guardian, valid_from,
            valid_until)
          VALUES (?, ?, ?, ?, ?, ?, ?)
        """, SQLArguments(PatientRow.values(person, rank: rank, of: patient)))
    }
    return patient.representatives.count
  }
}

extension Patient {
  /// With these marks as they stand on record.
  fileprivate func keeping(_ marks: Set<PatientMark>, of record: Fields) throws -> Patient {
    var patient = self
    for mark in marks {
      let holds = try record.flag(mark.rawValue)
      switch mark {
      case .deceased: patient.deceased = holds
      case .inactive: patient.inactive = holds
      case .sensitive: patient.sensitive = holds
      case .strict: patient.strict = holds
      case .confidential: patient.permissions.confidential = holds
      case .interpreter: patient.interpreterNeeded = holds
      case .doNotContact: patient.permissions.doNotContact = holds
      }
    }
    return patient
  }
}
