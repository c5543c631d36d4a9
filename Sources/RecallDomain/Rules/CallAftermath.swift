import Foundation

/// One ended call with its entry, and the ways in which the recall can go on from here.
struct CallAftermath {
  private let call: FinishedCall
  private let rules: CallRules
  /// The entry as it was, and as it is with this attempt and its number's new status.
  private let before: Candidate
  private let after: Candidate
  private let situation: CallSituation

  init(_ call: FinishedCall, _ candidate: Candidate, rules: CallRules) {
    (self.call, self.rules, before) = (call, rules, candidate)
    var after = candidate
    let attempt = AttemptSummary(
      call: call.call, number: call.number, started: call.started, caller: call.caller,
      direction: call.direction, ending: call.ending)
    after.attempts.append(attempt)
    if attempt.isContact { after.contactsByNumber[call.number, default: []].append(call.started) }
    if call.direction == .outbound, let status = call.ending.numberStatus(gate: call.gate) {
      for index in after.patient.phones.indices
      where after.patient.phones[index].number == call.number {
        after.patient.phones[index].status = status
      }
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
      state: .scheduled, next: reviewed ? handed(to: .clinical) : NextAction(kind: .none))
  }

  /// The clinical team goes on; a time promised to the patient stays on record for then.
  func clinicalReview(urgent: Bool) -> AfterCallDecision {
    AfterCallDecision(
      state: .review, next: handed(to: .clinical, urgent: urgent),
      callback: patientOptedOut ? nil : call.callback, opens: opening(.clinical))
  }

  func heldForRecords() -> AfterCallDecision {
    AfterCallDecision(
      state: .review, next: handed(to: .records), heldForDeath: true, opens: opening(.records))
  }

  /// A sensitive recall never closes unreviewed (MISSION 17).
  func closed() -> AfterCallDecision {
    isSensitive
      ? clinicalReviewBeforeClosing()
      : AfterCallDecision(state: .closed, next: NextAction(kind: .none))
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

  /// `nil` when no time was given.
  func promised() -> AfterCallDecision? { call.callback.map { promised($0, by: call.caller) } }

  private func promised(_ window: CallbackWindow, by owner: String?) -> AfterCallDecision {
    let promise = PromisedCallback(
      window, zone: situation.zone, hours: rules.policy.calling, state: situation.state)
    return AfterCallDecision(
      state: .open, next: NextAction(kind: .call, owner: owner, at: promise.start),
      callback: window)
  }

  func pause(days: Int) -> AfterCallDecision {
    guard !after.patient.phones.allSatisfy({ $0.status != .good }) else { return noNumberLeft() }
    let date = LocalTime(call.ended, in: situation.zone).date.adding(days: days)
    let from = LocalTime(date: date, time: TimeOfDay(minutes: 0)!).instant(in: situation.zone)
    return nextStep(notBefore: from)
  }

  func nextNumber() -> AfterCallDecision {
    situation.numbers.isEmpty ? noNumberLeft() : nextStep()
  }

  /// Engaged, failed or broken off. Another number on file is tried at once; the same one later
  /// today, the first time; after that it was a step of the cadence like any other.
  func redial(minutes: Int) -> AfterCallDecision {
    if let kept = keptPromise() { return kept }
    let position = situation.position
    let earlier = rules.cadence.position(after: before.attempts, zone: situation.zone)
    guard position.step == earlier.step, call.direction == .outbound else { return nextStep() }
    let another = situation.numbers.first.map { $0.number != call.number } ?? false
    let wait = another ? 0 : Double(minutes * 60)
    return nextStep(notBefore: call.ended.addingTimeInterval(wait))
  }

  /// The cadence goes on, unless a promise stands that may be tried again.
  func nextStep(notBefore: Date? = nil) -> AfterCallDecision {
    if notBefore == nil, let kept = keptPromise() { return kept }
    if notBefore == nil, call.ending.isUnanswered, let given = promised() { return given }
    if call.ending.detail == .identityNotConfirmed, unconfirmed >= 2, !isOpen(.supervisor) {
      return queue(.supervisor)
    }
    switch situation.next {
    case .exhausted(let closes): return exhausted(closes)
    case .message(_, let at, _):
      let from = max(at, notBefore ?? at)
      return AfterCallDecision(state: .open, next: NextAction(kind: .message, at: from))
    case .call: return AfterCallDecision(state: .open, next: nextCall(notBefore))
    }
  }

  // MARK: Parts of them

  /// The first instant that cadence, caps and hours permit from `notBefore` on.
  private func nextCall(_ notBefore: Date?) -> NextAction {
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

  /// Somebody has to find a number.
  private func noNumberLeft() -> AfterCallDecision {
    AfterCallDecision(state: .open, next: handed(to: .records), opens: opening(.records))
  }

  /// A call that was to keep a promise and reached nobody: once more, the same time on the next
  /// day that can be honoured; after two misses the cadence goes on.
  private func keptPromise() -> AfterCallDecision? {
    guard let promised = before.entry.callback, call.direction == .outbound,
      call.callback == nil, call.ending.isUnanswered, call.ending.outcome != .wrongNumber,
      situation.position.promiseMisses != nil
    else { return nil }
    if call.ending.isFailedDial, situation.position.promiseMisses == 0 {
      var again = self.promised(promised, by: before.entry.owner)
      again.next.at = call.ended.addingTimeInterval(30 * 60)
      return again
    }
    let today = LocalTime(call.ended, in: situation.zone).date
    let again = PromisedCallback.again(
      promised, after: today, hours: rules.policy.calling, state: situation.state)
    return self.promised(again, by: before.entry.owner)
  }

  /// Calls of this recall in which nobody could be confirmed: the supervisor looks after two.
  private var unconfirmed: Int {
    after.attempts.count { $0.ending?.detail == .identityNotConfirmed }
  }

  private func opening(_ queue: QueueName) -> Set<QueueName> { isOpen(queue) ? [] : [queue] }

  private func handed(to queue: QueueName, urgent: Bool = false) -> NextAction {
    NextAction(
      kind: .review, owner: rules.policy.queues[queue]?.owner ?? queue.rawValue,
      at: rules.policy.queueHours.due(queue, urgent: urgent, opened: call.ended))
  }
}
