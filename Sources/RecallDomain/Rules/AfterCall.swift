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

  package init(
    state: RecallEntry.State, next: NextAction, callback: CallbackWindow? = nil,
    numberStatus: PatientPhone.Status? = nil, heldForDeath: Bool = false,
    opens: Set<QueueName> = []
  ) {
    self.state = state
    self.next = next
    self.callback = callback
    self.numberStatus = numberStatus
    self.heldForDeath = heldForDeath
    self.opens = opens
  }
}

/// What happens next: facts first, in this order (a death told, an emergency, an appointment held,
/// an open clinical question, an opt-out), the outcome second, by `Ending.followUp` (invariant 7).
/// A patient who asked a question and wants no more calls is answered in a way that the clinical
/// team chooses, before the recall closes.
package struct AfterCall: Sendable {
  package let rules: CallRules

  package init(policy: ClinicPolicy) { rules = CallRules(policy: policy) }

  /// - Parameter candidate: the entry as it stood before the call, without it.
  package func decide(_ call: FinishedCall, _ candidate: Candidate) -> AfterCallDecision {
    let after = CallAftermath(call, candidate, rules: rules)
    var decision = fact(call, after) ?? outcome(call, after)
    decision.numberStatus =
      call.direction == .outbound ? call.ending.numberStatus(gate: call.gate) : nil
    return decision
  }

  private func fact(_ call: FinishedCall, _ after: CallAftermath) -> AfterCallDecision? {
    let asksClinical = call.ending.followUp(gate: call.gate) == .clinicalReview
    let clinical = asksClinical || after.isOpen(.clinical)
    if call.ending.detail == .deceased { return after.heldForRecords() }
    if call.ending == .emergency { return after.clinicalReview(urgent: true) }
    if call.holdsAppointment || call.ending.outcome == .scheduled {
      return after.scheduled(reviewed: clinical)
    }
    if clinical { return after.clinicalReview(urgent: call.ending.detail == .urgent) }
    return after.patientOptedOut ? after.closed() : nil
  }

  private func outcome(_ call: FinishedCall, _ after: CallAftermath) -> AfterCallDecision {
    switch call.ending.followUp(gate: call.gate) {
    case .scheduled: after.scheduled(reviewed: false)
    case .nextStep: after.nextStep()
    case .redial(let minutes): after.redial(minutes: minutes)
    case .promise: after.promised() ?? after.nextStep()
    case .pause(let days): after.pause(days: days)
    case .queue(let queue): after.queue(queue)
    case .clinicalReview: after.clinicalReview(urgent: call.ending.detail == .urgent)
    case .nextNumber: after.nextNumber()
    case .close: after.closed()
    case .holdForRecords: after.heldForRecords()
    }
  }
}
