/// What must hold for an ending to be true: the table of SCRIPT-FORMAT, "Outcomes".
extension Ending {
  /// The gate levels at which this ending may be reached.
  package var gateLevels: Set<GateLevel> {
    switch detail {
    case .booked: [.scheduling, .open]
    case .voicemail, .withPerson, .sent, .rangOut, .busySignal, .machine, .identityNotConfirmed,
      .technical, .notKnown, .disconnected, .notAPerson:
      [.closed]
    case .final: [.open]
    case .alreadyBooked, .selfBooked, .hungUp, .dropped, .anyTime, .atTime, .patientWillCall,
      .patientWillBook, .clinicWillCall, .forNow, .careElsewhere, .doNotContact, .routine, .urgent,
      .authorization, .coverage, .cost, .interpreter, .bilingualCaller, .clinical, .emergency,
      .complaint, .deceased, .attemptsExhausted:
      GateLevel.every
    }
  }

  /// What must have happened earlier in the same call.
  package var requirements: [CallRequirement] {
    switch detail {
    case .booked: [.given(.appointment)]
    case .voicemail: [.leftVoicemail]
    case .withPerson: [.leftWithPerson]
    case .sent: [.messageQueued]
    case .atTime: [.given(.callbackWindow)]
    case .forNow, .careElsewhere, .final: [.asked(.declineReason)]
    case .routine, .urgent: [.asked(.question)]
    case .authorization, .coverage, .cost: [.asked(.insuranceConcern)]
    case .interpreter, .bilingualCaller: [.asked(.language)]
    case .complaint: [.asked(.complaint)]
    case .emergency: CallField.ofAnEmergency.map(CallRequirement.asked)
    case .alreadyBooked, .selfBooked, .rangOut, .busySignal, .machine, .identityNotConfirmed,
      .technical, .hungUp, .dropped, .anyTime, .patientWillCall, .patientWillBook,
      .clinicWillCall, .doNotContact, .notKnown, .disconnected, .notAPerson, .clinical, .deceased,
      .attemptsExhausted:
      []
    }
  }

  /// The one ending of a call in which an emergency was raised.
  package static let emergency = Ending(.escalated, .emergency)!
}

/// One thing that an outcome needs to have happened.
package enum CallRequirement: Hashable, Sendable {
  /// Answered with a value, and not asked again without one since.
  case given(CallField)
  /// Its prompt was passed; if empty it stands in the note as not obtained.
  case asked(CallField)
  /// The exit `left` of `leave: voicemail`.
  case leftVoicemail
  /// The exit `left` of `leave: with_person`.
  case leftWithPerson
  /// The exit `queued` of `send: message`.
  case messageQueued
}
