internal import RecallDomain

/// How the patient may be reached, and who speaks for them.
extension CSVPatientReader {
  mutating func permissions(_ patient: inout Patient, _ cells: inout Cells) {
    let channels: [(ConsentChannel, RecallColumn, RecallColumn?)] = [
      (.voicemail, .voicemailOK, .noVoicemail), (.sms, .smsOK, .noSMS),
      (.email, .emailOK, .noEmail), (.portal, .portalOK, nil), (.mail, .mailOK, .noMail),
    ]
    for (channel, column, negative) in channels {
      guard let allowed = permission(column, unless: negative, &cells) else { continue }
      patient.permissions.record(consent(channel, allowed, cells))
    }
    if let cell = cells.cell(.consentDate), case .problem(let what) = DateUse.other(cell) {
      cells.flag(.consentDate, "consent_date \(what) and is left out")
    }
    let wish = answer(.doNotContact, &cells, unreadable: true)
    patient.permissions.doNotContact = mark(.doNotContact, wish)
    let asked = answer(.confidential, &cells, unreadable: true)
    let hasNumber = cells.cell(.onlyNumber) != nil ? true : nil
    if mark(.confidential, asked, hasNumber) { patient.permissions.confidential = true }
    needs(&patient, &cells)
  }

  /// What the file says a phone column's numbers are.
  func phoneKind(_ phone: RecallColumn, _ cells: inout Cells) -> PatientPhone.Kind? {
    guard let column = phone.phoneType, let text = cells.text(column) else { return nil }
    let kind = PhoneKindWord.read(text)
    if kind == nil { cells.flag(column, "\(column.name) is not a kind of telephone") }
    return kind
  }

  /// Consents that concern the numbers of one phone column alone.
  mutating func consents(
    at number: String, _ phone: RecallColumn, _ patient: inout Patient, _ cells: inout Cells
  ) {
    for (channel, column) in phone.phoneConsents {
      guard let allowed = answer(column, &cells, unreadable: false) else { continue }
      patient.permissions.record(consent(channel, at: number, allowed, cells))
    }
  }

  /// A confidential-communication request for one number; one not yet on file is put there.
  func onlyNumber(_ patient: inout Patient, _ cells: inout Cells) {
    guard let cell = cells.cell(.onlyNumber) else { return }
    patient.permissions.confidential = true
    guard let number = PhoneNumber.read(cell, decoded: FieldText.decode).numbers.first else {
      cells.flag(.onlyNumber, "only_number is not a number that can be dialled")
      return
    }
    patient.permissions.onlyNumber = number.number
    patient.add(number, kind: number.kind ?? .other)
  }

  private func consent(
    _ channel: ConsentChannel, at place: String? = nil, _ allowed: Bool, _ cells: Cells
  ) -> Consent {
    var consent = Consent(channel, at: place, allowed: allowed)
    consent.source = cells.plain(.consentSource)
    guard let cell = cells.cell(.consentDate) else { return consent }
    if case .date(let day) = DateUse.other(cell) { consent.on = day }
    return consent
  }

  /// Several in one cell, separated by commas, semicolons or strokes.
  private func needs(_ patient: inout Patient, _ cells: inout Cells) {
    guard let text = cells.text(.needs) else { return }
    for word in text.split(whereSeparator: { ",;|/".contains($0) }) {
      let name = String(word).trimmingSpaces
      if [.unsaid, .no].contains(YesNo.read(name)) || Folded.text(name) == "none" { continue }
      if let need = ContactNeed.named(name) {
        patient.needs.insert(need)
      } else {
        cells.flag(.needs, "needs names something that is not known; it is left out")
      }
    }
  }

  /// A guardian by the column's own word; anybody else only with a relationship.
  func representatives(_ patient: inout Patient, _ cells: inout Cells) {
    let relationship = cells.text(.representativeRelationship).map { PersonName.tidy($0) }
    let named = cells.text(.representativeName).map(PersonName.firstLast)
    if let guardian = cells.text(.guardian).map(PersonName.firstLast) {
      let own = named == nil ? relationship : nil
      patient.representatives.append(
        person(guardian, own ?? "guardian", isGuardian: true, &cells))
    }
    guard let named else { return }
    guard let relationship else {
      cells.flag(.representativeName, "representative_name has no relationship beside it")
      return
    }
    patient.representatives.append(
      person(named, relationship, isGuardian: GuardianWord.isIn(relationship), &cells))
  }

  private func person(
    _ name: String, _ relationship: String, isGuardian: Bool, _ cells: inout Cells
  ) -> Representative {
    Representative(
      name: name, relationship: relationship, isGuardian: isGuardian,
      from: day(.representativeFrom, &cells), until: day(.representativeUntil, &cells))
  }

  private func day(_ column: RecallColumn, _ cells: inout Cells) -> CivilDate? {
    guard let cell = cells.cell(column) else { return nil }
    switch DateUse.other(cell) {
    case .date(let date): return date
    case .none: return nil
    case .problem(let what):
      cells.flag(column, "\(column.name) \(what) and is left out")
      return nil
    }
  }
}

extension Patient {
  /// Behind the numbers there are, once.
  mutating func add(_ phone: PhoneNumber, kind: PatientPhone.Kind) {
    guard !phones.contains(where: { $0.number == phone.number }) else { return }
    phones.append(
      PatientPhone(
        number: phone.number, extensionDigits: phone.extensionDigits, kind: kind,
        rank: phones.count + 1))
  }
}
