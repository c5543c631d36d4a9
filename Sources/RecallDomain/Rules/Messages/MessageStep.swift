package import Foundation

/// What the message step of one entry comes to at one moment.
package enum MessageStepVerdict: Hashable, Sendable {
  case write(MessagePlan)
  /// Kept back, and when to look again; `nil` = not until something changes.
  case wait(ExclusionReason, until: Date?)
  /// No channel is consented to, or its days are over: the step is passed over, and this is what
  /// follows.
  case passedOver(NextAction)
  /// Something else is the next step.
  case notNext
}

/// One message to be written: to whom, on which way, as which attempt.
package struct MessagePlan: Hashable, Sendable {
  package let recall: RecallID
  package let patient: PatientID
  package let way: MessageWay
  package let attempt: Int
  /// Messages of this step that were stopped before they were sent.
  package let stopped: Int
  /// Where the patient is, for the caps.
  package let localDate: CivilDate

  package init(
    recall: RecallID, patient: PatientID, way: MessageWay, attempt: Int, stopped: Int = 0,
    localDate: CivilDate
  ) {
    self.recall = recall
    self.patient = patient
    self.way = way
    self.attempt = attempt
    self.stopped = stopped
    self.localDate = localDate
  }

  /// Of the recall and its step: whoever writes it, and however often, it is written once. Also
  /// the name of the attempt that everybody sees. Only a message that was stopped, and so never
  /// leaves, gives way to another of its step.
  package var key: String {
    Self.key(recall, attempt) + (stopped == 0 ? "" : ".\(stopped + 1)")
  }

  fileprivate static func key(_ recall: RecallID, _ attempt: Int) -> String {
    "message/\(recall.rawValue)/\(attempt)"
  }
}

extension Candidate {
  /// How many messages of this step were written and stopped before they were sent.
  func stoppedMessages(of attempt: Int) -> Int {
    let key = MessagePlan.key(entry.id, attempt)
    return stoppedMessages.count { $0.rawValue == key || $0.rawValue.hasPrefix(key + ".") }
  }
}

/// The step of the cadence that is no call: a message that is consented to, approved, due, within
/// the caps, and within calling hours (MISSION 15; DOMAIN 1.1 and 1.4). Pure: the store asks it
/// inside the transaction that writes, so an opt-out of the last second counts.
///
/// A message that the patient stopped before it was sent was none: no attempt, no contact. Where
/// consent is given again before the step after it has come, the step is the next one again, under
/// all of these rules and by whichever way is permitted then. One that has left is never repeated.
package struct MessageStep: Sendable {
  /// Who stands as the caller of an attempt that no person made.
  package static let author = "outbox"

  package let rules: CallRules

  package init(rules: CallRules) { self.rules = rules }

  /// - Parameter scripts: segments that have a script, and so approved words, which may be used.
  package func verdict(
    _ candidate: Candidate, at now: Date, scripts: Set<String>
  ) -> MessageStepVerdict {
    let situation = CallSituation(candidate, at: now, rules: rules)
    if let reason = standing(situation, scripts: scripts) { return .wait(reason, until: nil) }
    guard situation.promise == nil else { return .notNext }
    guard case .message(let attempt, let at, _) = situation.next else {
      return notTheMessage(situation)
    }
    guard let way = rules.contact.messageWay(candidate.patient, candidate.entry) else {
      return .notNext
    }
    return timing(situation, way, attempt: attempt, at: at)
  }

  /// The step is not a message any more; but before the entry's first day consent may still come.
  private func notTheMessage(_ situation: CallSituation) -> MessageStepVerdict {
    guard situation.candidate.entry.nextAction == .message else { return .notNext }
    guard situation.firstDay <= situation.now else {
      return .wait(.notYetDue, until: situation.firstDay)
    }
    return .passedOver(insteadOfMessage(situation))
  }

  /// What keeps a message back as it keeps a call: but for what concerns the number and the caller.
  private func standing(_ situation: CallSituation, scripts: Set<String>) -> ExclusionReason? {
    let entry = situation.candidate.entry
    if let reason = rules.ended(situation) { return reason }
    if situation.candidate.heldBy != nil { return .claimed }
    if situation.candidate.unfinishedBy != nil { return .needsOutcome }
    if let reason = rules.waiting(situation, caller: nil) { return reason }
    if situation.isDuplicate { return .duplicate }
    guard rules.policy.segments[entry.segment]?.enabled ?? false, scripts.contains(entry.segment)
    else { return .noScript }
    return situation.askFor == .nobody ? .noGuardian : nil
  }

  private func timing(
    _ situation: CallSituation, _ way: MessageWay, attempt: Int, at: Date
  ) -> MessageStepVerdict {
    let (now, candidate) = (situation.now, situation.candidate)
    // An instant that was meant for a call is none for the message before it.
    let meant = candidate.entry.nextAction == .message ? candidate.entry.nextAt : nil
    let held = [at, meant, situation.rest].compactMap { $0 }.max()
    let bounds: [(reason: ExclusionReason, from: Date?)] = [
      (.notYetDue, situation.firstDay), (.withinCadence, held),
      (.capReached, situation.roomForMessage(by: way.channel, to: way.address)),
    ]
    guard bounds.allSatisfy({ $0.from != nil }) else { return .wait(.capReached, until: nil) }
    let earliest = bounds.compactMap(\.from).reduce(now, max)
    let hours = situation.hours
    let opens = hours.nextOpening(
      after: earliest, zones: situation.zones, state: situation.state, during: nil)
    if let late = bounds.first(where: { ($0.from ?? .distantFuture) > now }) {
      return .wait(late.reason, until: opens)
    }
    guard hours.isOpen(at: now, zones: situation.zones, state: situation.state) else {
      return .wait(.outsideHours, until: opens)
    }
    return .write(
      MessagePlan(
        recall: candidate.entry.id, patient: candidate.patient.id, way: way, attempt: attempt,
        stopped: candidate.stoppedMessages(of: attempt), localDate: situation.today))
  }

  /// The call after it; the rules of calls say the rest when it is asked for.
  private func insteadOfMessage(_ situation: CallSituation) -> NextAction {
    guard case .call(_, let notBefore, _, _) = situation.next else {
      return NextAction(kind: .call, at: nil)
    }
    return NextAction(kind: .call, at: notBefore)
  }
}

extension CallSituation {
  /// The step after the attempts made is a message, and there is no consented way for one.
  var passesOverMessage: Bool {
    let steps = cadence.steps
    guard position.step < steps.count, steps[position.step].act == .message else { return false }
    return rules.contact.messageWay(candidate.patient, candidate.entry) == nil
  }
}
