/// What must hold for an ending to be true: the table of SCRIPT-FORMAT, "Outcomes".
extension Ending {
  /// The gate levels at which this ending may be reached.
  package var gateLevels: Set<GateLevel> {
    switch (outcome, detail) {
    case (.scheduled, .booked): [.scheduling, .open]
    case (.leftMessage, _), (.wrongNumber, _): [.closed]
    case (.noAnswer, .hungUp), (.noAnswer, .dropped): GateLevel.every
    case (.noAnswer, _): [.closed]
    case (.declined, .final): [.open]
    default: GateLevel.every
    }
  }

  /// What must have happened earlier in the same call.
  package var requirements: [CallRequirement] {
    switch (outcome, detail) {
    case (.scheduled, .booked): [.given(.appointment)]
    case (.leftMessage, .voicemail): [.leftVoicemail]
    case (.leftMessage, .withPerson): [.leftWithPerson]
    case (.leftMessage, _): [.messageQueued]
    case (.callbackRequested, .atTime): [.given(.callbackWindow)]
    case (.declined, .doNotContact): []
    case (.declined, _): [.asked(.declineReason)]
    case (.clinicalQuestion, _): [.asked(.question)]
    case (.authorizationReview, _): [.asked(.insuranceConcern)]
    case (.languageSupport, _): [.asked(.language)]
    case (.escalated, .complaint): [.asked(.complaint)]
    case (.escalated, .emergency): CallField.ofAnEmergency.map(CallRequirement.asked)
    default: []
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
