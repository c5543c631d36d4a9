import Foundation
import RecallDomain

/// Reads patients whole: numbers with what was learned about them, permissions, representatives.
struct PatientReading {
  let db: any Connection

  /// By id; `people` is a bound list of ids.
  func patients(_ people: String) throws -> [String: Patient] {
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
      let allowed = try fields.flag("allowed")
      let key = try fields.text("patient")
      switch try fields.text("channel") {
      case "voicemail": found[key]?.permissions.voicemail = allowed
      case "sms": found[key]?.permissions.sms = allowed
      case "email": found[key]?.permissions.email = allowed
      default: found[key]?.permissions.portal = allowed
      }
    }
    let representatives = try db.rows(
      "SELECT * FROM representative WHERE patient \(inPeople) ORDER BY patient, rank", [people])
    for row in representatives {
      let fields = Fields(row, of: "representative")
      found[try fields.text("patient")]?.representatives.append(
        Representative(
          name: try fields.text("name"), relationship: try fields.text("relationship"),
          isGuardian: try fields.flag("guardian")))
    }
    return found
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
