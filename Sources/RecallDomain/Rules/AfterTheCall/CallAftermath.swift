import Foundation

/// One ended call with its entry, and the ways in which the recall can go on from here.
struct CallAftermath {
  let call: FinishedCall
  let rules: CallRules
  /// The entry as it was, and as it is with this attempt and its number's new status.
  let before: Candidate
  let after: Candidate
  let situation: CallSituation

  init(_ call: FinishedCall, _ candidate: Candidate, rules: CallRules) {
    // One that was taken up again is read with its own attempt: it is no earlier one.
    let before = candidate.beforeCall(call.call)
    (self.call, self.rules, self.before) = (call, rules, before)
    var after = before
    let attempt = AttemptSummary(
      call: call.call, number: call.number, started: call.started, caller: call.caller,
      direction: call.direction, ending: call.ending, gaveTime: call.callback != nil)
    after.attempts.append(attempt)
    if attempt.isContact { after.contactsByNumber[call.number, default: []].append(call.started) }
    if call.direction == .outbound, let status = call.ending.numberStatus(gate: call.gate) {
      for index in after.patient.phones.indices
      where after.patient.phones[index].number == call.number {
        after.patient.phones[index].status = status
      }
    }
    for index in after.items.indices where call.told.contains(after.items[index].id) {
      after.items[index].state = .closed
    }
    (after.entry.nextAt, after.entry.callback, after.entry.nextAction) = (nil, nil, .call)
    self.after = after
    situation = CallSituation(after, at: call.ended, rules: rules)
  }

  private var isSensitive: Bool { rules.policy.isSensitive(before.entry, before.patient) }

  /// The patient asked for silence: in this call with the gate open, or on record.
  var patientOptedOut: Bool {
    call.patientOptedOut || before.patient.permissions.doNotContact
      || (call.ending.detail == .doNotContact && call.gate == .open)
  }

  /// Whether this recall has an item there that nobody has answered yet.
  func isOpen(_ queue: QueueName) -> Bool {
    call.routed.contains(queue)
      || before.items.contains {
        $0.queue == queue && ($0.state == .open || $0.state == .taken)
      }
  }

  // MARK: The ways on

  /// The appointment stands; an open clinical question is still answered.
  func scheduled(reviewed: Bool) -> AfterCallDecision {
    AfterCallDecision(
      state: .scheduled, next: reviewed ? handed(to: .clinical) : NextAction(kind: .none),
      end: .scheduled)
  }

  /// The clinical team goes on; a time promised to the patient stays on record for then.
  func clinicalReview(urgent: Bool) -> AfterCallDecision {
    // Missed twice, it is given up here as anywhere.
    let isMissed = call.direction == .outbound && situation.position.promiseMisses == nil
    let stands = call.ending.isUnanswered && !isMissed
    let standing = call.callback ?? (stands ? before.entry.callback : nil)
    return AfterCallDecision(
      state: .review, next: handed(to: .clinical, urgent: urgent),
      callback: patientOptedOut ? nil : standing, opens: opening(.clinical))
  }

  func heldForRecords() -> AfterCallDecision {
    AfterCallDecision(
      state: .review, next: handed(to: .records), heldForDeath: true, opens: opening(.records))
  }

  /// A sensitive recall never closes unreviewed (MISSION 17).
  func closed(_ end: RecallEnd) -> AfterCallDecision {
    isSensitive
      ? clinicalReviewBeforeClosing()
      : AfterCallDecision(state: .closed, next: NextAction(kind: .none), end: end)
  }

  /// A queue answers first; a promised time is kept meanwhile, but not over a complaint.
  func queue(_ queue: QueueName) -> AfterCallDecision {
    if queue != .supervisor, var promised = promised() {
      promised.opens = opening(queue)
      return promised
    }
    return AfterCallDecision(
      state: .open, next: handed(to: queue), callback: call.callback, opens: opening(queue))
  }

  /// Not now: the recall rests, and the cadence goes on afterwards. Who silences the number they
  /// answer does not undo what was promised to the patient, where there is another number.
  func pause() -> AfterCallDecision {
    guard !situation.numbers.isEmpty else { return noNumberLeft() }
    if call.ending.numberStatus(gate: call.gate) == .silenced, let kept = atAnotherNumber() {
      return kept
    }
    return theNextStep(notBefore: rested)
  }

  func nextNumber() -> AfterCallDecision {
    if situation.numbers.isEmpty { return noNumberLeft() }
    return atAnotherNumber() ?? theNextStep(notBefore: rested)
  }

  /// Engaged, failed or broken off. Another number on file is tried at once; the same one later
  /// today, the first time; after that it was a step of the cadence like any other.
  func redial() -> AfterCallDecision {
    if let stands = promised() ?? keptPromise() { return stands }
    let earlier = situation.cadence.position(after: before.attempts, zone: situation.zone)
    guard situation.position.step == earlier.step, call.direction == .outbound else {
      return nextStep()
    }
    let another = situation.numbers.first.map { $0.number != call.number } ?? false
    return theNextStep(notBefore: another ? call.ended : rested)
  }

  /// The cadence goes on, unless a promise stands that may be tried again.
  func nextStep() -> AfterCallDecision {
    if let kept = keptPromise() { return kept }
    // A time that was given before the line went dead stands.
    if call.ending.isUnanswered, let given = promised() { return given }
    return theNextStep(notBefore: rested)
  }

  // MARK: Parts of them

  private func theNextStep(notBefore: Date) -> AfterCallDecision {
    if call.ending.detail == .identityNotConfirmed, unconfirmed >= 2, !isOpen(.supervisor) {
      return queue(.supervisor)
    }
    let from = max(notBefore, situation.rest ?? notBefore)
    switch situation.next {
    case .exhausted(let closes): return exhausted(max(closes, from))
    case .message(_, let at, _):
      return AfterCallDecision(
        state: .open, next: NextAction(kind: .message, at: max(at, from)))
    case .call:
      return AfterCallDecision(state: .open, next: nextCall(notBefore))
    }
  }

  /// The end of a rest of minutes, which begins when the call ends. A rest of days is told by the
  /// attempt itself (`CallSituation.rest`).
  var rested: Date {
    guard case .minutes(let minutes)? = rules.policy.delays[call.ending.detail] else {
      return call.ended
    }
    return call.ended.addingTimeInterval(Double(minutes * 60))
  }

  /// The first instant that cadence, caps and hours permit from `notBefore` on.
  private func nextCall(_ notBefore: Date) -> NextAction {
    var waiting = after
    waiting.entry.nextAt = notBefore
    let timing = CallTiming(CallSituation(waiting, at: call.ended, rules: rules), caller: nil)
    let owner = call.ending.detail == .anyTime ? call.caller : nil
    return NextAction(kind: .call, owner: owner, at: timing.earliest ?? notBefore)
  }

  /// All attempts are used up: a sensitive recall goes to the clinical team, another waits for the
  /// patient until it closes.
  private func exhausted(_ closes: Date) -> AfterCallDecision {
    isSensitive
      ? clinicalReviewBeforeClosing()
      : AfterCallDecision(state: .open, next: NextAction(kind: .none, at: max(closes, call.ended)))
  }

  private func clinicalReviewBeforeClosing() -> AfterCallDecision {
    AfterCallDecision(state: .review, next: handed(to: .clinical), opens: opening(.clinical))
  }

  /// Somebody has to find a number; what was promised is kept once there is one, unless the patient has
  /// answered it in this call.
  private func noNumberLeft() -> AfterCallDecision {
    let isAnswered = !call.ending.isUnanswered && call.ending.detail != .doNotContact
    return AfterCallDecision(
      state: .open, next: handed(to: .records),
      callback: call.callback ?? (isAnswered ? nil : before.entry.callback),
      opens: opening(.records))
  }

  /// Calls of this recall in which nobody could be confirmed: the supervisor looks after two.
  private var unconfirmed: Int {
    after.attempts.count { $0.ending?.detail == .identityNotConfirmed }
  }

  func opening(_ queue: QueueName) -> Set<QueueName> { isOpen(queue) ? [] : [queue] }

  func handed(to queue: QueueName, urgent: Bool = false) -> NextAction {
    NextAction(
      kind: .review, owner: rules.policy.queues[queue]?.owner ?? queue.rawValue,
      at: rules.policy.queueHours.due(queue, urgent: urgent, opened: call.ended))
  }
}
