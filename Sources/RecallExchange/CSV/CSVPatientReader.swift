internal import RecallDomain

/// One row of a CSV file as a patient and a recall, or the problem that rejects it.
///
/// Cells are data, whatever they look like: a name that begins with `=` is a name.
struct CSVPatientReader {
  enum Reading {
    /// Kept; `flags` are what somebody should look at.
    case row(ImportRow, flags: [ImportProblem])
    case rejected(ImportProblem)
  }

  let header: CSVHeader
  let making: RecallMaking
  let fill: ImportFill
  let today: CivilDate

  func read(_ row: CSVRow) -> Reading {
    var cells = CSVCells(row: row, header: header)
    if let problem = cells.shapeProblem { return .rejected(problem) }
    do {
      var patient = try identity(&cells)
      reachability(&patient, &cells)
      permissions(&patient, &cells)
      people(&patient, &cells)
      let entry = try CSVRecallReader(making: making, fill: fill).read(&cells, of: patient.id)
      let hasOwnID = cells.text(.recallID) != nil
      return .row(
        ImportRow(patient: patient, entry: entry, entryHasOwnID: hasOwnID), flags: cells.flags)
    } catch {
      return .rejected(error.problem)
    }
  }

  private func identity(_ cells: inout CSVCells) throws(RowRejection) -> Patient {
    let mrn = try cells.identifier(.mrn)
    guard let id = try cells.identifier(.patientID) ?? mrn else {
      throw cells.rejection(header[.patientID] == nil ? .mrn : .patientID, "patient_id is missing")
    }
    let name = try name(&cells)
    let born: CivilDate
    switch DateUse.birth(cells.text(.dateOfBirth) ?? "", today: today) {
    case .date(let date): born = date
    case .none: throw cells.rejection(.dateOfBirth, "date_of_birth is missing")
    case .problem(let what): throw cells.rejection(.dateOfBirth, "date_of_birth \(what)")
    }
    var patient = Patient(
      id: PatientID(id), firstName: name.first, lastName: name.last, dateOfBirth: born)
    patient.mrn = mrn ?? id
    return patient
  }

  private func name(_ cells: inout CSVCells) throws(RowRejection) -> (first: String, last: String) {
    var name = (first: "", last: "")
    if let last = cells.text(.lastName) {
      let given = [cells.text(.firstName), cells.text(.middleName)].compactMap { $0 }
      name = (PersonName.tidy(given.joined(separator: " ")), PersonName.tidy(last))
    } else if let whole = cells.text(.name) {
      var language: String?
      if case .tag(let tag) = LanguageName.read(cells.text(.language) ?? "") { language = tag }
      name = PersonName.split(whole, language: language)
    }
    let field: CanonicalColumn = header[.lastName] == nil ? .name : .lastName
    guard (name.first + name.last).contains(where: \.isLetter) else {
      throw cells.rejection(field, "the name is missing")
    }
    guard max(name.first.count, name.last.count) <= PersonName.longest else {
      throw cells.rejection(field, "the name is too long")
    }
    return name
  }

  private func reachability(_ patient: inout Patient, _ cells: inout CSVCells) {
    phones(&patient, &cells)
    if let email = cells.text(.email) {
      patient.email = EmailAddress.read(email)
      if patient.email == nil { cells.flag(.email, "email is not an address") }
    }
    if let code = cells.text(.postalCode) {
      patient.postalCode = PlaceName.postalCode(code)
      if patient.postalCode == nil { cells.flag(.postalCode, "postal_code is not a postal code") }
    }
    if let state = cells.text(.state) {
      patient.state = PlaceName.state(state)
      if patient.state == nil { cells.flag(.state, "state is not a state of the United States") }
    }
    if let zone = cells.text(.timeZone) {
      patient.timeZone = PlaceName.zone(zone)
      if patient.timeZone == nil { cells.flag(.timeZone, "time_zone is not a known zone") }
    }
    language(&patient, &cells)
  }

  private func phones(_ patient: inout Patient, _ cells: inout CSVCells) {
    for column in header.phones {
      guard let text = cells.text(at: column.index) else { continue }
      let reading = PhoneNumber.read(text)
      if reading.hasUnreadable {
        cells.flag(column, "\(column.column.rawValue) is not a number that can be dialled")
      }
      for number in reading.numbers {
        if number.isUnlikely {
          cells.flag(column, "\(column.column.rawValue) has an area code that is not in service")
        }
        patient.add(number, kind: number.kind ?? column.kind)
      }
    }
    if patient.phones.isEmpty { cells.flagRow("no-number", field: "phone") }
  }

  private func language(_ patient: inout Patient, _ cells: inout CSVCells) {
    if let text = cells.text(.language) {
      switch LanguageName.read(text) {
      case .tag(let tag): patient.language = tag
      case .unsaid: break
      case .unreadable: cells.flag(.language, "language is not a known language")
      }
      patient.interpreterNeeded = Folded.text(text).contains("interp")
    }
    if cells.answer(.interpreter) == true { patient.interpreterNeeded = true }
    if let text = cells.text(.contactMethod) {
      patient.contactMethod = ContactWord.read(text)
      if patient.contactMethod == nil { cells.flag(.contactMethod, "contact_method is not known") }
    }
  }

  private func permissions(_ patient: inout Patient, _ cells: inout CSVCells) {
    patient.permissions.voicemail = cells.answer(.voicemailOK, unreadable: false)
    patient.permissions.sms = cells.answer(.smsOK, unreadable: false)
    patient.permissions.email = cells.answer(.emailOK, unreadable: false)
    patient.permissions.portal = cells.answer(.portalOK, unreadable: false)
    patient.permissions.doNotContact = cells.answer(.doNotContact, unreadable: true) ?? false
    patient.permissions.confidential = cells.answer(.confidential, unreadable: true) ?? false
  }

  private func people(_ patient: inout Patient, _ cells: inout CSVCells) {
    if let text = cells.text(.deceased), case .date = ExportDate.read(text) {
      patient.deceased = true
    } else {
      patient.deceased = cells.answer(.deceased, unreadable: true) ?? false
    }
    patient.inactive = cells.answer(.inactive, unreadable: true) ?? false
    patient.sensitive = cells.answer(.sensitive, unreadable: true) ?? false
    let relationship = cells.text(.representativeRelationship).map(PersonName.tidy)
    guard let name = cells.text(.representativeName).map(PersonName.firstLast) else { return }
    guard let relationship else {
      cells.flag(.representativeName, "representative_name has no relationship beside it")
      return
    }
    patient.representatives = [
      Representative(
        name: name, relationship: relationship, isGuardian: GuardianWord.isIn(relationship))
    ]
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
