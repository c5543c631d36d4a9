import RecallDomain

/// How a patient from a source stands in the tables. Opt-outs, what was learned about numbers, and
/// a hold for death are columns of their own that no import writes.
enum PatientRow {
  struct Column: Sendable {
    let name: String
    /// A value the source does not give leaves the value on record.
    var mayBeMissing = false
  }

  /// All but the id.
  static let columns: [Column] = [
    Column(name: "first_name"), Column(name: "last_name"), Column(name: "folded_name"),
    Column(name: "folded_last"), Column(name: "born", mayBeMissing: true),
    Column(name: "mrn", mayBeMissing: true), Column(name: "email", mayBeMissing: true),
    Column(name: "postal_code", mayBeMissing: true), Column(name: "state", mayBeMissing: true),
    Column(name: "time_zone", mayBeMissing: true), Column(name: "language", mayBeMissing: true),
    Column(name: "interpreter"), Column(name: "contact_method", mayBeMissing: true),
    Column(name: "deceased"), Column(name: "inactive"), Column(name: "sensitive"),
    Column(name: "strict"), Column(name: "confidential"), Column(name: "do_not_contact"),
    Column(name: "only_number", mayBeMissing: true), Column(name: "needs", mayBeMissing: true),
  ]

  static let table = BulkInsert.Table("patient", columns.map(\.name) + ["id"])
  static let phoneTable = BulkInsert.Table(
    "phone", ["patient", "number", "extension", "kind", "rank", "status"])
  static let consentTable = BulkInsert.Table(
    "consent", ["patient", "channel", "place", "allowed", "given", "source"])
  static let representativeTable = BulkInsert.Table(
    "representative",
    ["patient", "rank", "name", "relationship", "guardian", "valid_from", "valid_until"])

  /// In the order of the columns; the id is last.
  static func values(_ patient: Patient) -> [SQLValue] {
    [
      .text(patient.firstName), .text(patient.lastName), .text(FoldedName.of(patient.fullName)),
      .text(FoldedName.of(patient.lastName)), SQLValue(patient.dateOfBirth?.description),
      SQLValue(patient.mrn), SQLValue(patient.email), SQLValue(patient.postalCode),
      SQLValue(patient.state), SQLValue(patient.timeZone), SQLValue(patient.language),
      SQLValue(patient.interpreterNeeded), SQLValue(patient.contactMethod?.rawValue),
      SQLValue(patient.deceased), SQLValue(patient.inactive), SQLValue(patient.sensitive),
      SQLValue(patient.strict), SQLValue(patient.permissions.confidential),
      SQLValue(patient.permissions.doNotContact), SQLValue(patient.permissions.onlyNumber),
      SQLValue(names(of: patient.needs)), .text(patient.id.rawValue),
    ]
  }

  static func values(_ phone: PatientPhone, of patient: Patient) -> [SQLValue] {
    [
      .text(patient.id.rawValue), .text(phone.number), SQLValue(phone.extensionDigits),
      .text(phone.kind.rawValue), .int(phone.rank), .text(phone.status.rawValue),
    ]
  }

  static func values(_ person: Representative, rank: Int, of patient: Patient) -> [SQLValue] {
    [
      .text(patient.id.rawValue), .int(rank), .text(person.name), .text(person.relationship),
      SQLValue(person.isGuardian),
      SQLValue(person.from?.description), SQLValue(person.until?.description),
    ]
  }

  /// A consent of the channel as a whole has no place.
  static func values(_ consent: Consent, of patient: Patient) -> [SQLValue] {
    [
      .text(patient.id.rawValue), .text(consent.channel.rawValue), .text(consent.at ?? ""),
      SQLValue(consent.allowed), SQLValue(consent.on?.description), SQLValue(consent.source),
    ]
  }

  /// `nil` where the source names none. The interpreter has a column of its own.
  static func names(of needs: Set<ContactNeed>) -> String? {
    let names = needs.subtracting([.interpreter]).map(\.rawValue).sorted()
    return names.isEmpty ? nil : names.joined(separator: " ")
  }
}
