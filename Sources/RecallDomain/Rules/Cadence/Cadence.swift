package import Foundation

/// Where a recall stands in the steps of its cadence, told by its attempts alone (MISSION 15).
///
/// A step is used up by one attempt. None is used up by a call that came in, a wrong or dead
/// number (the next one may be dialled at once), the first failed or broken dial of a day, and a
/// call made to keep a promise: what the patient asked for is not one of the clinic's attempts.
package struct CadencePosition: Hashable, Sendable {
  /// Index of the next step; `steps.count` when all are used up.
  package private(set) var step = 0
  /// When the last used-up step happened.
  package private(set) var last: Date?
  /// When the clinic was last in contact, whether or not that used up a step: what a close counts
  /// from.
  package private(set) var lastContact: Date?
  /// Parts of the day in which the clinic has called.
  package private(set) var partsTried: Set<PartOfDay> = []
  /// Calls that missed the present promise; `nil` when nothing is promised.
  package private(set) var promiseMisses: Int?

  private var failedDialDay: CivilDate?

  /// - Parameter zone: the patient's, in which days and parts of the day are told.
  package init(_ steps: [CadenceStep], after attempts: [AttemptSummary], zone: Zone) {
    for attempt in attempts { pass(attempt, steps, zone) }
  }

  private mutating func pass(_ attempt: AttemptSummary, _ steps: [CadenceStep], _ zone: Zone) {
    let local = LocalTime(attempt.started, in: zone)
    // A message keeps none, and is a step whatever was promised before it.
    let keepsPromise =
      promiseMisses != nil && attempt.direction == .outbound && attempt.ending?.detail != .sent
    let free = isFree(attempt, on: local.date)
    if attempt.ending?.isFailedDial == true, attempt.direction == .outbound {
      failedDialDay = local.date
    }
    notePromise(attempt, free: free)
    guard attempt.direction == .outbound else { return }
    let usesUp = !free && !keepsPromise
    if attempt.isContact || usesUp { lastContact = attempt.started }
    if attempt.ending?.detail != .sent, attempt.isContact || usesUp {
      partsTried.insert(.callingSlot(local.time))
    }
    guard usesUp else { return }
    useUp(attempt, steps)
    last = attempt.started
  }

  private func isFree(_ attempt: AttemptSummary, on day: CivilDate) -> Bool {
    guard attempt.direction == .outbound, let ending = attempt.ending else {
      return attempt.direction == .inbound
    }
    if ending.outcome == .wrongNumber { return true }
    return ending.isFailedDial && failedDialDay != day
  }

  private mutating func notePromise(_ attempt: AttemptSummary, free: Bool) {
    // A message misses nothing; and who silenced the number they answer was not the patient, or
    // nothing would go on.
    guard let ending = attempt.ending, ending.detail != .sent, ending.detail != .doNotContact else {
      return
    }
    if attempt.gaveTime {
      promiseMisses = 0
    } else if !ending.isUnanswered {
      promiseMisses = nil
    } else if let misses = promiseMisses, attempt.direction == .outbound, !free {
      promiseMisses = misses + 1 < PromisedCallback.missesAllowed ? misses + 1 : nil
    }
  }

  /// A call made where a message was due passes over the message.
  private mutating func useUp(_ attempt: AttemptSummary, _ steps: [CadenceStep]) {
    while step < steps.count {
      switch steps[step].act {
      case .message where attempt.ending?.detail != .sent: step += 1
      case .message, .call:
        step += 1
        return
      case .close: return
      }
    }
  }
}

/// What the cadence asks for next.
package enum CadenceNext: Hashable, Sendable {
  /// - Parameters:
  ///   - notBefore: `nil` = at once.
  ///   - by: when it should have happened.
  ///   - parts: in which parts of the day; `nil` = in any.
  case call(attempt: Int, notBefore: Date?, by: Date?, parts: Set<PartOfDay>?)
  /// A message is due; when none was sent by `lapses`, the call after it is next.
  case message(attempt: Int, at: Date, lapses: Date)
  /// All steps are used up; without an answer the recall closes then.
  case exhausted(closes: Date)
}

/// The steps of `clinic.yaml` for one segment, applied to one recall.
package struct Cadence: Hashable, Sendable {
  package let steps: [CadenceStep]
  package let hours: CallingHours

  package init(_ policy: ClinicPolicy, of segment: String) {
    steps = policy.cadence(of: segment)
    hours = policy.calling(of: segment)
  }

  /// `m` of "attempt n of m": calls and messages.
  package var attemptsMax: Int { max(1, steps.count { $0.act != .close }) }

  /// `n` of "attempt n of m" for a step.
  private func attempt(_ step: Int) -> Int {
    min(attemptsMax, steps.prefix(step).count { $0.act != .close } + 1)
  }

  package func position(after attempts: [AttemptSummary], zone: Zone) -> CadencePosition {
    CadencePosition(steps, after: attempts, zone: zone)
  }

  /// How long a message that begins a cadence is waited for, in days from when it could first be
  /// written: nothing was tried yet, and a cap of one day must not cost the patient the step.
  static let patience = 3

  /// - Parameter canMessage: whether the patient consented to some channel; otherwise message
  ///   steps are passed over, and their days are not waited for.
  /// - Parameter begun: since when a message that begins the cadence has been the next step; `nil` =
  ///   from now on.
  /// - Parameter zones: where the patient may be; days and parts of the day are told in the first.
  package func next(
    from position: CadencePosition, at now: Date, canMessage: Bool, begun: Date? = nil,
    zones: [Zone], state: String?
  ) -> CadenceNext {
    let zone = zones[0]
    var (step, since) = (position.step, position.last)
    while step < steps.count {
      let due = since.map { later($0, days: steps[step].afterDays, zone) }
      switch steps[step].act {
      case .call(let part):
        return .call(
          attempt: attempt(step), notBefore: due, by: by(steps[step], since, zone),
          parts: parts(part, tried: position.partsTried, from: now, zones, state))
      case .message where canMessage:
        let from = due ?? begun ?? now
        let following = step + 1 < steps.count ? steps[step + 1].afterDays : 0
        let days = max(following, due == nil ? Self.patience : 1)
        let opens = hours.nextOpening(after: from, zones: zones, state: state) ?? from
        // On a closed day it cannot be written, and the day after is not too late yet.
        let lapses = max(later(from, days: days, zone), later(opens, days: 1, zone))
        if now < lapses { return .message(attempt: attempt(step), at: from, lapses: lapses) }
        since = from
      case .message: break
      case .close:
        let last = [since, position.lastContact].compactMap { $0 }.max()
        return .exhausted(
          closes: last.map { later($0, days: steps[step].afterDays, zone) } ?? now)
      }
      step += 1
    }
    return .exhausted(closes: since ?? now)
  }

  /// "Attempt n of m" of the next call or message; the last one when all are used up.
  package func attemptNumber(_ next: CadenceNext) -> Int {
    switch next {
    case .call(let attempt, _, _, _), .message(let attempt, _, _): attempt
    case .exhausted: attemptsMax
    }
  }

  /// The beginning of the day so many days later; the instant itself for none.
  private func later(_ instant: Date, days: Int, _ zone: Zone) -> Date {
    guard days > 0 else { return instant }
    let date = LocalTime(instant, in: zone).date.adding(days: days)
    return LocalTime(date: date, time: TimeOfDay(minutes: 0)!).instant(in: zone)
  }

  /// The end of the last business day for the step.
  private func by(_ step: CadenceStep, _ since: Date?, _ zone: Zone) -> Date? {
    guard let within = step.withinBusinessDays, let since else { return nil }
    let date = hours.businessDay(within, after: LocalTime(since, in: zone).date)
    let end = hours.clinicDay(on: date)?.to ?? TimeOfDay(minutes: 1440)!
    return LocalTime(date: date, time: end).instant(in: zone)
  }

  /// Another part of the day than those tried; any part when the hours offer no other. Where the
  /// patient may be in several zones, a part is offered only if all of them are open in it.
  private func parts(
    _ part: CadenceStep.CallPart, tried: Set<PartOfDay>, from now: Date, _ zones: [Zone],
    _ state: String?
  ) -> Set<PartOfDay>? {
    guard part == .otherPartOfDay, !tried.isEmpty else { return nil }
    let today = LocalTime(now, in: zones[0]).date
    var other = hours.partsOffered(from: today, state: state).subtracting(tried)
    if zones.count > 1 {
      other = other.filter {
        hours.nextOpening(
          after: now, zones: zones, state: state, during: [$0], within: 14) != nil
      }
    }
    return other.isEmpty ? nil : other
  }
}

extension PartOfDay {
  /// Whether calling hours have any of this calling slot.
  func isSlot(within open: TimeWindow) -> Bool {
    let bounds: (Int, Int) =
      switch self {
      case .morning: (0, 720)
      case .afternoon: (720, 960)
      case .evening: (960, 1440)
      }
    return open.from.minutes < bounds.1 && open.to.minutes > bounds.0
  }
}
