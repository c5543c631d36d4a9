internal import Foundation
internal import RecallDomain

/// Follows the references of a collection: patients with their recalls, appointments, free slots.
struct FHIRRows {
  struct Row {
    var row: ImportRow
    var flags: [ImportProblem]
    var place: FHIRCollection.Place
  }

  private var collection: FHIRCollection
  private let making: RecallMaking
  private let fill: ImportFill
  private let today: CivilDate
  private(set) var rows: [Row] = []
  private(set) var appointments: [(place: FHIRCollection.Place, row: AppointmentRow)] = []
  private(set) var slots: [(place: FHIRCollection.Place, row: SlotRow)] = []
  var ignored: [String: Int] { collection.ignored }
  var rejected: [(place: FHIRCollection.Place, problem: ImportProblem)] { collection.rejected }

  init(
    _ collection: FHIRCollection, making: RecallMaking, fill: ImportFill, today: CivilDate,
    now: Date
  ) {
    self.collection = collection
    self.making = making
    self.fill = fill
    self.today = today
    people()
    recalls()
    booked()
    free(after: now)
  }

  private mutating func people() {
    for item in collection.related {
      guard let patient = collection.patientID(item.resource.reference("patient")) else {
        collection.ignore("RelatedPerson of a patient who is not in the input")
        continue
      }
      guard let person = FHIRPeople.representative(item.resource, today: today) else {
        collection.ignore("RelatedPerson without authority on record is no representative")
        continue
      }
      collection.amend(patient) { $0.representatives.append(person) }
    }
    for item in collection.consents {
      let permissions = FHIRPeople.permissions(item.resource, today: today)
      guard !permissions.isEmpty,
        let patient = collection.patientID(item.resource.reference("patient"))
      else {
        collection.ignore("Consent that names no channel, or no patient of the input")
        continue
      }
      let origin = FHIRPeople.origin(of: item.resource)
      collection.amend(patient) { $0.permissions.apply(permissions, from: origin) }
    }
    flags()
  }

  private mutating func flags() {
    for item in collection.flags {
      var isKnown = false
      if let patient = collection.patientID(item.resource.reference("subject")) {
        collection.amend(patient) {
          isKnown = FHIRPeople.apply(item.resource, to: &$0, today: today)
        }
      }
      if !isKnown { collection.ignore("Flag that says nothing about reaching a patient") }
    }
  }

  private mutating func recalls() {
    var entries: [String: [RecallEntry]] = [:]
    let reader = FHIRRecall(making: making, fill: fill, name: collection.name)
    for item in collection.requests {
      guard let patient = collection.patientID(item.resource.reference("subject")) else {
        unknownPatient(item, "ServiceRequest.subject")
        continue
      }
      let id = collection.patients[patient]!.patient.id
      switch reader.read(item.resource, id: item.id, of: id) {
      case .entry(let entry): entries[patient, default: []].append(entry)
      case .ignored(let why): collection.ignore(why)
      case .rejected(let field, let problem):
        collection.reject(item.place, field: field, problem)
      }
    }
    for key in collection.order { row(key, entries[key] ?? []) }
  }

  /// One row for each recall; a patient without one stands alone, unless the options fill it in.
  private mutating func row(_ key: String, _ entries: [RecallEntry]) {
    guard let item = collection.patients[key] else { return }
    var own: [(entry: RecallEntry?, hasOwnID: Bool)] = entries.map { ($0, true) }
    if own.isEmpty { own = [(filled(item.patient), false)] }
    for (index, (entry, hasOwnID)) in own.enumerated() {
      var entry = entry
      entry?.lastAppointment = collection.lastVisit(of: key)
      rows.append(
        Row(
          row: ImportRow(patient: item.patient, entry: entry, entryHasOwnID: hasOwnID),
          flags: index == 0 ? item.flags : [], place: item.place))
    }
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

  private mutating func booked() {
    let visits = FHIRVisits(collection: collection)
    for item in collection.appointments {
      guard let whose = visits.whose(item.resource) else {
        collection.reject(
          item.place, field: "Appointment.participant", "the appointment names no patient")
        continue
      }
      if let row = visits.appointment(item.resource, id: item.id, whose: whose) {
        appointments.append((item.place, row))
      } else {
        collection.ignore("Appointment without an id, a start or a known status")
      }
    }
  }

  private mutating func free(after now: Date) {
    let visits = FHIRVisits(collection: collection)
    for item in collection.slots {
      if let row = visits.slot(item.resource, id: item.id), row.slot.start > now {
        slots.append((item.place, row))
      } else {
        collection.ignore("Slot that is past, or has no id, start or end")
      }
    }
  }

  private mutating func unknownPatient(_ item: FHIRCollection.Item, _ field: String) {
    collection.reject(
      item.place, field: field,
      "the patient it refers to is not in the input; import both together")
  }
}
