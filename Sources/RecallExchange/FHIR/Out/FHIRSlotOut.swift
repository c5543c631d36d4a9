internal import Foundation
internal import RecallDomain

/// An open time as Slot, on the Schedule of its person and place.
struct FHIRSlotOut {
  let slot: Slot
  let terms: FHIRTerms

  /// The id of its schedule.
  var schedule: String { "\(slot.provider ?? "") at \(slot.location ?? "")" }

  var scheduleResource: FHIRValue {
    let actors = [
      FHIRTerms.named("Practitioner", slot.provider), FHIRTerms.named("Location", slot.location),
    ].compactMap { $0 }
    // A schedule is somebody's: without a name it is the clinic's own.
    let clinic = FHIRTerms.named("HealthcareService", "clinic")
    return FHIRTerms.resource(
      "Schedule", schedule,
      [("actor", .list(actors.isEmpty ? [clinic].compactMap { $0 } : actors))])
  }

  var resource: FHIRValue {
    let language = FHIRTerms.extension("language", "Code", .optional(slot.language))
    return FHIRTerms.resource(
      "Slot", slot.id.rawValue,
      [
        ("extension", .list([language].compactMap { $0 })),
        ("specialty", slot.specialty.map { .list([FHIRTerms.concept(text: $0)]) }),
        ("schedule", FHIRTerms.reference("Schedule", schedule)), ("status", .text("free")),
        ("start", terms.instant(slot.start)),
        ("end", terms.instant(slot.start.addingTimeInterval(Double(slot.minutes) * 60))),
      ])
  }
}
