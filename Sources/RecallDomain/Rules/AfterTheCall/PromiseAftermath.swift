import Foundation

/// What becomes of a promise to call back: given in this call, kept, missed, or still standing.
extension CallAftermath {
  /// The time given in this call; `nil` when none was.
  func promised() -> AfterCallDecision? { call.callback.map { promised($0, by: call.caller) } }

  /// A call that was to keep a promise and reached nobody: once more, the same time on the next
  /// day that can be honoured; after two misses the cadence goes on. A call that came in, and a
  /// message, miss nothing: the promise stands as it was.
  func keptPromise() -> AfterCallDecision? {
    guard let standing = standing, call.ending.isUnanswered else { return nil }
    if call.direction == .inbound || call.ending.detail == .sent { return standingAsItWas }
    guard call.ending.outcome != .wrongNumber, let misses = situation.position.promiseMisses else {
      return nil
    }
    // The first failed dial of a day is no miss: tried again after its rest.
    if call.ending.isFailedDial, misses == missesBefore {
      var again = promised(standing, by: before.entry.owner)
      again.next.at = rested
      return again
    }
    let today = LocalTime(call.ended, in: situation.zone).date
    let again = PromisedCallback.again(
      standing, after: today, hours: situation.hours, state: situation.state)
    return promised(again, by: before.entry.owner)
  }

  /// The number of a promised call turned out to be no use: the promise is kept at another one, at
  /// once.
  func atAnotherNumber() -> AfterCallDecision? {
    guard let standing = standing else { return nil }
    var again = promised(standing, by: before.entry.owner)
    again.next.at = max(call.ended, again.next.at ?? call.ended)
    return again
  }

  /// What was promised before this call, when it gave no other time.
  private var standing: CallbackWindow? { call.callback == nil ? before.entry.callback : nil }

  private var standingAsItWas: AfterCallDecision? {
    standing.map { window in
      var decision = promised(window, by: before.entry.owner)
      decision.next.at = before.entry.nextAt ?? decision.next.at
      return decision
    }
  }

  /// Misses that had been counted when this call began.
  private var missesBefore: Int? {
    situation.cadence.position(after: before.attempts, zone: situation.zone).promiseMisses
  }

  private func promised(_ window: CallbackWindow, by owner: String?) -> AfterCallDecision {
    let promise = PromisedCallback(
      window, zone: situation.zone, hours: situation.hours, state: situation.state)
    return AfterCallDecision(
      state: .open, next: NextAction(kind: .call, owner: owner, at: promise.start),
      callback: window)
  }
}
