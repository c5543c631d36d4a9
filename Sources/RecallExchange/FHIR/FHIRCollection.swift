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
    /// Of its full URL: relative references in it mean resources there.
    var server: String?
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
    /// Servers that its full URLs name.
    var servers: [String] = []
    /// Other ids that lead to it: of a `urn:uuid:`, or where we gave one ourselves.
    var names: [String] = []
  }

  /// Whose a visit was, as its Encounter refers to them.
  private struct Visitor: Hashable {
    let server: String?
    let id: String
  }

  private let today: CivilDate
  private(set) var patients: [String: PatientItem] = [:]
  /// Ids of patients that somebody else came under too, who was left out.
  private(set) var sharedIDs: Set<String> = []
  private var servers: Set<String> = []
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
  private var visits: [Visitor: CivilDate] = [:]
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
    let server = fullURL.flatMap(FHIRReference.server)
      .map { servers.insert($0).memberAfterInsert }
    if type == "Encounter" { return visit(resource.value, server) }
    kept += resource.bytes.count
    guard kept <= mostKept else { throw .tooMuch(file, line: line, limit: mostKept) }
    let urlID = fullURL.map(FHIRReference.id)
    // What we have written ourselves, and FHIR's own id could not hold.
    let own = resource.members["identifier"].flatMap { _ in OwnFHIR.id(resource.value) }
    let id = own ?? resource.id ?? urlID
    let item = Item(bytes: resource.bytes, id: id, server: server, place: place)
    let others = [urlID, resource.id].compactMap(\.self).filter { $0 != id }
    if type == "Patient" { return patient(resource.value, item, others) }
    for other in others { aliases[other] = id }
    gather(resource.value, type, item)
  }

  private mutating func gather(_ resource: JSONValue, _ type: String, _ item: Item) {
    let id = item.id
    if let id, type.hasPrefix("Practitioner") || type == "Location" { types[id] = type }
    switch type {
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

  /// The patient behind a reference in a resource of this server.
  func whose(_ reference: String?, from server: String?) -> FHIRWhose {
    guard let reference else { return .unknown }
    let id = FHIRReference.id(reference)
    let key = patients[id] == nil ? aliases[id] ?? id : id
    guard let item = patients[key] else { return .unknown }
    let isURN = FHIRReference.isURN(reference)
    if isURN, key != id { return .patient(key) }
    let named = FHIRReference.server(reference) ?? (isURN ? nil : server)
    guard let named, !item.servers.isEmpty else {
      return sharedIDs.contains(key) ? .doubtful : .patient(key)
    }
    return item.servers.contains(named) ? .patient(key) : .doubtful
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
    guard let item = patients[patient] else { return nil }
    // A name of its own, as `urn:uuid:`, is nobody else's, and an id that nobody shares is the patient's
    // wherever no server is named.
    var visitors = item.names.map { Visitor(server: nil, id: $0) }
    let isShared = sharedIDs.contains(patient)
    if !isShared { visitors.append(Visitor(server: nil, id: patient)) }
    let places = item.servers.isEmpty && !isShared ? Array(servers) : item.servers
    for server in places {
      visitors += ([patient] + item.names).map { Visitor(server: server, id: $0) }
    }
    return visitors.compactMap { visits[$0] }.max()
  }

  mutating func amend(_ patient: String, _ change: (inout Patient) -> Void) {
    guard var item = patients[patient] else { return }
    change(&item.patient)
    patients[patient] = item
  }

  /// - Parameter names: other ids that lead here.
  private mutating func patient(_ resource: JSONValue, _ item: Item, _ names: [String]) {
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
    var read = PatientItem(
      patient: patient, flags: flags, place: item.place,
      servers: [item.server].compactMap(\.self), names: names)
    if let known = patients[key] {
      guard !FHIRWhose.isSomebodyElse(read, than: known) else {
        sharedIDs.insert(key)
        return reject(item.place, field: "Patient.id", FHIRWhose.sharedID)
      }
      read.servers = known.servers + read.servers.filter { !known.servers.contains($0) }
      read.names = known.names + names.filter { !known.names.contains($0) }
    } else {
      order.append(key)
    }
    for name in names { aliases[name] = key }
    patients[key] = read
  }

  private mutating func visit(_ encounter: JSONValue, _ server: String?) {
    guard let subject = encounter["subject"]?.text("reference"),
      let day = FHIRVisits.visit(encounter), day <= today
    else {
      ignore("Encounter that is not finished, or has no day or patient")
      return
    }
    let named = FHIRReference.server(subject).map { servers.insert($0).memberAfterInsert }
    let visitor = Visitor(
      server: named ?? (FHIRReference.isURN(subject) ? nil : server), id: FHIRReference.id(subject))
    if visits[visitor] == nil {
      kept += visitor.id.utf8.count + MemoryLayout<(Visitor, CivilDate)>.size
    }
    visits[visitor] = max(visits[visitor] ?? day, day)
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
