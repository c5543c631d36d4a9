internal import Foundation
internal import RecallDomain

/// What came in as FHIR and may make a list, over all files of one import, until references can be
/// followed.
struct FHIRCollection {
  /// Bytes of resources that are kept at most: a limit to the memory of an import, not to its files.
  static let mostKept = 512 << 20
  /// Types that something is made of.
  static let usedTypes: Set<String> = [
    "Patient", "ServiceRequest", "Appointment", "Slot", "Schedule", "Encounter", "RelatedPerson",
    "Consent", "Flag", "Practitioner", "Location", "PractitionerRole",
  ]

  /// A resource with its id and where it stood.
  struct Item {
    fileprivate let bytes: [UInt8]
    var id: String?
    var place: Place

    var resource: JSONValue { FHIRResource.value(of: bytes) }
  }

  struct Place {
    var file: String
    var line: Int
  }

  struct PatientItem {
    var patient: Patient
    var flags: [ImportProblem]
    var place: Place
  }

  private let today: CivilDate
  private(set) var patients: [String: PatientItem] = [:]
  /// Ids in order of arrival.
  private(set) var order: [String] = []
  private(set) var requests: [Item] = []
  private(set) var appointments: [Item] = []
  private(set) var slots: [Item] = []
  private var schedules: [String: Item] = [:]
  /// Names of people and places by id, and what a role says of both.
  private(set) var names: [String: String] = [:]
  private(set) var roles: [String: FHIRRole] = [:]
  private var types: [String: String] = [:]
  private(set) var related: [Item] = []
  private(set) var consents: [Item] = []
  private(set) var flags: [Item] = []
  /// Last visit, by patient id as referred to.
  private(set) var visits: [String: CivilDate] = [:]
  /// What nothing is made of, and why.
  private(set) var ignored: [String: Int] = [:]
  private(set) var rejected: [(place: Place, problem: ImportProblem)] = []
  /// `fullUrl` → resource id, where they differ.
  private var aliases: [String: String] = [:]
  private(set) var resources = 0
  /// Bytes of them that are kept.
  private var kept = 0
  private let mostKept: Int

  init(today: CivilDate, mostKept: Int = FHIRCollection.mostKept) {
    (self.today, self.mostKept) = (today, mostKept)
  }

  mutating func take(
    _ resource: FHIRResource, fullURL: String?, file: String, line: Int
  ) throws(ImportFailure) {
    let place = Place(file: file, line: line)
    guard let type = resource.type else {
      reject(place, field: nil, "the value is no FHIR resource")
      return
    }
    resources += 1
    guard !resource.isIgnored else { return ignoreType(type) }
    if type == "Encounter" { return visit(resource.value) }
    kept += resource.bytes.count
    guard kept <= mostKept else { throw .tooMuch(file, line: line, limit: mostKept) }
    let urlID = fullURL.map(FHIRReference.id)
    // What we have written ourselves, and FHIR's own id could not hold.
    let own = resource.members["identifier"].flatMap { _ in OwnFHIR.id(resource.value) }
    let id = own ?? resource.id ?? urlID
    for other in [urlID, resource.id] {
      if let other, let id, other != id { aliases[other] = id }
    }
    gather(resource.value, type, Item(bytes: resource.bytes, id: id, place: place))
  }

  private mutating func gather(_ resource: JSONValue, _ type: String, _ item: Item) {
    let id = item.id
    if let id, type.hasPrefix("Practitioner") || type == "Location" { types[id] = type }
    switch type {
    case "Patient": patient(resource, item)
    case "ServiceRequest": requests.append(item)
    case "Appointment": appointments.append(item)
    case "Slot": slots.append(item)
    case "Schedule": if let id { schedules[id] = item }
    case "RelatedPerson": related.append(item)
    case "Consent": consents.append(item)
    case "Flag": flags.append(item)
    case "Practitioner": name(FHIRName.first(of: resource), id)
    case "Location": name(resource.text("name"), id)
    case "PractitionerRole": if let id { roles[id] = FHIRRole(resource) }
    default: break
    }
  }

  private mutating func ignoreType(_ type: String) {
    ignore(
      type == "Coverage"
        ? "Coverage is not read: insurance notes come from the source's own list"
        : "\(Self.printable(type)) is not a resource that recalls are made of")
  }

  mutating func ignore(_ why: String) { ignored[why, default: 0] += 1 }

  mutating func reject(_ place: Place, field: String?, _ problem: String) {
    rejected.append((place, ImportProblem(line: place.line, field: field, problem: problem)))
    kept += MemoryLayout<(place: Place, problem: ImportProblem)>.size
  }

  /// The patient id behind a reference, when that patient is here.
  func patientID(_ reference: String?) -> String? {
    guard let reference else { return nil }
    if patients[reference] != nil { return reference }
    return aliases[reference].flatMap { patients[$0] == nil ? nil : $0 }
  }

  /// The id of the request behind a reference, in this input or not.
  func requestID(_ reference: String) -> String { aliases[reference] ?? reference }

  func schedule(_ reference: String?) -> JSONValue? {
    reference.flatMap { schedules[$0] ?? schedules[aliases[$0] ?? ""] }?.resource
  }

  /// The name behind a reference to a person, a role or a place: as its own resource has it, else as
  /// the reference says.
  func name(_ reference: JSONValue) -> String? {
    let id = reference.text("reference").map(FHIRReference.id)
    let known = id.flatMap { named($0) ?? roles[$0].flatMap(name(of:)) }
    return known ?? reference.text("display").map { TerminalText.clean($0) }
  }

  /// The type of the person, role or place behind a reference that does not say it.
  func type(of reference: JSONValue) -> String? {
    reference.text("reference").map(FHIRReference.id).flatMap {
      types[$0] ?? aliases[$0].flatMap { types[$0] }
    }
  }

  /// The specialty of the role behind a reference.
  func specialty(_ reference: JSONValue) -> String? {
    reference.text("reference").flatMap { roles[FHIRReference.id($0)]?.specialty }
  }

  private func named(_ id: String) -> String? { names[id] ?? aliases[id].flatMap { names[$0] } }

  private func name(of role: FHIRRole) -> String? {
    role.practitioner.flatMap(named) ?? role.display
  }

  func lastVisit(of patient: String) -> CivilDate? {
    visits[patient] ?? aliases.first { $0.value == patient }.flatMap { visits[$0.key] }
  }

  mutating func amend(_ patient: String, _ change: (inout Patient) -> Void) {
    guard var item = patients[patient] else { return }
    change(&item.patient)
    patients[patient] = item
  }

  private mutating func patient(_ resource: JSONValue, _ item: Item) {
    var reader = FHIRPatient(today: today)
    guard let patient = reader.read(resource, id: item.id) else {
      for problem in reader.problems.suffix(1) {
        reject(item.place, field: problem.field, problem.problem)
      }
      return
    }
    let flags = reader.problems.map {
      ImportProblem(line: item.place.line, field: $0.field, problem: $0.problem)
    }
    let key = item.id ?? patient.id.rawValue
    if patients[key] == nil { order.append(key) }
    patients[key] = PatientItem(patient: patient, flags: flags, place: item.place)
  }

  private mutating func visit(_ encounter: JSONValue) {
    guard let subject = encounter.reference("subject"), let day = FHIRVisits.visit(encounter),
      day <= today
    else {
      ignore("Encounter that is not finished, or has no day or patient")
      return
    }
    if visits[subject] == nil { kept += subject.utf8.count + MemoryLayout<CivilDate>.size }
    visits[subject] = max(visits[subject] ?? day, day)
  }

  private mutating func name(_ name: String?, _ id: String?) {
    guard let id, let name else { return }
    names[id] = TerminalText.clean(name)
  }

  /// A type's name comes from the file: only letters of it are repeated.
  private static func printable(_ type: String) -> String {
    String(type.filter { $0.isASCII && $0.isLetter }.prefix(40))
  }
}
