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
  /// What a caller prepares before dialling.
  package var needs: Set<ContactNeed>
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
    needs = []
    permissions = ContactPermissions()
    representatives = []
    deceased = false
    inactive = false
    sensitive = false
    strict = false
    phones = []
  }

  package var interpreterNeeded: Bool {
    get { needs.contains(.interpreter) }
    set {
      if newValue { needs.insert(.interpreter) } else { needs.remove(.interpreter) }
    }
  }

  /// By what somebody is called: the first name, and for a person of one name that.
  package var calledName: String { firstName.isEmpty ? lastName : firstName }

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

/// A person with authority on record: a guardian, a parent of a minor, a power of attorney.
package struct Representative: Hashable, Sendable, Codable {
  package var name: String
  package var relationship: String
  /// A guardian is who the caller asks for; a parent's authority ends at 18 (DOMAIN 9b).
  package var isGuardian: Bool
  /// The first and the last day of the authority, where the source tells.
  package var from: CivilDate?
  package var until: CivilDate?

  package init(
    name: String, relationship: String, isGuardian: Bool, from: CivilDate? = nil,
    until: CivilDate? = nil
  ) {
    self.name = name
    self.relationship = relationship
    self.isGuardian = isGuardian
    self.from = from
    self.until = until
  }
}
