internal import Foundation
internal import RecallDomain

/// The note of one attempt as Communication: what was done, to whom, by whom, and the text that the
/// team reads. What was added to the note stands in `note`, with author and time.
struct FHIRNoteOut {
  let kept: KeptNote
  let terms: FHIRTerms

  private var note: CallNote { kept.note }
  private var patient: FHIRValue { FHIRTerms.reference("Patient", note.patient.rawValue) }
  private var isInbound: Bool { note.direction == .inbound }

  var resource: FHIRValue {
    FHIRTerms.resource(
      "Communication", note.id.rawValue,
      [
        ("extension", .list(extensions)),
        ("status", .text(statusReason == nil ? "completed" : "not-done")),
        ("statusReason", statusReason), ("category", .list([FHIRTerms.reminder])),
        ("medium", .list([medium])), ("subject", patient), ("topic", topic),
        ("about", .list([FHIRTerms.reference("ServiceRequest", note.recall.rawValue)])),
        ("sent", terms.instant(note.started)),
        ("received", statusReason == nil ? terms.instant(note.ended) : nil),
        ("recipient", .list([isInbound ? clinic : recipient])),
        ("sender", isInbound ? recipient : clinic), ("payload", .list([payload])),
        ("note", .list(remarks)),
      ])
  }

  /// As it counts, corrections included; FHIR has no codes for the outcome of a call.
  private var extensions: [FHIRValue] {
    [
      FHIRTerms.extension("outcome", "Code", .text(kept.ending.outcome.rawValue)),
      FHIRTerms.extension("outcome-detail", "Code", .text(kept.ending.detail.rawValue)),
      FHIRTerms.extension("attempt", "PositiveInt", .number(max(1, note.attempt))),
      FHIRTerms.extension("direction", "Code", .text(note.direction.rawValue)),
    ].compactMap { $0 }
  }

  /// `nil`: somebody was spoken with, or word was left.
  private var statusReason: FHIRValue? {
    kept.ending.notDone.map { code in
      let system = "http://terminology.hl7.org/CodeSystem/communication-not-done-reason"
      return FHIRTerms.concept([FHIRTerms.coding(system, code)])
    }
  }

  private var medium: FHIRValue {
    guard note.caller == MessageStep.author else { return FHIRMedium.phone }
    return FHIRMedium.message(note.number.isEmpty ? nil : .sms)
  }

  private var topic: FHIRValue {
    let system = "http://terminology.hl7.org/CodeSystem/communication-topic"
    return FHIRTerms.concept([FHIRTerms.coding(system, "appointment-reminder")])
  }

  /// Who was spoken with: the patient, or the person who spoke for them.
  private var recipient: FHIRValue {
    guard let person = note.identity.person else { return patient }
    return FHIRTerms.named("RelatedPerson", person.name) ?? patient
  }

  private var clinic: FHIRValue {
    let isMessage = note.caller == MessageStep.author
    return FHIRTerms.named(isMessage ? "Device" : "Practitioner", note.caller) ?? patient
  }

  private var payload: FHIRValue { .members([("contentString", .text(note.summary))]) }

  private var remarks: [FHIRValue] {
    kept.additions.map { addition in
      let told = addition.change.map { "\($0.from) → \($0.to): \(addition.words)\n\($0.summary)" }
      return .members([
        ("authorString", .text(addition.author)), ("time", terms.instant(addition.at)),
        ("text", .text(told ?? addition.words)),
      ])
    }
  }
}

extension Ending {
  /// Why there was no communication (communication-not-done-reason); `nil` where there was one.
  fileprivate var notDone: String? {
    switch detail {
    case .rangOut, .busySignal, .machine, .identityNotConfirmed: "recipient-unavailable"
    case .technical: "system-error"
    case .hungUp, .dropped: "unknown"
    case .notKnown, .disconnected, .notAPerson: "invalid-phone-number"
    case .doNotContact: "patient-objection"
    case .booked, .alreadyBooked, .selfBooked, .voicemail, .withPerson, .sent, .anyTime, .atTime,
      .patientWillCall, .patientWillBook, .clinicWillCall, .forNow, .careElsewhere, .final,
      .routine, .urgent, .authorization, .coverage, .cost, .interpreter, .bilingualCaller,
      .clinical, .emergency, .complaint, .deceased, .attemptsExhausted:
      nil
    }
  }
}
