/// What the patient states and the caller types, to be compared (SCRIPT-FORMAT, `clinic.yaml`).
/// The raw value is the name of its prompt.
package enum IdentifierKind: String, CaseIterable, Codable, Hashable, Sendable {
  case fullName = "full_name"
  case dateOfBirth = "date_of_birth"
  case postalCode = "postal_code"
  case phoneLast4 = "phone_last4"
  case mrn
}

/// Whom a `verify` verifies.
package enum VerifiedPerson: String, CaseIterable, Codable, Hashable, Sendable {
  case identity, representative, helper
}
