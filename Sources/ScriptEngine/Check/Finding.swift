/// One thing that the reader or the checker found wrong.
package struct Finding: Hashable, Sendable {
  package enum Severity: String, Hashable, Sendable { case error, warning }

  package let rule: RuleID
  package let severity: Severity
  package let place: SourcePlace
  /// One line, lower case: kind of object, quoted value, reason.
  package let message: String
  /// The shortest conversation that shows it; `nil` when the rule is not about conversations.
  package let conversation: [String]?

  package init(
    rule: RuleID, severity: Severity = .error, place: SourcePlace, message: String,
    conversation: [String]? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.place = place
    self.message = message
    self.conversation = conversation
  }
}

/// The stable ids of SCRIPT-FORMAT, "What the checker proves".
package enum RuleID: String, CaseIterable, Codable, Hashable, Sendable {
  case format
  case reference
  case factBeforeIdentity = "privacy/fact-before-identity"
  case wordBeforeIdentity = "privacy/word-before-identity"
  case neverFact = "privacy/never"
  case actGate = "act/gate"
  case outcomeGate = "outcome/gate"
  case outcomeMissingField = "outcome/missing-field"
  case deadEnd = "flow/dead-end"
  case forcedLoop = "flow/forced-loop"
  case unreachable = "flow/unreachable"
  case factNotGiven = "flow/fact-not-given"
  case interruptMissing = "interrupt/missing"
  case interruptResume = "interrupt/resume"
  case interruptDuty = "interrupt/duty"
  case emergencyOtherOutcome = "emergency/other-outcome"
  case clinicalNotRouted = "clinical/not-routed"
  case nextStep = "close/next-step"
  case localeMissing = "locale/missing"
  case localeStale = "locale/stale"
  case localeOrphan = "locale/orphan"
  case localePlaceholders = "locale/placeholders"
  case localePlural = "locale/plural"
  case localeLabel = "locale/label"
  case toneAvoid = "tone/avoid"
  case toneRegister = "tone/register"
  case speechTooLong = "speech/too-long"
  case messageIncomplete = "message/incomplete"
  case messageTooLong = "message/too-long"
  case cannotFollow = "rehearsal/cannot-follow"
  case endsOtherwise = "rehearsal/ends-otherwise"
  case missingWords = "rehearsal/missing-words"
  case approval
}
