/// How an attempt ended: every attempt ends in exactly one of ten statuses (MISSION 11).
///
/// The order is the order of the field's own table; names are the ones scripts, notes and the
/// store use, and are never translated.
package enum Outcome: String, CaseIterable, Codable, Hashable, Sendable {
  case scheduled
  case leftMessage = "left-message"
  case noAnswer = "no-answer"
  case callbackRequested = "callback-requested"
  case declined
  case wrongNumber = "wrong-number"
  case clinicalQuestion = "clinical-question"
  case authorizationReview = "authorization-review"
  case languageSupport = "language-support"
  case escalated

  /// The details this outcome may carry; the first is the default.
  package var details: [OutcomeDetail] {
    switch self {
    case .scheduled: [.booked, .alreadyBooked, .selfBooked]
    case .leftMessage: [.voicemail, .withPerson, .sent]
    case .noAnswer:
      [.rangOut, .busySignal, .machine, .identityNotConfirmed, .technical, .hungUp, .dropped]
    case .callbackRequested:
      [.anyTime, .atTime, .patientWillCall, .patientWillBook, .clinicWillCall]
    case .declined: [.forNow, .careElsewhere, .doNotContact, .final]
    case .wrongNumber: [.notKnown, .disconnected, .notAPerson]
    case .clinicalQuestion: [.routine, .urgent]
    case .authorizationReview: [.authorization, .coverage, .cost]
    case .languageSupport: [.interpreter, .bilingualCaller]
    case .escalated: [.clinical, .emergency, .complaint, .deceased, .attemptsExhausted]
    }
  }
}

/// What kind of outcome exactly; which details belong to which outcome is `Outcome.details`.
package enum OutcomeDetail: String, CaseIterable, Codable, Hashable, Sendable {
  case booked
  case alreadyBooked = "already-booked"
  case selfBooked = "self-booked"
  case voicemail
  case withPerson = "with-person"
  case sent
  case rangOut = "rang-out"
  case busySignal = "busy-signal"
  case machine
  case identityNotConfirmed = "identity-not-confirmed"
  case technical
  case hungUp = "hung-up"
  case dropped
  case anyTime = "any-time"
  case atTime = "at-time"
  case patientWillCall = "patient-will-call"
  case patientWillBook = "patient-will-book"
  case clinicWillCall = "clinic-will-call"
  case forNow = "for-now"
  case careElsewhere = "care-elsewhere"
  case doNotContact = "do-not-contact"
  case final
  case notKnown = "not-known"
  case disconnected
  case notAPerson = "not-a-person"
  case routine
  case urgent
  case authorization
  case coverage
  case cost
  case interpreter
  case bilingualCaller = "bilingual-caller"
  case clinical
  case emergency
  case complaint
  case deceased
  case attemptsExhausted = "attempts-exhausted"
}

/// One outcome with its detail: what an `end` of a script says, and what a note records.
package struct Ending: Codable, Hashable, Sendable {
  package let outcome: Outcome
  package let detail: OutcomeDetail

  /// `nil` when the detail does not belong to the outcome.
  package init?(_ outcome: Outcome, _ detail: OutcomeDetail? = nil) {
    let chosen = detail ?? outcome.details[0]
    guard outcome.details.contains(chosen) else { return nil }
    self.outcome = outcome
    self.detail = chosen
  }
}

extension Ending: CustomStringConvertible {
  package var description: String { "\(outcome.rawValue)/\(detail.rawValue)" }
}
