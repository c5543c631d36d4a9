internal import Foundation
internal import RecallDomain

/// Follows the references of a collection: patients with their recalls, then appointments, which have
/// to find their patients, then free slots. Rows are made as they are handed on. A value: a copy of it
/// is a place to go back to.
struct FHIRRows {
  private var collection: FHIRCollection
  private let making: RecallMaking
  private let fill: ImportFill
  private let today: CivilDate
  private let now: Date
  /// Recalls of each patient, by their places among the requests.
  private var requests: [String: [Int]] = [:]
  /// The next patient, appointment or slot, counted through.
  private var next = 0
  var ignored: [String: Int] { collection.ignored }

  init(
    _ collection: FHIRCollection, making: RecallMaking, fill: ImportFill, today: CivilDate,
    now: Date
  ) {
    self.collection = collection
    self.making = making
    self.fill = fill
    self.today = today
    self.now = now
    people()
    sortRequests()
  }

  /// Hands on the next rows, until others may have the store; `false` at the end.
  mutating func read(_ writer: inout ImportWriter) throws(ImportFailure) -> Bool {
    let end = ContinuousClock.now + ImportWriter.stretch
    while try handNext(&writer) {
      next += 1
      if next % 256 == 0, ContinuousClock.now > end { break }
    }
    try writer.flush(areRows: false)
    return next < patients + appointments + collection.slots.count
  }

  private var patients: Int { collection.order.count }
  private var appointments: Int { collection.appointments.count }

  private mutating func handNext(_ writer: inout ImportWriter) throws(ImportFailure) -> Bool {
    if next < patients {
      try hand(collection.order[next], &writer)
    } else if next < patients + appointments {
      if next == patients { try writer.flush(areRows: false) }
      try handAppointment(collection.appointments[next - patients], &writer)
    } else {
      let slot = next - patients - appointments
      guard slot < collection.slots.count else { return false }
      try handSlot(collection.slots[slot], &writer)
    }
    return true
  }

  /// What was left out, in the end.
  func handRejected(_ writer: inout ImportWriter) {
    for (place, problem) in collection.rejected {
      writer.begin(place.file)
      writer.reject(problem)
    }
    writer.ignore(collection.ignored)
  }

  private mutating func people() {
    for item in collection.related {
      let resource = item.resource
      let why = "RelatedPerson of a patient who is not in the input"
      guard let patient = whose(item, resource, "RelatedPerson", "patient", else: why) else {
        continue
      }
      guard let person = FHIRPeople.representative(resource, today: today) else {
        collection.ignore("RelatedPerson without authority on record is no representative")
        continue
      }
      collection.amend(patient) { $0.representatives.append(person) }
    }
    consents()
    flags()
  }

  private mutating func consents() {
    let why = "Consent that names no channel, or no patient of the input"
    for item in collection.consents {
      let resource = item.resource
      let permissions = FHIRPeople.permissions(resource, today: today)
      guard !permissions.isEmpty else {
        collection.ignore(why)
        continue
      }
      guard let patient = whose(item, resource, "Consent", "patient", else: why) else { continue }
      let origin = FHIRPeople.origin(of: resource)
      collection.amend(patient) { $0.permissions.apply(permissions, from: origin) }
    }
  }

  private mutating func flags() {
    let why = "Flag that says nothing about reaching a patient"
    for item in collection.flags {
      let resource = item.resource
      guard let patient = whose(item, resource, "Flag", "subject", else: why) else { continue }
      var isKnown = false
      collection.amend(patient) { isKnown = FHIRPeople.apply(resource, to: &$0, today: today) }
      if !isKnown { collection.ignore(why) }
    }
  }

  /// The patient whom a resource is about. One that may be somebody else's is left out and named; of
  /// one who is not here nothing is made.
  private mutating func whose(
    _ item: FHIRCollection.Item, _ resource: JSONValue, _ type: String, _ member: String,
    else why: String
  ) -> String? {
    switch collection.whose(resource[member]?.text("reference"), from: item.server) {
    case .patient(let key): return key
    case .doubtful: collection.reject(item.place, field: "\(type).\(member)", FHIRWhose.doubt)
    case .unknown: collection.ignore(why)
    }
    return nil
  }

  private mutating func sortRequests() {
    for (place, item) in collection.requests.enumerated() {
      let subject = item.resource["subject"]?.text("reference")
      switch collection.whose(subject, from: item.server) {
      case .patient(let patient): requests[patient, default: []].append(place)
      case .doubtful:
        collection.reject(item.place, field: "ServiceRequest.subject", FHIRWhose.doubt)
      case .unknown:
        collection.reject(
          item.place, field: "ServiceRequest.subject",
          "the patient it refers to is not in the input; import both together")
      }
    }
  }

  private mutating func entries(_ patient: String, _ id: PatientID) -> [RecallEntry] {
    let reader = FHIRRecall(making: making, fill: fill, name: collection.name)
    let readings = requests[patient, default: []].map { place in
      let item = collection.requests[place]
      return (item: item, reading: reader.read(item.resource, id: item.id, of: id))
    }
    var entries: [RecallEntry] = []
    for (item, reading) in readings {
      switch reading {
      case .entry(let entry): entries.append(entry)
      case .ignored(let why): collection.ignore(why)
      case .rejected(let field, let problem):
        collection.reject(item.place, field: field, problem)
      }
    }
    return entries
  }

  /// One row for each recall; a patient without one stands alone, unless the options fill it in.
  private mutating func hand(
    _ key: String, _ writer: inout ImportWriter
  ) throws(ImportFailure) {
    guard let item = collection.patients[key] else { return }
    var own: [(entry: RecallEntry?, hasOwnID: Bool)] =
      entries(key, item.patient.id).map { ($0, true) }
    if own.isEmpty { own = [(filled(item.patient), false)] }
    writer.begin(item.place.file)
    for (index, (entry, hasOwnID)) in own.enumerated() {
      var entry = entry
      entry?.lastAppointment = collection.lastVisit(of: key)
      var row = ImportRow(patient: item.patient, entry: entry, entryHasOwnID: hasOwnID)
      row.silentOn = silentOn
      try writer.accept(
        row, line: item.place.line, flags: index == 0 ? item.flags : [])
    }
  }

  /// Patients come whole; who may not be contacted, and how, stands in resources of their own.
  private var silentOn: Set<PatientMark> {
    var silent: Set<PatientMark> = [.strict]
    if collection.consents.isEmpty { silent.insert(.doNotContact) }
    if collection.flags.isEmpty { silent.insert(.confidential) }
    return silent
  }

  private func filled(_ patient: Patient) -> RecallEntry? {
    guard fill.makesRecalls, let due = fill.due,
      let segment = fill.segment ?? fill.reason.flatMap(making.segment(ofReason:))
    else { return nil }
    return RecallEntry(
      id: RecallKey.make(patient: patient.id, segment: segment, reason: fill.reason, due: due),
      patient: patient.id, segment: segment, reason: fill.reason, due: due,
      priority: making.priority(said: nil, reason: fill.reason, segment: segment, provider: nil))
  }

  private mutating func handAppointment(
    _ item: FHIRCollection.Item, _ writer: inout ImportWriter
  ) throws(ImportFailure) {
    let (visits, resource) = (FHIRVisits(collection: collection), item.resource)
    guard let whose = visits.whose(resource, from: item.server) else {
      let problem =
        visits.isDoubtful(resource, from: item.server)
        ? FHIRWhose.doubt : "the appointment names no patient"
      return collection.reject(item.place, field: "Appointment.participant", problem)
    }
    guard let row = visits.appointment(resource, id: item.id, whose: whose) else {
      collection.ignore("Appointment without an id, a start or a known status")
      return
    }
    writer.begin(item.place.file)
    try writer.accept(row, line: item.place.line, isRow: false)
  }

  private mutating func handSlot(
    _ item: FHIRCollection.Item, _ writer: inout ImportWriter
  ) throws(ImportFailure) {
    let visits = FHIRVisits(collection: collection)
    guard let row = visits.slot(item.resource, id: item.id), row.slot.start > now else {
      collection.ignore("Slot that is past, or has no id, start or end")
      return
    }
    writer.begin(item.place.file)
    try writer.accept(row, line: item.place.line, isRow: false)
  }
}
