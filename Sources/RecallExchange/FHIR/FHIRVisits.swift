internal import Foundation
internal import RecallDomain

/// Appointment, Slot and Encounter: what is booked, what is free, when the patient was last seen.
struct FHIRVisits {
  let collection: FHIRCollection

  /// `nil` when it has no id, or is booked without a start.
  func appointment(
    _ resource: JSONValue, id: String?, whose: AppointmentRow.Whose
  ) -> AppointmentRow? {
    guard let id, var status = Self.status(resource.text("status")) else { return nil }
    if status == .booked, isDeclined(resource) { status = .cancelled }
    let start = resource.text("start").flatMap(InstantText.read)
    guard start != nil || status == .cancelled else { return nil }
    let people = actors(resource, ofType: "Practitioner")
    var row = AppointmentRow(
      id: TerminalText.clean(id), whose: whose, start: start, status: status)
    row.recall =
      resource.list("basedOn").lazy.compactMap { $0.text("reference") }
      .filter { FHIRReference.type($0) ?? "ServiceRequest" == "ServiceRequest" }
      .map { RecallID(TerminalText.clean(collection.requestID(FHIRReference.id($0)))) }.first
    row.provider = people.lazy.compactMap(collection.name).first
    row.specialty =
      resource.list("specialty").first?.conceptText.map { TerminalText.clean($0) }
      ?? people.lazy.compactMap(collection.specialty).first
    row.location = actors(resource, ofType: "Location").lazy.compactMap(collection.name).first
    return row
  }

  /// Whom an appointment is for: a patient of this input, or one that the list may know. `nil` also
  /// where it may be somebody else's.
  func whose(_ resource: JSONValue, from server: String?) -> AppointmentRow.Whose? {
    let patients = actors(resource, ofType: "Patient")
    for actor in patients {
      switch collection.whose(actor.text("reference"), from: server) {
      case .patient(let key):
        return collection.patients[key].map { .patient($0.patient.id) }
      case .doubtful: return nil
      case .unknown: continue
      }
    }
    let references = patients.compactMap { $0.text("reference").map(FHIRReference.id) }
    if let id = references.first, id.utf8.count <= Identifier.longest {
      return .patient(PatientID(TerminalText.clean(id)))
    }
    let number = patients.lazy.compactMap { $0["identifier"]?.text("value") }.first
    return number.map { .mrn(TerminalText.clean($0)) }
  }

  func isDoubtful(_ resource: JSONValue, from server: String?) -> Bool {
    actors(resource, ofType: "Patient").contains {
      collection.whose($0.text("reference"), from: server) == .doubtful
    }
  }

  /// The patient has said no to the time: it stands in the calendar, and nobody is coming.
  private func isDeclined(_ resource: JSONValue) -> Bool {
    resource.list("participant").contains { participant in
      guard participant.text("status") == "declined", let actor = participant["actor"] else {
        return false
      }
      return isType("Patient", actor)
    }
  }

  /// References to participants of one type.
  private func actors(_ resource: JSONValue, ofType type: String) -> [JSONValue] {
    resource.list("participant").compactMap { $0["actor"] }.filter { isType(type, $0) }
  }

  /// As the reference says, else as the resource behind it. A `urn:uuid:` that nothing is known of is
  /// a patient of another input.
  private func isType(_ type: String, _ actor: JSONValue) -> Bool {
    let named =
      actor.text("reference").flatMap(FHIRReference.type) ?? actor.text("type")
      ?? collection.type(of: actor) ?? "Patient"
    return named.hasPrefix(type)
  }

  /// What is not booked yet, or was entered in error, keeps nobody from being called.
  private static func status(_ text: String?) -> BookedAppointment.Status? {
    switch text {
    case "booked": .booked
    // Who has arrived is being seen; many a system never writes more than that.
    case "arrived", "checked-in", "fulfilled": .kept
    case "noshow": .noShow
    case "cancelled", "entered-in-error", "proposed", "pending", "waitlist": .cancelled
    default: nil
    }
  }

  /// A time; its schedule says whose and where. `nil` without an id, a start, or an end behind it.
  func slot(_ resource: JSONValue, id: String?) -> SlotRow? {
    guard let id, let start = resource.text("start").flatMap(InstantText.read),
      let end = resource.text("end").flatMap(InstantText.read), end > start
    else { return nil }
    let schedule = collection.schedule(resource.reference("schedule"))
    let actors = schedule?.list("actor") ?? []
    let people = actors.filter { isType("Practitioner", $0) }
    let places = actors.filter { isType("Location", $0) }
    let specialty = resource.list("specialty").first ?? schedule?.list("specialty").first
    var slot = Slot(
      id: SlotID(TerminalText.clean(id)), start: start,
      minutes: max(1, Int(end.timeIntervalSince(start) / 60)),
      provider: people.lazy.compactMap(collection.name).first,
      specialty: specialty?.conceptText.map { TerminalText.clean($0) }
        ?? people.lazy.compactMap(collection.specialty).first,
      location: places.lazy.compactMap(collection.name).first)
    slot.language = OwnFHIR.text("language", of: resource, "Code")
    return SlotRow(slot: slot, isOpen: resource.text("status") == "free")
  }

  /// The day of a visit that took place.
  static func visit(_ encounter: JSONValue) -> CivilDate? {
    guard encounter.text("status") == "finished", let period = encounter["period"] else {
      return nil
    }
    return (period.text("start") ?? period.text("end")).flatMap(FHIRPeriod.day)
  }
}
