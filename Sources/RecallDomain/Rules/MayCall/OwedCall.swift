import Foundation

/// A call that the clinic owes when the steps of the cadence are used up: the patient asked to be
/// called again at any time, or a queue has answered and the patient has not been told.
///
/// It may be tried on two days, like a promise that may be missed twice (DOMAIN 6: one more than
/// the attempts for what the patient asked for). Before the steps are used up they are the way to
/// make it, and nothing is added.
enum OwedCall {
  static let days = PromisedCallback.missesAllowed

  static func isOwed(_ candidate: Candidate, zone: Zone) -> Bool {
    let attempts = candidate.attempts
    let reached = attempts.lastIndex { !($0.ending?.isUnanswered ?? true) }
    if let reached, attempts[reached].ending?.detail == .anyTime,
      isLeft(after: reached, attempts, zone)
    {
      return true
    }
    return candidate.items.contains { item in
      guard item.state == .answered else { return false }
      // Whoever hears the answer closes the item: until then every call since has missed them.
      if let answer = item.answer {
        let before = attempts.lastIndex { $0.started < answer.at } ?? -1
        return isLeft(after: before, attempts, zone)
      }
      let asked = attempts.lastIndex { $0.call == item.call } ?? -1
      return (reached ?? -1) <= asked && isLeft(after: asked, attempts, zone)
    }
  }

  /// A team has answered, and the patient waits to hear it: they have asked for this call.
  static func isAwaited(_ candidate: Candidate, zone: Zone) -> Bool {
    candidate.items.contains { item in
      guard item.isToBeTold, let answer = item.answer else { return false }
      let before = candidate.attempts.lastIndex { $0.started < answer.at } ?? -1
      return isLeft(after: before, candidate.attempts, zone)
    }
  }

  private static func isLeft(after index: Int, _ attempts: [AttemptSummary], _ zone: Zone) -> Bool {
    let calls = attempts[(index + 1)...].filter {
      $0.direction == .outbound && $0.ending?.detail != .sent
    }
    return Set(calls.map { LocalTime($0.started, in: zone).date }).count < days
  }
}

extension Cadence {
  /// The next step where a call is owed: at any part of the day, counted as the last attempt.
  func owed(since last: Date?) -> CadenceNext {
    .call(attempt: attemptsMax, notBefore: last, by: nil, parts: nil)
  }
}
