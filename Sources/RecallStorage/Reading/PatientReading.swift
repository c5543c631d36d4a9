import Foundation
import RecallDomain

/// Reads patients whole: numbers with what was learned about them, permissions, representatives.
struct PatientReading {
  let db: any Connection

  /// By id; `people` is a bound list of ids.
  func patients(_ people: String) throws -> [String: Patient] {
    var found = try patientsWithNumbers(people)
    try addRepresentatives(people, to: &found)
    try applyChanges(people, to: &found)
    return found
  }

  /// With what nearly every patient has: numbers and consents, as sources say.
  func patientsWithNumbers(_ people: String) throws -> [String: Patient] {
    let inPeople = "\(db.among("?"))"
    var found: [String: Patient] = [:]
    for row in try db.rows("SELECT * FROM patient WHERE id \(inPeople)", [people]) {
      let patient = try Self.patient(Fields(row, of: "patient"))
      found[patient.id.rawValue] = patient
    }
    let phones = try db.rows(
      """
      SELECT phone.*, silenced.number IS NOT NULL AS silent FROM phone
        LEFT JOIN silenced USING (number) WHERE listed = 1 AND patient \(inPeople)
        ORDER BY patient, rank, phone.number
      """, [people])
    for row in phones {
      let fields = Fields(row, of: "phone")
      found[try fields.text("patient")]?.phones.append(try Self.phone(fields))
    }
    for row in try db.rows("SELECT * FROM consent WHERE patient \(inPeople)", [people]) {
      let fields = Fields(row, of: "consent")
      let place = try fields.text("place")
      found[try fields.text("patient")]?.permissions.record(
        Consent(
          try fields.word("channel"), at: place.isEmpty ? nil : place,
          allowed: try fields.flag("allowed"), on: try fields.optionalDay("given"),
          source: try fields.optionalText("source")))
    }
    return found
  }

  func addRepresentatives(_ people: String, to found: inout [String: Patient]) throws {
    let representatives = try db.rows(
      "SELECT * FROM representative WHERE patient \(db.among("?")) ORDER BY patient, rank",
      [people])
    for row in representatives {
      let fields = Fields(row, of: "representative")
      found[try fields.text("patient")]?.representatives.append(
        Representative(
          name: try fields.text("name"), relationship: try fields.text("relationship"),
          isGuardian: try fields.flag("guardian"), from: try fields.optionalDay("valid_from"),
          until: try fields.optionalDay("valid_until")))
    }
  }

  /// What was said in calls, over what sources say, in the order in which it was said. A "no" at a
  /// number holds for everybody who is reached there, whoever said it; so does a message that found
  /// that nobody is.
  func applyChanges(_ people: String, to found: inout [String: Patient]) throws {
    let changes = try db.rows(
      """
      SELECT patient, what, name, place, value, said, at, id FROM contact_change
        WHERE ended_at IS NULL AND patient \(db.among("?1"))
      UNION ALL
      SELECT phone.patient, what, name, place, value, said, at, id FROM phone
        JOIN contact_change ON place = phone.number AND contact_change.patient <> phone.patient
          AND ended_at IS NULL AND what = 'consent' AND value = 'no' AND place <> ''
        WHERE phone.patient \(db.among("?1"))
      UNION ALL
      SELECT patient.id, what, name, place, value, said, at, contact_change.id FROM patient
        JOIN contact_change ON place = patient.email AND contact_change.patient <> patient.id
          AND ended_at IS NULL AND what = 'consent' AND value = 'no' AND place <> ''
        WHERE patient.id \(db.among("?1"))
      UNION ALL
      SELECT phone.patient, 'consent', channel, place, 'no', said, at, place FROM undeliverable
        JOIN phone ON place = phone.number
        WHERE ended_at IS NULL AND channel = 'sms' AND phone.patient \(db.among("?1"))
      UNION ALL
      SELECT patient.id, 'consent', channel, place, 'no', said, at, place FROM undeliverable
        JOIN patient ON place = patient.email
        WHERE ended_at IS NULL AND channel = 'email' AND patient.id \(db.among("?1"))
      ORDER BY at, id
      """, [people])
    for row in changes {
      let fields = Fields(row, of: "contact_change")
      let (key, change) = (try fields.text("patient"), try ContactChange(fields))
      guard var patient = found[key] else { continue }
      change.apply(to: &patient, on: try fields.optionalDay("said"))
      found[key] = patient
    }
  }

  /// A patient said to have died counts as deceased until `records` says otherwise; one who opted
  /// out in a call wants no calls, whatever an import says.
  private static func patient(_ fields: Fields) throws -> Patient {
    var patient = Patient(
      id: PatientID(try fields.text("id")), firstName: try fields.text("first_name"),
      lastName: try fields.text("last_name"), dateOfBirth: try fields.optionalDay("born"))
    patient.mrn = try fields.optionalText("mrn")
    patient.email = try fields.optionalText("email")
    patient.postalCode = try fields.optionalText("postal_code")
    patient.state = try fields.optionalText("state")
    patient.timeZone = try fields.optionalText("time_zone")
    patient.language = try fields.optionalText("language")
    patient.interpreterNeeded = try fields.flag("interpreter")
    patient.contactMethod = try fields.optionalCase("contact_method")
    patient.permissions.confidential = try fields.flag("confidential")
    if patient.permissions.confidential {
      patient.permissions.onlyNumber = try fields.optionalText("only_number")
    }
    for need in try fields.optionalText("needs")?.split(separator: " ") ?? [] {
      guard let need = ContactNeed(rawValue: String(need)) else { throw fields.damaged("needs") }
      patient.needs.insert(need)
    }
    let optedOut = try fields.optionalInt("opted_out_at") != nil
    patient.permissions.doNotContact = try fields.flag("do_not_contact") || optedOut
    let heldForDeath = try fields.optionalInt("held_for_death_at") != nil
    patient.deceased = try fields.flag("deceased") || heldForDeath
    patient.inactive = try fields.flag("inactive")
    patient.sensitive = try fields.flag("sensitive")
    patient.strict = try fields.flag("strict")
    return patient
  }

  private static func phone(_ fields: Fields) throws -> PatientPhone {
    PatientPhone(
      number: try fields.text("number"), extensionDigits: try fields.optionalText("extension"),
      kind: try fields.word("kind"), rank: try fields.int("rank"),
      status: try fields.flag("silent") ? .silenced : try fields.word("status"))
  }
}
