/// A person whose next step of care the clinic wants to arrange (MISSION 1).
///
/// Everything here is protected health information. It never goes into an error, a log or an
/// argument, and reaches a screen only through `TerminalText`.
package struct Patient: Hashable, Sendable, Codable {
  package var id: PatientID
  package var firstName: String
  package var lastName: String
  /// `nil` when the source does not hold it; such a patient fails the identity gate without a prompt.
  package var dateOfBirth: CivilDate?
  package var mrn: String?
  package var email: String?
  package var postalCode: String?
  /// Two capital letters.
  package var state: String?
  /// An IANA zone that the source names outright.
  package var timeZone: String?
  /// Preferred language, BCP 47; `nil` when unknown.
  package var language: String?
  package var interpreterNeeded: Bool
  package var contactMethod: ContactMethod?
  package var permissions: ContactPermissions
  package var representatives: [Representative]
  package var deceased: Bool
  package var inactive: Bool
  /// Sensitive and strict belong to the reason and the patient, with the segment as default.
  package var sensitive: Bool
  package var strict: Bool
  package var phones: [PatientPhone]

  package init(id: PatientID, firstName: String, lastName: String, dateOfBirth: CivilDate?) {
    self.id = id
    self.firstName = firstName
    self.lastName = lastName
    self.dateOfBirth = dateOfBirth
    interpreterNeeded = false
    permissions = ContactPermissions()
    representatives = []
    deceased = false
    inactive = false
    sensitive = false
    strict = false
    phones = []
  }

  package var fullName: String {
    [firstName, lastName].filter { !$0.isEmpty }.joined(separator: " ")
  }
}

/// A number in E.164, with what the clinic knows about it.
package struct PatientPhone: Hashable, Sendable, Codable {
  package enum Kind: String, CaseIterable, Codable, Sendable { case mobile, home, work, other }
  package enum Status: String, CaseIterable, Codable, Sendable {
    /// May be dialled.
    case good
    /// Somebody there said that the patient is not known, or it is no person's number.
    case wrong
    case disconnected
    /// Whoever answers it asked for no more calls to this number.
    case silenced
  }

  /// `+16175550142`
  package var number: String
  package var extensionDigits: String?
  package var kind: Kind
  /// 1 is dialled first.
  package var rank: Int
  package var status: Status

  package init(
    number: String, extensionDigits: String? = nil, kind: Kind, rank: Int, status: Status = .good
  ) {
    self.number = number
    self.extensionDigits = extensionDigits
    self.kind = kind
    self.rank = rank
    self.status = status
  }
}

package enum ContactMethod: String, CaseIterable, Codable, Sendable {
  case call, sms, email, portal, mail
}

/// What the record says about each channel; `nil` = nothing on record. Voicemail needs no "no";
/// messages need a "yes" (DOMAIN 2).
package struct ContactPermissions: Hashable, Sendable, Codable {
  package var voicemail: Bool?
  package var sms: Bool?
  package var email: Bool?
  package var portal: Bool?
  /// The patient, verified, asked for no calls at all.
  package var doNotContact: Bool
  /// A confidential-communication request overrides every other channel rule.
  package var confidential: Bool

  package init() {
    doNotContact = false
    confidential = false
  }
}

/// A person with authority on record: a guardian, a parent of a minor, a power of attorney.
package struct Representative: Hashable, Sendable, Codable {
  package var name: String
  package var relationship: String
  /// A guardian is who the caller asks for; a parent's authority ends at 18 (DOMAIN 9b).
  package var isGuardian: Bool

  package init(name: String, relationship: String, isGuardian: Bool) {
    self.name = name
    self.relationship = relationship
    self.isGuardian = isGuardian
  }
}
