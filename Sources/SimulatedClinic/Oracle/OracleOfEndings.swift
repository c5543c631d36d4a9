import Foundation
import RecallDomain

/// A call as the oracle hears of it when it has ended.
struct HeardCall {
  let recall: Int
  let number: String
  let caller: String
  let direction: CallDirection
  let started: Date
  let ended: Date
  /// What the person at the telephone said of it, and what stands in the note.
  let said: Ending
  let recorded: Ending
  let also: Ending?
  let gate: GateLevel
  let window: CallbackWindow?
  let optedOut: Bool
  let booked: Bool
}

/// What must hold when a call has ended: what a person said stands, and what follows from it.
extension Oracle {
  mutating func ended(
    _ call: HeardCall, _ person: SimulatedPerson, holdsAppointment: Bool,
    decision: AfterCallDecision
  ) {
    let recall = call.recall
    if call.direction == .outbound {
      busyPeople.remove(recalls[recall].person)
      busyNumbers.remove(call.number)
      recalls[recall].dials[recalls[recall].dials.count - 1].ending = call.recorded
      if isContact(call.recorded) { contact(recall, call.number, call.started) }
    }
    judgeWords(call, holdsAppointment)
    note(call)
    judgeWordsLeft(call)
    judgePromise(call, person, decision)
    rest(call)
    if !isUnanswered(call.recorded) { recalls[recall].reached = true }
    judgeStanding(call, decision)
    judgeEnd(recall, decision, at: call.ended, person)
  }

  /// A held appointment makes it scheduled, and what was said stands beside it.
  private mutating func judgeWords(_ call: HeardCall, _ holdsAppointment: Bool) {
    if call.recorded != call.said, call.also != call.said {
      violation(.outcome, call.recall, at: call.ended, "\(call.said) stands nowhere")
    }
    let apart = call.said.detail == .emergency || call.said.detail == .deceased
    let scheduled = call.recorded.outcome == .scheduled
    if (holdsAppointment || call.booked) && !apart && !scheduled {
      violation(.outcome, call.recall, at: call.ended, "an appointment is not told")
    }
    if !holdsAppointment, !call.booked, scheduled, call.said.outcome != .scheduled {
      violation(.outcome, call.recall, at: call.ended, "no appointment is held")
    }
  }

  private mutating func note(_ call: HeardCall) {
    let person = recalls[call.recall].person
    if call.optedOut || (call.said.detail == .doNotContact && call.gate == .open) {
      people[person].optedOut = true
      people[person].optedOutAloud = true
      recalls[call.recall].saidNo = true
    }
    if call.gate == .open, call.said.detail == .final || call.said.detail == .careElsewhere {
      recalls[call.recall].saidNo = true
    }
    recalls[call.recall].lastBrokeOff = call.recorded.detail == .dropped
    if call.recorded.detail == .dropped { recalls[call.recall].brokenOff.append(call.started) }
    if call.said.detail == .attemptsExhausted { recalls[call.recall].saidExhausted = true }
    if call.said.detail == .deceased { people[person].heldForDeath = true }
    guard call.direction == .outbound else { return }
    switch call.recorded.detail {
    case .doNotContact where call.gate != .open: silenced.insert(call.number)
    case .notKnown, .notAPerson: people[person].wrong.insert(call.number)
    case .disconnected: dead.insert(call.number)
    default: break
    }
  }

  /// One in a round, which ends when the patient is reached, and two in a recall (DOMAIN 9b).
  private mutating func judgeWordsLeft(_ call: HeardCall) {
    if !isUnanswered(call.recorded) { recalls[call.recall].wordsLeft.inRound = 0 }
    guard [.voicemail, .withPerson].contains(call.recorded.detail) else { return }
    recalls[call.recall].wordsLeft.inRound += 1
    recalls[call.recall].wordsLeft.inAll += 1
    let left = recalls[call.recall].wordsLeft
    guard left.inRound > 1 || left.inAll > 2 else { return }
    violation(
      .leftTooOften, call.recall, at: call.ended,
      "\(left.inRound) in a round, \(left.inAll) in all")
  }

  // MARK: Promises

  private mutating func judgePromise(
    _ call: HeardCall, _ person: SimulatedPerson, _ decision: AfterCallDecision
  ) {
    let recall = call.recall
    // Who wants no more calls is promised none.
    let isOver =
      decision.state == .closed || decision.state == .scheduled
      || people[recalls[recall].person].optedOut
    if let window = call.window, decision.callback == window {
      recalls[recall].everPromised = true
      promise(recall, PromiseLedger(window, owner: call.caller))
      return
    }
    if call.said.detail == .atTime, call.recorded == call.said, !isOver, decision.state == .open,
      !people[recalls[recall].person].optedOut
    {
      violation(.promiseLost, recall, at: call.ended, "a time was given and is not kept")
    }
    guard var standing = recalls[recall].promise else { return }
    if isOver || !isUnanswered(call.recorded) {
      keepOrDrop(call, standing, decision)
      return
    }
    if missed(call, &standing) {
      promise(recall, nil)
    } else if let window = decision.callback {
      judgeMove(call, &standing, window, person)
      promise(recall, standing)
    } else {
      violation(.promiseLost, recall, at: call.ended, "after \(standing.misses) misses")
      promise(recall, nil)
    }
  }

  /// Somebody spoke: the promise is answered, unless they only silenced their own number.
  private mutating func keepOrDrop(
    _ call: HeardCall, _ standing: PromiseLedger, _ decision: AfterCallDecision
  ) {
    promise(call.recall, decision.callback == standing.window ? standing : nil)
  }

  /// Counts a miss; `true` after the second, when the cadence goes on.
  private func missed(_ call: HeardCall, _ promise: inout PromiseLedger) -> Bool {
    guard call.direction == .outbound, call.recorded.outcome != .wrongNumber else { return false }
    if isFailedDial(call.recorded), firstFailedToday(call) { return false }
    promise.misses += 1
    return promise.misses >= 2
  }

  private func firstFailedToday(_ call: HeardCall) -> Bool {
    let today = Wall.eastern.reads(call.started).day
    return recalls[call.recall].dials.dropLast().allSatisfy {
      Wall.eastern.reads($0.at).day != today
        || !($0.ending.map(isFailedDial) ?? false)
    }
  }

  private mutating func judgeMove(
    _ call: HeardCall, _ standing: inout PromiseLedger, _ window: CallbackWindow,
    _ person: SimulatedPerson
  ) {
    let ledger = recalls[call.recall]
    if window == standing.window {
      let waits = call.recorded.detail == .busySignal || call.recorded.detail == .technical
      standing.redialAt = waits ? call.ended.addingTimeInterval(1800) : nil
      return
    }
    let day = Wall.day(window.date.year, window.date.month, window.date.day)
    let later = walls(person, ledger.person).contains { $0.reads(call.ended).day < day }
    if window.moment != standing.window.moment || !later {
      violation(.promiseLost, call.recall, at: call.ended, "moved to another time of day")
    }
    standing.move(to: window)
  }

  mutating func promise(_ recall: Int, _ promise: PromiseLedger?) {
    recalls[recall].promise = promise
    if promise == nil { promised.remove(recall) } else { promised.insert(recall) }
  }
}
