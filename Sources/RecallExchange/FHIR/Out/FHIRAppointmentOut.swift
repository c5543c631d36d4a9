internal import Foundation
internal import RecallDomain

/// An appointment on record as Appointment. R4 wants an end beside every start; where no length is
/// known it is half an hour, as for open times that come in.
struct FHIRAppointmentOut {
  let appointment: ExportedAppointment
  let terms: FHIRTerms

  private static let usualMinutes = 30

  var resource: FHIRValue {
    let booked = appointment.booked
    let minutes = appointment.minutes ?? Self.usualMinutes
    return FHIRTerms.resource(
      "Appointment", booked.id,
      [
        ("status", .text(status)),
        ("specialty", specialty.map { .list([$0]) }),
        ("start", terms.instant(booked.start)),
        ("end", terms.instant(booked.start.addingTimeInterval(Double(minutes) * 60))),
        (
          "basedOn",
          booked.recall.map { .list([FHIRTerms.reference("ServiceRequest", $0.rawValue)]) }
        ), ("participant", .list(participants)),
      ])
  }

  private var specialty: FHIRValue? {
    appointment.booked.specialty.map { FHIRTerms.concept(text: $0) }
  }

  private var status: String {
    switch appointment.booked.status {
    case .booked: "booked"
    case .kept: "fulfilled"
    case .noShow: "noshow"
    case .cancelled: "cancelled"
    }
  }

  private var participants: [FHIRValue] {
    let booked = appointment.booked
    let actors = [
      FHIRTerms.reference("Patient", booked.patient.rawValue),
      FHIRTerms.named("Practitioner", booked.provider),
      FHIRTerms.named("Location", appointment.location),
    ].compactMap { $0 }
    return actors.map { .members([("actor", $0), ("status", .text("accepted"))]) }
  }
}
