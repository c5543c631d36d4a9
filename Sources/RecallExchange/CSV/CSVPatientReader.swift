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
  /// Marks of which the present row says nothing, be there a column for them or not.
  var unsaid: Set<PatientMark> = []
  private var recalls: CSVRecallReader
  private let twins = CSVTwins()
  private var ends = CSVLastCells()
  var answers = CellMemory<YesNo.Reading>()
  var lives = CellMemory<YesNo.Reading>()
  var activities = CellMemory<YesNo.Reading>()
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
    unsaid = silentOn
    do {
      var patient = try identity(&cells)
      reachability(&patient, &cells)
      permissions(&patient, &cells)
      people(&patient, &cells)
      var entry = try recalls.read(&cells, of: patient.id)
      let hasOwnID = cells.cell(.recallID) != nil
      if let read = entry, twins.isOtherwise(read, named: hasOwnID) {
        cells.flagRow(CSVTwins.problem, field: hasOwnID ? "recall_id" : "reason")
        entry = nil
      }
      if ends.isTorn(row) { cells.flagEnd() }
      var row = ImportRow(patient: patient, entry: entry, entryHasOwnID: hasOwnID)
      row.silentOn = unsaid
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
    let name = names(&cells)
    let field: RecallColumn = columns[.lastName] == nil ? .name : .lastName
    guard PersonName.hasLetter(name.first) || PersonName.hasLetter(name.last) else {
      throw cells.rejection(field, "the name is missing")
    }
    guard !PersonName.isTooLong(name.first), !PersonName.isTooLong(name.last) else {
      throw cells.rejection(field, "the name is too long")
    }
    let written = [RecallColumn.name, .firstName, .lastName].compactMap { cells.cell($0) }
    if written.contains(where: Self.holdsRows) {
      throw cells.rejection(field, "the name holds line breaks and digits, as rows in one cell do")
    }
    return name
  }

  private static func holdsRows(_ cell: ArraySlice<UInt8>) -> Bool {
    cell.contains(0x0A) && cell.contains { (0x30...0x39).contains($0) }
  }

  private mutating func names(_ cells: inout Cells) -> (first: String, last: String) {
    if let last = cells.cell(.lastName) { return (given(cells), PersonName.tidy(last)) }
    // A person of one name: it is asked for and compared as a last name is.
    guard let whole = cells.text(.name) else { return ("", given(cells)) }
    var language: String?
    if case .tag(let tag)? = languageCell(cells)?.reading { language = tag }
    let parts = PersonName.split(whole, language: language)
    // Beside a given name, one word that is another is the last name.
    let first = given(cells)
    guard parts.first.isEmpty, !first.isEmpty, Folded.text(first) != Folded.text(parts.last) else {
      return parts
    }
    return (first, parts.last)
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
          reading: LanguageName.cell(text),
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
    let asked = answer(.interpreter, &cells)
    let otherwise = [RecallColumn.language, .needs].contains { cells.cell($0) != nil }
    if mark(.interpreter, asked, otherwise ? patient.interpreterNeeded : nil) {
      patient.interpreterNeeded = true
    }
    if let cell = cells.cell(.contactMethod) {
      patient.contactMethod = methods.value(cell) { ContactWord.read(FieldText.decode($0)) }
      if patient.contactMethod == nil { cells.flag(.contactMethod, "contact_method is not known") }
    }
  }

  private mutating func people(_ patient: inout Patient, _ cells: inout Cells) {
    let standing = standing(&cells)
    let died = answer(.deceased, &cells, unreadable: true)
    let lives = denial(.living, &cells, unreadable: false)
    patient.deceased = mark(.deceased, died, lives, standing.deceased)
    let left = answer(.inactive, &cells, unreadable: true)
    let stays = denial(.active, &cells, unreadable: false)
    patient.inactive = mark(.inactive, left, stays, standing.inactive)
    patient.sensitive = mark(.sensitive, answer(.sensitive, &cells, unreadable: true))
    representatives(&patient, &cells)
  }
}

extension CSVHeader<RecallColumn> {
  /// A column in which the file could say so of a patient.
  fileprivate func tells(_ mark: PatientMark) -> Bool {
    let columns: [RecallColumn] =
      switch mark {
      case .deceased: [.deceased, .living, .patientStatus]
      case .inactive: [.inactive, .active, .patientStatus]
      case .sensitive: [.sensitive]
      case .strict: []
      case .confidential: [.confidential, .onlyNumber]
      case .interpreter: [.interpreter, .language, .needs]
      case .doNotContact: [.doNotContact]
      }
    return columns.contains { self[$0] != nil }
  }
}
