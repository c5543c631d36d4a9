package import Foundation

/// What a queue says when it has answered an item.
package enum QueueVerdict: String, CaseIterable, Codable, Hashable, Sendable {
  /// The patient is called again: there is something to tell, or nothing in the way any more.
  case callAgain = "call-again"
  /// No call is needed: the recall ends.
  case close
  /// The team has dealt with it itself; the recall goes on, or ends, by its own rules.
  case handled
}

/// What becomes of a recall without a call: by facts that came in since, by the passing of time, by
/// the answer of a queue. The other half of `AfterCall`: together they are all that ends a recall.
package struct BetweenCalls: Sendable {
  package let rules: CallRules

  package init(policy: ClinicPolicy) { rules = CallRules(policy: policy) }

  /// What facts and time have made of it, the weightiest first; `nil` = nothing, it stands as it
  /// does. Asked before an entry is offered, so that a booking found later closes the recall before
  /// the next dial.
  package func overtaken(_ candidate: Candidate, at now: Date) -> AfterCallDecision? {
    let entry = candidate.entry
    guard entry.state == .open || entry.state == .review else { return nil }
    if candidate.closingFact == .death { return ended(.death, candidate, at: now) }
    if candidate.heldForDeath { return asksRecords(candidate, at: now) }
    let situation = CallSituation(candidate, at: now, rules: rules)
    if situation.holdsAppointment {
      let asked = waits(candidate, .clinical) ? handed(.clinical, at: now) : nil
      return AfterCallDecision(
        state: .scheduled, next: asked ?? NextAction(kind: .none), end: .scheduled)
    }
    guard entry.state == .open else { return nil }
    if let fact = candidate.closingFact { return ended(fact, candidate, at: now) }
    if situation.asksForRelease { return askedForRelease(candidate, at: now) }
    return isExhausted(situation) ? closed(.attemptsExhausted, candidate, at: now) : nil
  }

  /// A segment of `clinical_review: hold`: the clinical team is asked as soon as the recall is known,
  /// so that none waits for a release that nobody was asked for.
  private func askedForRelease(_ candidate: Candidate, at now: Date) -> AfterCallDecision {
    AfterCallDecision(
      state: .review, next: handed(.clinical, at: now), callback: candidate.entry.callback,
      opens: [.clinical])
  }

  /// How a recall stands again that a fact on record had ended, once no such fact holds any more: a
  /// mistaken death mark, a patient who is back. `nil`: nothing to give back. Nothing was lost
  /// meanwhile: attempts, promises and what was planned are as they were.
  ///
  /// What was in review goes on where the team has answered meanwhile: nobody is asked any more.
  package static func corrected(_ candidate: Candidate) -> RecallEntry.State? {
    guard candidate.closingFact == nil, let stood = candidate.entry.stoodAs else { return nil }
    let isAsked = candidate.items.contains { $0.state == .open || $0.state == .taken }
    return stood == .review && !isAsked ? .open : stood
  }

  /// Whether what was planned has to be found out anew when it is given back: its review is over, or
  /// an answer was owed that a team has told another way meanwhile, so that no call waits for it.
  package static func isPlannedAnew(_ candidate: Candidate, as state: RecallEntry.State) -> Bool {
    if state != candidate.entry.stoodAs { return true }
    let isOwed = candidate.items.contains { $0.isWaiting || $0.isToBeTold }
    let isPlanned = [.call, .review].contains(candidate.entry.nextAction)
    return state == .open && isPlanned && candidate.entry.callback == nil
      && !isOwed && candidate.items.contains { $0.state == .closed }
  }

  /// Ended by a fact on record. Nobody reviews what death has ended.
  private func ended(
    _ fact: ClosingFact, _ candidate: Candidate, at now: Date
  ) -> AfterCallDecision {
    var decision =
      fact == .death ? ended(fact.end) : closed(fact.end, candidate, at: now)
    decision.stoodAs = candidate.entry.state
    return decision
  }

  /// - Parameter candidate: with the item marked answered or closed already.
  package func answered(
    _ queue: QueueName, _ verdict: QueueVerdict, _ candidate: Candidate, at now: Date
  ) -> AfterCallDecision {
    if let decision = overtaken(candidate, at: now) { return decision }
    let end: RecallEnd? =
      candidate.patient.permissions.doNotContact ? .optedOut : verdict == .close ? .answered : nil
    if let end { return closedByAnswer(end, queue, candidate, at: now) }
    if verdict == .handled, queue == .clinical, isUsedUp(candidate, at: now) {
      return ended(.answered)
    }
    return goesOn(candidate, at: now)
  }

  /// No step of the cadence is left: the clinical team has seen it, and is not asked again whether it
  /// may close.
  private func isUsedUp(_ candidate: Candidate, at now: Date) -> Bool {
    guard !QueueName.allCases.contains(where: { waits(candidate, $0) }) else { return false }
    let situation = CallSituation(candidate, at: now, rules: rules)
    guard situation.promise == nil, case .exhausted = situation.next else { return false }
    return true
  }

  /// Another team's answer first, where one is open that keeps the patient back.
  func goesOn(_ candidate: Candidate, at now: Date) -> AfterCallDecision {
    guard let waiting = QueueName.allCases.first(where: { keepsBack(candidate, $0) }) else {
      return isCalledAgain(candidate, at: now)
    }
    return AfterCallDecision(
      state: waiting == .clinical ? .review : .open, next: handed(waiting, at: now),
      callback: candidate.entry.callback)
  }

  /// A correction of the record gives it back, also after the review.
  private func closedByAnswer(
    _ end: RecallEnd, _ queue: QueueName, _ candidate: Candidate, at now: Date
  ) -> AfterCallDecision {
    var decision = queue == .clinical ? ended(end) : closed(end, candidate, at: now)
    if candidate.closingFact?.end == end { decision.stoodAs = candidate.entry.stoodAs ?? .open }
    return decision
  }

  /// A promised time waits for the clinical team and over a complaint alone.
  private func keepsBack(_ candidate: Candidate, _ queue: QueueName) -> Bool {
    guard waits(candidate, queue), queue.isAnsweredFirst else { return false }
    return candidate.entry.callback == nil || queue == .clinical || queue == .supervisor
  }

  /// Called again: at the promised time where one stands, else when cadence, caps and hours permit.
  private func isCalledAgain(_ candidate: Candidate, at now: Date) -> AfterCallDecision {
    var free = candidate
    (free.entry.state, free.entry.nextAt, free.entry.nextAction) = (.open, nil, .call)
    let situation = CallSituation(free, at: now, rules: rules)
    if situation.promise == nil {
      switch situation.next {
      case .exhausted(let closes):
        return AfterCallDecision(
          state: .open, next: NextAction(kind: .none, at: max(closes, now, situation.rest ?? now)))
      case .message(_, let at, _):
        return AfterCallDecision(
          state: .open, next: NextAction(kind: .message, at: max(at, now, situation.rest ?? now)))
      case .call: break
      }
    }
    let timing = CallTiming(situation, caller: nil)
    return AfterCallDecision(
      state: .open,
      next: NextAction(kind: .call, at: timing.earliest ?? now),
      callback: free.entry.callback)
  }

  /// The attempts are used up, the days after them have passed, and nobody owes anything.
  private func isExhausted(_ situation: CallSituation) -> Bool {
    let (candidate, now) = (situation.candidate, situation.now)
    guard situation.promise == nil, candidate.heldBy == nil, candidate.unfinishedBy == nil,
      !QueueName.allCases.contains(where: { waits(candidate, $0) }),
      case .exhausted(let closes) = situation.next
    else { return false }
    return max(closes, situation.rest ?? closes) <= now
  }

  func waits(_ candidate: Candidate, _ queue: QueueName) -> Bool {
    candidate.items.contains {
      $0.queue == queue && ($0.state == .open || $0.state == .taken)
    }
  }

  /// A sensitive recall never closes unreviewed (MISSION 17).
  private func closed(
    _ end: RecallEnd, _ candidate: Candidate, at now: Date
  ) -> AfterCallDecision {
    let (entry, patient) = (candidate.entry, candidate.patient)
    guard rules.policy.isSensitive(entry, patient) else { return ended(end) }
    return AfterCallDecision(
      state: .review, next: handed(.clinical, at: now),
      callback: patient.permissions.doNotContact ? nil : entry.callback,
      opens: waits(candidate, .clinical) ? [] : [.clinical])
  }

  private func ended(_ end: RecallEnd) -> AfterCallDecision {
    AfterCallDecision(state: .closed, next: NextAction(kind: .none), end: end)
  }

  func handed(_ queue: QueueName, at now: Date) -> NextAction {
    NextAction(
      kind: .review, owner: rules.policy.queues[queue]?.owner ?? queue.rawValue,
      at: rules.policy.queueHours.due(queue, urgent: false, opened: now))
  }
}

extension QueueName {
  /// Whether the patient hears from the clinic again only after this queue's answer.
  var isAnsweredFirst: Bool {
    switch self {
    case .clinical, .supervisor, .insurance, .frontDesk, .language: true
    case .transport, .records: false
    }
  }
}
