internal import RecallDomain

/// One row of a list of recalls as a patient and a recall, or the problem that rejects it.
///
/// Cells are data, whatever they look like: a name that begins with `=` is a name.
struct CSVPatientReader {
  enum Reading {
    /// Kept; `flags` are what somebody should look at.
    case row(ImportRow, flags: [ImportProblem])
    case rejected(ImportProblem)
  }

  typealias Cells = CSVCells<RecallColumn>

  private let header: RecallHeader
  let columns: CSVHeader<RecallColumn>
  private let today: CivilDate
  /// Marks that the file has no column for.
  private let silentOn: Set<PatientMark>
  /// Marks of which the present row says nothing, though the file has a column for them.
  var unsaid: Set<PatientMark> = []
  private var recalls: CSVRecallReader
  var answers = CellMemory<YesNo.Reading>()
  private var languages = CellMemory<Language>()
  private var states = CellMemory<String?>()
  private var zones = CellMemory<String?>()
  private var methods = CellMemory<ContactMethod?>()

  private struct Language {
    let reading: LanguageName.Reading
    /// `Spanish - interpreter needed`
    let asksForInterpreter: Bool
  }

  var unread: [String] { columns.unread }

  init(
    header: RecallHeader, making: RecallMaking, fill: ImportFill, today: CivilDate,
    numbers: RecallNumbers
  ) {
    self.header = header
    columns = header.columns
    self.today = today
    silentOn = Set(PatientMark.allCases.filter { !header.columns.tells($0) })
    recalls = CSVRecallReader(making: making, fill: fill, numbers: numbers)
  }

  mutating func read(_ row: CSVRow) -> Reading {
    var cells = Cells(row: row, header: columns)
    if let problem = cells.shapeProblem { return .rejected(problem) }
    unsaid = []
    do {
      var patient = try identity(&cells)
      reachability(&patient, &cells)
      permissions(&patient, &cells)
      people(&patient, &cells)
      let entry = try recalls.read(&cells, of: patient.id)
      let hasOwnID = cells.cell(.recallID) != nil
      var row = ImportRow(patient: patient, entry: entry, entryHasOwnID: hasOwnID)
      row.silentOn = silentOn.union(unsaid)
      return .row(row, flags: cells.flags)
    } catch {
      return .rejected(error.problem)
    }
  }

  private mutating func identity(_ cells: inout Cells) throws(RowRejection) -> Patient {
    let mrn = try cells.identifier(.mrn)
    guard let id = try cells.identifier(.patientID) ?? mrn else {
      throw cells.rejection(columns[.patientID] == nil ? .mrn : .patientID, "patient_id is missing")
    }
    let name = try name(&cells)
    let born: CivilDate
    switch DateUse.birth(cells.cell(.dateOfBirth) ?? [], today: today) {
    case .date(let date): born = date
    case .none: throw cells.rejection(.dateOfBirth, "date_of_birth is missing")
    case .problem(let what): throw cells.rejection(.dateOfBirth, "date_of_birth \(what)")
    }
    var patient = Patient(
      id: PatientID(id), firstName: name.first, lastName: name.last, dateOfBirth: born)
    patient.mrn = mrn ?? id
    return patient
  }

  private mutating func name(
    _ cells: inout Cells
  ) throws(RowRejection) -> (first: String, last: String) {
    var name = (first: "", last: "")
    if let last = cells.cell(.lastName) {
      name = (given(cells), PersonName.tidy(last))
    } else if columns[.lastName] != nil, columns[.name] == nil, cells.cell(.firstName) != nil {
      // A person of one name: it is asked for and compared as a last name is.
      name = ("", given(cells))
    } else if let whole = cells.text(.name) {
      var language: String?
      if case .tag(let tag)? = languageCell(cells)?.reading { language = tag }
      name = PersonName.split(whole, language: language)
    }
    let field: RecallColumn = columns[.lastName] == nil ? .name : .lastName
    guard PersonName.hasLetter(name.first) || PersonName.hasLetter(name.last) else {
      throw cells.rejection(field, "the name is missing")
    }
    guard !PersonName.isTooLong(name.first), !PersonName.isTooLong(name.last) else {
      throw cells.rejection(field, "the name is too long")
    }
    return name
  }

  private func given(_ cells: Cells) -> String {
    guard let middle = cells.text(.middleName) else {
      return cells.cell(.firstName).map(PersonName.tidy) ?? ""
    }
    return PersonName.tidy(
      [cells.text(.firstName), middle].compactMap { $0 }.joined(separator: " "))
  }

  private mutating func reachability(_ patient: inout Patient, _ cells: inout Cells) {
    phones(&patient, &cells)
    if let email = cells.cell(.email) {
      patient.email = EmailAddress.read(email)
      if patient.email == nil { cells.flag(.email, "email is not an address") }
    }
    if let code = cells.cell(.postalCode) {
      patient.postalCode = PlaceName.postalCode(code)
      if patient.postalCode == nil { cells.flag(.postalCode, "postal_code is not a postal code") }
    }
    if let state = cells.cell(.state) {
      patient.state = states.value(state) { PlaceName.state(FieldText.decode($0)) }
      if patient.state == nil { cells.flag(.state, "state is not a state of the United States") }
    }
    if let zone = cells.cell(.timeZone) {
      patient.timeZone = zones.value(zone) { PlaceName.zone(FieldText.decode($0)) }
      if patient.timeZone == nil { cells.flag(.timeZone, "time_zone is not a known zone") }
    }
    language(&patient, &cells)
  }

  private mutating func phones(_ patient: inout Patient, _ cells: inout Cells) {
    for phone in header.phones {
      guard let cell = cells.cell(at: phone.index) else { continue }
      let reading = PhoneNumber.read(cell, decoded: FieldText.decode)
      if reading.hasUnreadable {
        let problem = "\(phone.column.name) is not a number that can be dialled"
        cells.flag(phone.column, at: phone.index, problem)
      }
      for number in reading.numbers {
        if number.isUnlikely {
          let problem = "\(phone.column.name) has an area code that is not in service"
          cells.flag(phone.column, at: phone.index, problem)
        }
        let kind = number.kind ?? phoneKind(phone.column, &cells) ?? phone.kind
        patient.add(number, kind: kind)
        consents(at: number.number, phone.column, &patient, &cells)
      }
    }
    onlyNumber(&patient, &cells)
    if patient.phones.isEmpty { cells.flagRow("no-number", field: "phone") }
  }

  private mutating func languageCell(_ cells: Cells) -> Language? {
    cells.cell(.language).map { cell in
      languages.value(cell) {
        let text = FieldText.decode($0)
        return Language(
          reading: LanguageName.read(text),
          asksForInterpreter: Folded.text(text).contains("interp"))
      }
    }
  }

  private mutating func language(_ patient: inout Patient, _ cells: inout Cells) {
    if let language = languageCell(cells) {
      switch language.reading {
      case .tag(let tag): patient.language = tag
      case .unsaid: break
      case .unreadable: cells.flag(.language, "language is not a known language")
      }
      patient.interpreterNeeded = language.asksForInterpreter
    }
    if answer(.interpreter, &cells) == true { patient.interpreterNeeded = true }
    if let cell = cells.cell(.contactMethod) {
      patient.contactMethod = methods.value(cell) { ContactWord.read(FieldText.decode($0)) }
      if patient.contactMethod == nil { cells.flag(.contactMethod, "contact_method is not known") }
    }
  }

  private mutating func people(_ patient: inout Patient, _ cells: inout Cells) {
    patient.deceased = mark(.deceased, .deceased, &cells)
    patient.inactive = answer(.inactive, &cells, unreadable: true) ?? false
    patient.sensitive = answer(.sensitive, &cells, unreadable: true) ?? false
    representatives(&patient, &cells)
  }
}

extension CSVHeader<RecallColumn> {
  /// A column in which the file could say so of a patient.
  fileprivate func tells(_ mark: PatientMark) -> Bool {
    let columns: [RecallColumn] =
      switch mark {
      case .deceased: [.deceased]
      case .inactive: [.inactive]
      case .sensitive: [.sensitive]
      case .strict: []
      case .confidential: [.confidential, .onlyNumber]
      case .interpreter: [.interpreter, .language, .needs]
      case .doNotContact: [.doNotContact]
      }
    return columns.contains { self[$0] != nil }
  }
}
