import RecallDomain

/// What the store knows of the people and recalls in a batch, read at once. It answers only while
/// the batch itself has not changed the same patient or name; then the row is looked at by itself.
struct KnownRows {
  private var patients: [String: SQLRow] = [:]
  private var phones: [String: [SQLRow]] = [:]
  private var consents: [String: [SQLRow]] = [:]
  private var representatives: [String: [SQLRow]] = [:]
  private var recalls: [String: [RecallEntry]] = [:]
  private var recallsByName: [String: [RecallEntry]] = [:]
  /// Ids of recalls that are given away.
  private var takenIDs: Set<String> = []
  /// Patients and names that an earlier row of this batch has touched.
  private var touched: Set<String> = []
  private var touchedNames: Set<String> = []

  init(of rows: [ImportRow], _ db: any Connection) throws {
    let people = try bound(Set(rows.map(\.patient.id.rawValue)))
    let ids = try bound(Set(rows.compactMap { $0.entry?.id.rawValue }))
    try readRecalls(named: ids, db)
    for row in try db.rows("SELECT * FROM patient WHERE id \(db.among("?"))", [people]) {
      patients[try Fields(row, of: "patient").text("id")] = row
    }
    guard !patients.isEmpty else { return }
    phones = try Self.byPatient("phone", "rank", people, db)
    consents = try Self.byPatient("consent", "channel", people, db)
    representatives = try Self.byPatient("representative", "rank", people, db)
    for row in try db.rows("SELECT * FROM recall WHERE patient \(db.among("?"))", [people]) {
      let entry = try CandidateReading.entry(row)
      recalls[entry.patient.rawValue, default: []].append(entry)
    }
  }

  private mutating func readRecalls(named ids: String, _ db: any Connection) throws {
    for row in try db.rows("SELECT id FROM recall WHERE id \(db.among("?"))", [ids]) {
      takenIDs.insert(try Fields(row, of: "recall").text("id"))
    }
    for row in try db.rows("SELECT * FROM recall WHERE source \(db.among("?"))", [ids]) {
      let name = try Fields(row, of: "recall").text("source")
      recallsByName[name, default: []].append(try CandidateReading.entry(row))
    }
  }

  private static func byPatient(
    _ table: String, _ order: String, _ people: String, _ db: any Connection
  ) throws -> [String: [SQLRow]] {
    let rows = try db.rows(
      "SELECT * FROM \(table) WHERE patient \(db.among("?")) ORDER BY patient, \(order)", [people])
    return try Dictionary(grouping: rows) { try Fields($0, of: table).text("patient") }
  }

  /// From now on this row's patient and recall are looked at by themselves.
  mutating func forget(_ row: ImportRow) {
    touched.insert(row.patient.id.rawValue)
    if let id = row.entry?.id.rawValue { touchedNames.insert(id) }
  }

  /// Neither the patient nor anything of this name stands in the store, and nothing in the row
  /// needs a second look.
  func isNew(_ row: ImportRow) -> Bool {
    let patient = row.patient
    guard patients[patient.id.rawValue] == nil, !touched.contains(patient.id.rawValue),
      patient.phones.count < 2 || Set(patient.phones.map(\.number)).count == patient.phones.count
    else { return false }
    guard let entry = row.entry else { return true }
    let id = entry.id.rawValue
    return entry.callback == nil && entry.patient == patient.id && !takenIDs.contains(id)
      && recallsByName[id] == nil && !touchedNames.contains(id)
  }

  /// Everything the row says stands in the store already.
  func changesNothing(_ row: ImportRow) -> Bool {
    let id = row.patient.id.rawValue
    guard let stored = patients[id], !touched.contains(id),
      row.entry.map({ !touchedNames.contains($0.id.rawValue) }) ?? true
    else { return false }
    return Self.agrees(stored, row.patient, silentOn: row.silentOn) && phonesAgree(row.patient)
      && consentsAgree(row.patient) && representativesAgree(row.patient) && recallAgrees(row)
  }

  private static func agrees(
    _ stored: SQLRow, _ patient: Patient, silentOn: Set<PatientMark>
  ) -> Bool {
    zip(PatientRow.columns, PatientRow.values(patient)).allSatisfy { column, value in
      value == stored[column.name] || (value == .null && column.mayBeMissing)
        || PatientMark(rawValue: column.name).map(silentOn.contains) ?? false
    }
  }

  private func phonesAgree(_ patient: Patient) -> Bool {
    guard !patient.phones.isEmpty else { return true }
    let stored = phones[patient.id.rawValue, default: []]
    let listed = stored.filter { $0["listed"] == .int(1) }
    guard listed.count == patient.phones.count else { return false }
    return patient.phones.allSatisfy { phone in
      listed.contains { row in
        row["number"] == .text(phone.number)
          && row["extension"] == (phone.extensionDigits?.sql ?? .null)
          && row["kind"] == .text(phone.kind.rawValue) && row["rank"] == .int(phone.rank)
          && (phone.status == .good || row["status"] == .text(phone.status.rawValue))
      }
    }
  }

  private func consentsAgree(_ patient: Patient) -> Bool {
    let stored = consents[patient.id.rawValue, default: []]
    return patient.permissions.consents.allSatisfy { consent in
      let (given, source) = (consent.on?.description.sql, consent.source?.sql)
      return stored.contains { row in
        row["channel"] == .text(consent.channel.rawValue)
          && row["place"] == .text(consent.at ?? "") && row["allowed"] == consent.allowed.sql
          && (given ?? row["given"]) == row["given"] && (source ?? row["source"]) == row["source"]
      }
    }
  }

  private func representativesAgree(_ patient: Patient) -> Bool {
    guard !patient.representatives.isEmpty else { return true }
    let stored = representatives[patient.id.rawValue, default: []]
    guard stored.count == patient.representatives.count else { return false }
    return zip(stored, patient.representatives).allSatisfy { row, person in
      row["name"] == .text(person.name) && row["relationship"] == .text(person.relationship)
        && row["guardian"] == person.isGuardian.sql
        && row["valid_from"] == (person.from?.description.sql ?? .null)
        && row["valid_until"] == (person.until?.description.sql ?? .null)
    }
  }

  private func recallAgrees(_ row: ImportRow) -> Bool {
    guard let entry = row.entry else { return true }
    let same =
      row.entryHasOwnID
      ? recallsByName[entry.id.rawValue, default: []]
      : recalls[entry.patient.rawValue, default: []].filter {
        $0.segment == entry.segment && $0.reason == entry.reason
      }
    // Of several in a row the one that matters is looked up by itself.
    guard same.count == 1, let known = same.first, known.patient == entry.patient else {
      return false
    }
    if RowImport.isDone(known) { return entry.due <= known.due }
    return RowImport.wanted(known, with: entry) == known
  }
}
