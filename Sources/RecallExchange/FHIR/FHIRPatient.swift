internal import RecallDomain

/// Patient (FHIR R4, US Core must-support elements) as a patient of ours.
struct FHIRPatient {
  let today: CivilDate
  private(set) var problems: [(field: String, problem: String)] = []

  init(today: CivilDate) { self.today = today }

  /// `nil` when nobody could ask for this patient: no id, or no name.
  mutating func read(_ resource: JSONValue, id: String?) -> Patient? {
    guard let name = humanName(resource) else {
      problems.append(("Patient.name", "the patient has no name"))
      return nil
    }
    let mrn = mrn(resource)
    guard let id = id ?? mrn, id.utf8.count <= Identifier.longest else {
      problems.append(("Patient.id", "the patient has no id"))
      return nil
    }
    var patient = Patient(
      id: PatientID(TerminalText.clean(id)), firstName: name.first, lastName: name.last,
      dateOfBirth: birthDate(resource))
    patient.mrn = mrn
    telecom(resource, &patient)
    address(resource, &patient)
    language(resource, &patient)
    standing(resource, &patient)
    ownExtensions(resource, &patient)
    return patient
  }

  /// What our own bundle says that FHIR has no element for.
  private func ownExtensions(_ resource: JSONValue, _ patient: inout Patient) {
    patient.timeZone = OwnFHIR.text("time-zone", of: resource).flatMap {
      Zone($0) == nil ? nil : $0
    }
    patient.contactMethod = OwnFHIR.text("contact-method", of: resource, "Code")
      .flatMap { ContactMethod(rawValue: $0) }
    if case .bool(true)? = OwnFHIR.value("strict", "Boolean", of: resource) {
      patient.strict = true
    }
  }

  private mutating func birthDate(_ resource: JSONValue) -> CivilDate? {
    guard let text = resource.text("birthDate") else {
      problems.append(
        ("Patient.birthDate", "the birth date is missing: identity cannot be verified"))
      return nil
    }
    guard let date = CivilDate(iso: text), date <= today else {
      problems.append(("Patient.birthDate", "the birth date is not a whole date in the past"))
      return nil
    }
    return date
  }

  private func humanName(_ resource: JSONValue) -> (first: String, last: String)? {
    let order = ["official": 0, "usual": 1, "": 2, "temp": 3, "nickname": 4, "anonymous": 9]
    let names = resource.list("name").filter { !["old", "maiden"].contains($0.text("use") ?? "") }
      .filter { $0.text("family") != nil || !$0.list("given").isEmpty || $0.text("text") != nil }
      .filter { !FHIRPeriod.isOver($0["period"], today) }
    let best = names.enumerated().min {
      (order[$0.element.text("use") ?? ""] ?? 5, $0.offset)
        < (order[$1.element.text("use") ?? ""] ?? 5, $1.offset)
    }
    return best.flatMap { FHIRName.parts($0.element) }
  }

  /// The identifier of type MR; a driver's licence or social security number is never one.
  private func mrn(_ resource: JSONValue) -> String? {
    resource.list("identifier")
      .first { $0["type"]?.hasCode("MR") ?? false && !FHIRPeriod.isOver($0["period"], today) }
      .flatMap { $0.text("value") }.map { TerminalText.clean($0) }
  }

  private mutating func telecom(_ resource: JSONValue, _ patient: inout Patient) {
    let points = resource.list("telecom").filter {
      $0.text("use") != "old" && !FHIRPeriod.isOver($0["period"], today)
    }
    let phones = points.filter { ["phone", "sms"].contains($0.text("system") ?? "") }
    let ranked = phones.enumerated().sorted {
      ($0.element.whole("rank") ?? 99, $0.offset) < ($1.element.whole("rank") ?? 99, $1.offset)
    }
    for (_, point) in ranked { number(point, &patient) }
    if patient.phones.isEmpty { problems.append(("Patient.telecom", "no-number")) }
    patient.email =
      points.filter { $0.text("system") == "email" }.lazy
      .compactMap { $0.text("value").flatMap(EmailAddress.read) }.first
  }

  private mutating func number(_ point: JSONValue, _ patient: inout Patient) {
    guard let text = point.text("value") else { return }
    let reading = PhoneNumber.read(text)
    if reading.hasUnreadable {
      problems.append(("Patient.telecom", "a number cannot be dialled"))
    }
    let kinds: [String: PatientPhone.Kind] = ["home": .home, "work": .work, "mobile": .mobile]
    for number in reading.numbers {
      if number.isUnlikely {
        problems.append(("Patient.telecom", "a number has an area code that is not in service"))
      }
      patient.add(number, kind: number.kind ?? kinds[point.text("use") ?? ""] ?? .other)
    }
  }

  private func address(_ resource: JSONValue, _ patient: inout Patient) {
    let addresses = resource.list("address").filter {
      !["old", "billing"].contains($0.text("use") ?? "") && !FHIRPeriod.isOver($0["period"], today)
    }
    let home = addresses.first { $0.text("use") == "home" } ?? addresses.first
    patient.postalCode = home?.text("postalCode").flatMap(PlaceName.postalCode)
    patient.state = home?.text("state").flatMap(PlaceName.state)
  }

  /// The preferred language; a single entry counts as preferred (Synthea leaves it out).
  private mutating func language(_ resource: JSONValue, _ patient: inout Patient) {
    patient.interpreterNeeded = resource.list("extension").contains {
      let url = $0.text("url") ?? ""
      if url.hasSuffix("patient-interpreterRequired") { return $0.flag("valueBoolean") == true }
      // US Core: SNOMED CT, "yes".
      return url.hasSuffix("us-core-interpreter-needed")
        && $0["valueCoding"]?.text("code") == "373066001"
    }
    let spoken = resource.list("communication")
    let chosen = spoken.first { $0.flag("preferred") == true } ?? spoken.first
    guard let names = chosen?["language"]?.conceptNames, !names.isEmpty else { return }
    let readings = names.map(LanguageName.read)
    patient.language =
      readings.lazy.compactMap {
        if case .tag(let tag) = $0 { tag } else { nil }
      }.first
    if patient.language == nil, readings.allSatisfy({ $0 == .unreadable }) {
      problems.append(("Patient.communication", "the language is not a known language"))
    }
  }

  /// What cannot be read counts as a death, the careful answer, and is flagged: also a date that is
  /// said to be unknown, which is an extension beside it.
  private mutating func isDeceased(_ resource: JSONValue) -> Bool {
    if resource.flag("deceasedBoolean") == true || resource.text("deceasedDateTime") != nil {
      return true
    }
    let saysNo =
      resource.flag("deceasedBoolean") == false || resource.text("deceasedBoolean") == "false"
    let odd = ["deceasedBoolean", "deceasedDateTime", "_deceasedBoolean", "_deceasedDateTime"]
    guard odd.contains(where: { resource.says($0) }), !saysNo else { return false }
    problems.append(
      ("Patient.deceased", "whether the patient has died is not said as FHIR says it; taken as yes")
    )
    return true
  }

  private mutating func standing(_ resource: JSONValue, _ patient: inout Patient) {
    patient.deceased = isDeceased(resource)
    patient.inactive = resource.flag("active") == false || resource.text("active") == "false"
    let labels = resource["meta"]?.list("security").compactMap { $0.text("code") } ?? []
    patient.sensitive = labels.contains { ["R", "V"].contains($0) }
    if resource.list("link").contains(where: { $0.text("type") == "replaced-by" }) {
      patient.inactive = true
      problems.append(("Patient.link", "the record is replaced by another and is inactive"))
    }
  }
}

enum FHIRName {
  /// HumanName in two parts; `text` alone is taken apart.
  static func parts(_ name: JSONValue) -> (first: String, last: String)? {
    let given = name.list("given").compactMap(\.string).joined(separator: " ")
    let family = name.text("family") ?? ""
    let parts: (first: String, last: String)
    if given.isEmpty, family.isEmpty {
      parts = PersonName.split(name.text("text") ?? "", language: nil)
    } else {
      let suffix = name.list("suffix").compactMap(\.string).joined(separator: " ")
      let last = [family, suffix].filter { !$0.isEmpty }.joined(separator: " ")
      parts = (PersonName.tidy(given), PersonName.tidy(last))
    }
    let isName = (parts.first + parts.last).contains(where: \.isLetter)
    let isShort = max(parts.first.count, parts.last.count) <= PersonName.longest
    return isName && isShort ? parts : nil
  }

  /// The first of a resource's names.
  static func first(of resource: JSONValue) -> String? {
    resource.list("name").lazy.compactMap(whole).first
  }

  static func whole(_ name: JSONValue) -> String? {
    parts(name).map { [$0.first, $0.last].filter { !$0.isEmpty }.joined(separator: " ") }
  }
}

enum FHIRPeriod {
  /// Ended before today; a year or a month alone ends with its last day.
  static func isOver(_ period: JSONValue?, _ today: CivilDate) -> Bool {
    guard let end = period?.text("end") else { return false }
    return String(end.prefix(10)) < String(today.description.prefix(min(10, end.count)))
  }

  /// The day of a date, or of an instant as its own offset has it.
  static func day(_ text: String) -> CivilDate? { CivilDate(iso: text.prefix(10)) }
}
