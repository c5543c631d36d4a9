internal import RecallDomain

/// A recall with its patient as one row of canonical columns. A row holds three numbers, one
/// representative and one day of consent; who has more is whole in FHIR alone.
struct CSVRecallOut {
  let candidate: Candidate

  static let columns: [RecallColumn] = [
    .recallID, .patientID, .mrn, .firstName, .lastName, .dateOfBirth, .phone, .phoneType, .phone2,
    .phone2Type, .phone3, .phone3Type, .email, .postalCode, .state, .timeZone, .language, .segment,
    .reason, .dueDate, .dueEnd, .provider, .specialty, .location, .lastAppointment, .contactMethod,
    .authorization, .owner, .voicemailOK, .smsOK, .emailOK, .portalOK, .mailOK, .phoneVoicemailOK,
    .phone2VoicemailOK, .phone3VoicemailOK, .phoneSMSOK, .phone2SMSOK, .phone3SMSOK, .consentDate,
    .consentSource, .doNotContact, .confidential, .onlyNumber, .needs, .interpreter, .guardian,
    .representativeName, .representativeRelationship, .representativeFrom, .representativeUntil,
    .deceased, .inactive, .sensitive, .priority,
  ]

  var cells: [String] { Self.columns.map { cell($0) ?? "" } }

  private var entry: RecallEntry { candidate.entry }
  private var patient: Patient { candidate.patient }
  private var permissions: ContactPermissions { patient.permissions }
  private var person: Representative? { patient.representatives.first }
  private var phones: [PatientPhone] {
    patient.phones.filter { $0.status == .good }.sorted { $0.rank < $1.rank }
  }

  private func cell(_ column: RecallColumn) -> String? {
    entryCell(column) ?? patientCell(column) ?? contactCell(column) ?? personCell(column)
  }

  private func entryCell(_ column: RecallColumn) -> String? {
    switch column {
    case .recallID: entry.id.rawValue
    case .segment: entry.segment
    case .reason: entry.reason
    case .dueDate: entry.due.description
    case .dueEnd: entry.dueEnd?.description
    case .provider: entry.provider
    case .specialty: entry.specialty
    case .location: entry.location
    case .lastAppointment: entry.lastAppointment?.description
    case .authorization: entry.authorization
    case .owner: entry.owner
    case .priority: String(entry.priority)
    default: nil
    }
  }

  private func patientCell(_ column: RecallColumn) -> String? {
    switch column {
    case .patientID: patient.id.rawValue
    case .mrn: patient.mrn
    case .firstName: patient.firstName
    case .lastName: patient.lastName
    case .dateOfBirth: patient.dateOfBirth?.description
    case .phone: phone(0)
    case .phone2: phone(1)
    case .phone3: phone(2)
    case .phoneType: phoneType(0)
    case .phone2Type: phoneType(1)
    case .phone3Type: phoneType(2)
    case .email: patient.email
    case .postalCode: patient.postalCode
    case .state: patient.state
    case .timeZone: patient.timeZone
    case .language: patient.language
    case .contactMethod: patient.contactMethod?.rawValue
    case .deceased: yes(patient.deceased)
    case .inactive: yes(patient.inactive)
    case .sensitive: yes(patient.sensitive)
    default: nil
    }
  }

  private func contactCell(_ column: RecallColumn) -> String? {
    switch column {
    case .voicemailOK: answer(.voicemail)
    case .smsOK: answer(.sms)
    case .emailOK: answer(.email)
    case .portalOK: answer(.portal)
    case .mailOK: answer(.mail)
    case .phoneVoicemailOK: answer(.voicemail, at: 0)
    case .phone2VoicemailOK: answer(.voicemail, at: 1)
    case .phone3VoicemailOK: answer(.voicemail, at: 2)
    case .phoneSMSOK: answer(.sms, at: 0)
    case .phone2SMSOK: answer(.sms, at: 1)
    case .phone3SMSOK: answer(.sms, at: 2)
    case .consentDate: common(\.on)?.description
    case .consentSource: common(\.source)
    case .doNotContact: yes(permissions.doNotContact)
    case .confidential: yes(permissions.confidential)
    case .onlyNumber: permissions.onlyNumber.map(Self.dialled)
    case .needs:
      patient.needs.filter { $0 != .interpreter }.map(\.rawValue).sorted().joined(separator: "; ")
    case .interpreter: yes(patient.interpreterNeeded)
    default: nil
    }
  }

  private func personCell(_ column: RecallColumn) -> String? {
    switch column {
    case .guardian: person.flatMap { $0.isGuardian ? $0.name : nil }
    case .representativeName: person.flatMap { $0.isGuardian ? nil : $0.name }
    case .representativeRelationship: person?.relationship
    case .representativeFrom: person?.from?.description
    case .representativeUntil: person?.until?.description
    default: nil
    }
  }

  // MARK: Values

  /// Both are said: a list that comes back corrects what it can say.
  private func yes(_ flag: Bool) -> String { flag ? "yes" : "no" }

  private func answer(_ channel: ConsentChannel, at phone: Int? = nil) -> String? {
    guard let phone else { return permissions[channel].map(yes) }
    guard phones.indices.contains(phone) else { return nil }
    return permissions.consents.first {
      $0.channel == channel && $0.at == phones[phone].number
    }.map { yes($0.allowed) }
  }

  /// What all consents have in common; a row has one column for all of them.
  private func common<Value: Hashable>(_ what: (Consent) -> Value?) -> Value? {
    let values = Set(permissions.consents.map(what))
    return values.count == 1 ? values.first.flatMap { $0 } : nil
  }

  private func phone(_ index: Int) -> String? {
    guard phones.indices.contains(index) else { return nil }
    let digits = phones[index].extensionDigits.map { " x\($0)" } ?? ""
    return Self.dialled(phones[index].number) + digits
  }

  private func phoneType(_ index: Int) -> String? {
    guard phones.indices.contains(index), phones[index].kind != .other else { return nil }
    return phones[index].kind.rawValue
  }

  /// As people here write it, which no spreadsheet takes for a sum.
  private static func dialled(_ number: String) -> String {
    guard number.hasPrefix("+1"), number.utf8.count == 12 else { return number }
    let digits = Array(number.dropFirst(2))
    return "\(String(digits[0..<3]))-\(String(digits[3..<6]))-\(String(digits[6...]))"
  }
}
