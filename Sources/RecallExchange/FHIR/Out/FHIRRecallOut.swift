internal import Foundation
internal import RecallDomain

/// A recall as ServiceRequest, its last visit as Encounter, and what is planned next as
/// CommunicationRequest.
struct FHIRRecallOut {
  let candidate: Candidate
  let terms: FHIRTerms
  /// The name of the segment as people read it.
  let segmentName: String

  var resources: [FHIRValue] { [request] + [visit, outreach].compactMap { $0 } }

  private var entry: RecallEntry { candidate.entry }
  private var id: String { entry.id.rawValue }
  private var subject: FHIRValue {
    FHIRTerms.reference("Patient", candidate.patient.id.rawValue)
  }

  private var request: FHIRValue {
    FHIRTerms.resource(
      "ServiceRequest", id,
      [
        ("extension", .list(extensions)), ("status", .text(status)), ("intent", .text("plan")),
        ("priority", .text(entry.priority <= 1 ? "urgent" : "routine")), ("code", code),
        ("subject", subject), (window.name, window.value),
        ("performerType", entry.specialty.map { FHIRTerms.concept(text: $0) }),
        ("performer", .list([FHIRTerms.named("Practitioner", entry.provider)].compactMap { $0 })),
        (
          "locationReference",
          .list([FHIRTerms.named("Location", entry.location)].compactMap { $0 })
        ),
        ("reasonCode", .list([reason].compactMap { $0 })),
      ])
  }

  /// What is on hold or over asks nobody to call. One that a fact on record has ended stands as it
  /// did: the record goes with it, and ends it again.
  private var status: String {
    if entry.stoodAs != nil { return "active" }
    return switch entry.state {
    case .open, .scheduled: "active"
    case .review: "on-hold"
    case .closed: candidate.patient.permissions.doNotContact ? "revoked" : "completed"
    }
  }

  private var extensions: [FHIRValue] {
    [
      FHIRTerms.extension("priority", "Integer", .number(entry.priority)),
      FHIRTerms.extension("authorization", "String", .optional(entry.authorization)),
      FHIRTerms.extension("owner", "String", .optional(entry.owner)),
    ].compactMap { $0 }
  }

  private var code: FHIRValue {
    FHIRTerms.concept(
      [FHIRTerms.coding(OwnFHIR.url("segment"), entry.segment)], text: segmentName)
  }

  private var reason: FHIRValue? {
    entry.reason.map {
      FHIRTerms.concept([FHIRTerms.coding(OwnFHIR.url("reason"), $0)], text: $0)
    }
  }

  private var window: (name: String, value: FHIRValue?) {
    guard let end = entry.dueEnd else {
      return ("occurrenceDateTime", FHIRTerms.day(entry.due))
    }
    let period = FHIRValue.members([
      ("start", FHIRTerms.day(entry.due)), ("end", FHIRTerms.day(end)),
    ])
    return ("occurrencePeriod", period)
  }

  private var visit: FHIRValue? {
    entry.lastAppointment.map { day in
      let period = FHIRValue.members([
        ("start", FHIRTerms.day(day)), ("end", FHIRTerms.day(day)),
      ])
      return FHIRTerms.resource(
        "Encounter", "\(id)-last-visit",
        [
          ("status", .text("finished")),
          (
            "class",
            FHIRTerms.coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "AMB")
          ),
          ("subject", subject), ("period", period),
        ])
    }
  }

  // MARK: What comes next

  private var outreach: FHIRValue? {
    if candidate.patient.permissions.doNotContact {
      return communication("active", [("doNotPerform", .flag(true))])
    }
    guard entry.state == .open || entry.state == .review, let medium else { return nil }
    let owner = FHIRTerms.named("Practitioner", entry.owner)
    return communication(
      entry.state == .review ? "on-hold" : "active",
      [
        ("priority", .text(entry.priority <= 1 ? "urgent" : "routine")),
        ("medium", .list([medium])), ("occurrenceDateTime", terms.instant(entry.nextAt)),
        ("sender", owner),
      ])
  }

  private var medium: FHIRValue? {
    switch entry.nextAction {
    case .call: FHIRMedium.phone
    case .message: FHIRMedium.message(candidate.patient.contactMethod)
    case .review: entry.state == .review ? FHIRMedium.phone : nil
    case .none: nil
    }
  }

  /// In the order of the specification's elements.
  private func communication(
    _ status: String, _ more: [(String, FHIRValue?)]
  ) -> FHIRValue {
    let named = { (name: String) in more.first { $0.0 == name }?.1 }
    return FHIRTerms.resource(
      "CommunicationRequest", "\(id)-next",
      [
        ("status", .text(status)), ("category", .list([FHIRTerms.reminder])),
        ("priority", named("priority")), ("doNotPerform", named("doNotPerform")),
        ("medium", named("medium")), ("subject", subject),
        ("about", .list([FHIRTerms.reference("ServiceRequest", id)])),
        ("occurrenceDateTime", named("occurrenceDateTime")), ("recipient", .list([subject])),
        ("sender", named("sender")),
      ])
  }
}

/// HL7 v3 ParticipationMode. R4 has no code for a text message: it is electronic, and says so.
enum FHIRMedium {
  static let phone = concept("PHONE", "telephone")

  static func message(_ method: ContactMethod?) -> FHIRValue {
    switch method {
    case .email: concept("EMAILWRIT", "email")
    case .portal: concept("ONLINEWRIT", "online written")
    case .mail: concept("MAILWRIT", "mail")
    case .sms: FHIRTerms.concept([coding("ELECTRONIC", "electronic data")], text: "SMS")
    case .call, nil: concept("ELECTRONIC", "electronic data")
    }
  }

  private static func concept(_ code: String, _ display: String) -> FHIRValue {
    FHIRTerms.concept([coding(code, display)])
  }

  private static func coding(_ code: String, _ display: String) -> FHIRValue {
    FHIRTerms.coding(
      "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode", code, display)
  }
}

extension FHIRTerms {
  static let reminder = concept([
    coding("http://terminology.hl7.org/CodeSystem/communication-category", "reminder")
  ])
}
