package import Foundation

/// A call that has ended, as far as what follows depends on it.
package struct FinishedCall: Hashable, Sendable {
  package var call: CallID
  package var caller: String
  package var number: String
  package var direction: CallDirection
  package var started: Date
  package var ended: Date
  /// As it stands in the note (`scheduled` where the recall holds an appointment).
  package var ending: Ending
  /// The level at which the `end` was reached.
  package var gate: GateLevel
  /// The recall holds an appointment: booked in this call, or before it.
  package var holdsAppointment: Bool
  /// The patient, verified, asked for no more calls.
  package var patientOptedOut: Bool
  /// Queues this call routed to.
  package var routed: Set<QueueName>
  /// A time for calling back that was given in this call.
  package var callback: CallbackWindow?
  /// Items whose answers the patient heard in this call: they are owed no more.
  package var told: Set<QueueItemID> = []

  package init(
    call: CallID, caller: String, number: String, direction: CallDirection, started: Date,
    ended: Date, ending: Ending, gate: GateLevel, holdsAppointment: Bool = false,
    patientOptedOut: Bool = false, routed: Set<QueueName> = [], callback: CallbackWindow? = nil
  ) {
    self.call = call
    self.caller = caller
    self.number = number
    self.direction = direction
    self.started = started
    self.ended = ended
    self.ending = ending
    self.gate = gate
    self.holdsAppointment = holdsAppointment
    self.patientOptedOut = patientOptedOut
    self.routed = routed
    self.callback = callback
  }
}

extension FinishedCall {
  /// As the cadence counts it from now on, once it is decided what follows.
  package func attempt(after decision: AfterCallDecision) -> AttemptSummary {
    AttemptSummary(
      call: call, number: number, started: started, caller: caller, direction: direction,
      ending: ending, gaveTime: callback != nil && decision.callback == callback)
  }
}

/// How the recall stands after a call: the fields of `CallClosing`.
package struct AfterCallDecision: Hashable, Sendable {
  package var state: RecallEntry.State
  package var next: NextAction
  package var callback: CallbackWindow?
  package var numberStatus: PatientPhone.Status?
  package var heldForDeath: Bool
  /// Queues that must have an item for this recall and have none yet: opened in the closing
  /// transaction.
  package var opens: Set<QueueName>
  /// Why the work on it has ended; `nil` while it has not.
  package var end: RecallEnd?
  /// Set where a fact on record decided: how the recall stood, for a correction to give back with
  /// all that was planned.
  package var stoodAs: RecallEntry.State?

  package init(
    state: RecallEntry.State, next: NextAction, callback: CallbackWindow? = nil,
    numberStatus: PatientPhone.Status? = nil, heldForDeath: Bool = false,
    opens: Set<QueueName> = [], end: RecallEnd? = nil, stoodAs: RecallEntry.State? = nil
  ) {
    self.state = state
    self.next = next
    self.callback = callback
    self.numberStatus = numberStatus
    self.heldForDeath = heldForDeath
    self.opens = opens
    self.end = end
    self.stoodAs = stoodAs
  }
}

/// What happens next: facts first, in the order of `DecidingFact`, the outcome second, by
/// `Ending.followUp` (invariant 7). A patient who asked a question and wants no more calls is
/// answered in a way that the clinical team chooses, before the recall closes.
package struct AfterCall: Sendable {
  package let rules: CallRules

  package init(policy: ClinicPolicy) { rules = CallRules(policy: policy) }

  /// - Parameter candidate: the entry as it stood before the call; an attempt of the call itself is
  ///   not counted.
  package func decide(_ call: FinishedCall, _ candidate: Candidate) -> AfterCallDecision {
    let after = CallAftermath(call, candidate, rules: rules)
    let fact = DecidingFact.allCases.first { holds($0, call, after) }
    var decision = fact.map { follows($0, call, after) } ?? outcome(call, after)
    decision.numberStatus =
      call.direction == .outbound ? call.ending.numberStatus(gate: call.gate) : nil
    return decision
  }

  private func holds(
    _ fact: DecidingFact, _ call: FinishedCall, _ after: CallAftermath
  ) -> Bool {
    switch fact {
    case .deathTold: call.ending.detail == .deceased
    case .emergency: call.ending == .emergency
    case .appointment: call.holdsAppointment || call.ending.outcome == .scheduled
    case .clinicalQuestion: asksClinical(call, after)
    case .optOut: after.patientOptedOut
    }
  }

  private func follows(
    _ fact: DecidingFact, _ call: FinishedCall, _ after: CallAftermath
  ) -> AfterCallDecision {
    switch fact {
    case .deathTold: after.heldForRecords()
    case .emergency: after.clinicalReview(urgent: true)
    case .appointment: after.scheduled(reviewed: asksClinical(call, after))
    case .clinicalQuestion: after.clinicalReview(urgent: call.ending.detail == .urgent)
    case .optOut: after.closed(.optedOut)
    }
  }

  private func asksClinical(_ call: FinishedCall, _ after: CallAftermath) -> Bool {
    call.ending.followUp(gate: call.gate) == .clinicalReview || after.isOpen(.clinical)
  }

  private func outcome(_ call: FinishedCall, _ after: CallAftermath) -> AfterCallDecision {
    switch call.ending.followUp(gate: call.gate) {
    case .scheduled: after.scheduled(reviewed: false)
    case .nextStep: after.nextStep()
    case .redial: after.redial()
    case .promise: after.promised() ?? after.nextStep()
    case .pause: after.pause()
    case .queue(let queue): after.queue(queue)
    case .clinicalReview: after.clinicalReview(urgent: call.ending.detail == .urgent)
    case .nextNumber: after.nextNumber()
    case .close: after.closed(call.ending.recallEnd)
    case .holdForRecords: after.heldForRecords()
    }
  }
}
