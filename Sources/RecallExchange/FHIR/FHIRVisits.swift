internal import Foundation
internal import RecallDomain

/// Appointment, Slot and Encounter: what is booked, what is free, when the patient was last seen.
enum FHIRVisits {
  static func appointment(
    _ resource: JSONValue, id: String, patient: PatientID, practitioners: [String: String]
  ) -> BookedAppointment? {
    guard let status = status(resource.text("status")),
      let start = resource.text("start").flatMap(InstantText.read)
    else { return nil }
    let provider = actors(resource, ofType: "Practitioner").lazy
      .compactMap { practitioners[$0.id] ?? $0.display }.first
    return BookedAppointment(
      id: TerminalText.clean(id), patient: patient, start: start,
      provider: provider.map { TerminalText.clean($0) },
      specialty: resource.list("specialty").first?.conceptText.map { TerminalText.clean($0) },
      status: status)
  }

  /// Participants of one type, by reference.
  static func actors(
    _ resource: JSONValue, ofType type: String
  ) -> [(id: String, display: String?)] {
    resource.list("participant").compactMap { participant in
      guard let actor = participant["actor"], let reference = actor.text("reference") else {
        return nil
      }
      let named = FHIRReference.type(reference) ?? actor.text("type")
      guard named == nil || named?.hasPrefix(type) == true else { return nil }
      return (FHIRReference.id(reference), actor.text("display"))
    }
  }

  /// `nil` for what is neither booked nor over: proposed, pending, waitlist, entered in error.
  private static func status(_ text: String?) -> BookedAppointment.Status? {
    switch text {
    case "booked", "arrived", "checked-in": .booked
    case "fulfilled": .kept
    case "noshow": .noShow
    case "cancelled": .cancelled
    default: nil
    }
  }

  /// A free time; `schedule` says whose and where.
  static func slot(_ resource: JSONValue, id: String, schedule: JSONValue?) -> Slot? {
    guard resource.text("status") == "free", resource.text("start") != nil,
      let start = resource.text("start").flatMap(InstantText.read),
      let end = resource.text("end").flatMap(InstantText.read), end > start
    else { return nil }
    let actors = schedule?.list("actor") ?? []
    let display = { (type: String) in
      actors.first { FHIRReference.type($0.text("reference") ?? "")?.hasPrefix(type) ?? false }
        .flatMap { $0.text("display") }.map { TerminalText.clean($0) }
    }
    let specialty = resource.list("specialty").first ?? schedule?.list("specialty").first
    return Slot(
      id: SlotID(TerminalText.clean(id)), start: start,
      minutes: max(1, Int(end.timeIntervalSince(start) / 60)), provider: display("Practitioner"),
      specialty: specialty?.conceptText.map { TerminalText.clean($0) },
      location: display("Location"))
  }

  /// The day of a visit that took place.
  static func visit(_ encounter: JSONValue) -> CivilDate? {
    guard encounter.text("status") == "finished", let period = encounter["period"] else {
      return nil
    }
    return (period.text("start") ?? period.text("end")).flatMap(FHIRPeriod.day)
  }
}
