import Foundation

/// A policy walked through by the real rules with a patient who never answers: can every step of
/// the cadence come when it says? Begun on each day of a week at each part of the day, with and
/// without a message left, with and without consent to be written to.
enum UnansweredCalls {
  static func contradictions(
    of policy: ClinicPolicy, leavesWord: Bool
  ) -> [PolicyContradiction.What] {
    let silent = Ending(.noAnswer, .rangOut)!
    let endings = leavesWord ? [silent, Ending(.leftMessage, .voicemail)!] : [silent]
    let writes = policy.cadence.contains { $0.act == .message }
    var found: [PolicyContradiction.What] = []
    for start in starts(policy) {
      for ending in endings {
        for writes in writes ? [true, false] : [false] {
          var walk = UnansweredWalk(policy, first: ending, writes: writes, start: start)
          for what in walk.contradictions() where !found.contains(where: { $0.step == what.step }) {
            found.append(what)
          }
        }
      }
    }
    return found
  }

  /// April 2027 has no holiday and no clock change in the United States.
  private static let monday = CivilDate(year: 2027, month: 4, day: 5)!

  private static func starts(_ policy: ClinicPolicy) -> [Date] {
    let plain = policy.withoutHolidays
    return (0..<7).flatMap { ahead -> [Date] in
      let day = monday.adding(days: ahead)
      guard let window = plain.calling.window(on: day, state: plain.state) else { return [] }
      return ([window.from] + PartOfDay.slotStarts.filter { window.contains($0) }).map {
        LocalTime(date: day, time: $0).instant(in: plain.zone)
      }
    }
  }
}

extension ClinicPolicy {
  /// Days that are closed by name put a step off without contradicting it.
  fileprivate var withoutHolidays: ClinicPolicy {
    var plain = self
    (plain.calling.holidays, plain.calling.closed) = (.none, [])
    plain.segments = [UnansweredWalk.segment: SegmentPolicy(script: UnansweredWalk.segment)]
    return plain
  }
}

extension PolicyContradiction.What {
  fileprivate var step: Int? {
    switch self {
    case .tooLate(let step, _, _, _), .putOff(let step, _, _): step
    default: nil
    }
  }
}

/// One such walk: under the policy, and, where a step comes late, under it without limits.
private struct UnansweredWalk {
  static let segment = "walk"

  private let limited: CallRules
  private let free: CallRules
  private let first: Ending
  private var candidate: Candidate
  private var now: Date

  init(_ policy: ClinicPolicy, first: Ending, writes: Bool, start: Date) {
    let plain = policy.withoutHolidays
    var unlimited = plain
    unlimited.limits = ContactLimits(contactsPerDay: 999, contactsPerWeek: 999)
    (limited, free) = (CallRules(policy: plain), CallRules(policy: unlimited))
    (self.first, now) = (first, start)
    var patient = Patient(
      id: PatientID("walk"), firstName: "", lastName: "", dateOfBirth: nil)
    (patient.timeZone, patient.state) = (policy.timeZone, policy.state)
    patient.permissions.portal = writes
    patient.phones = [PatientPhone(number: "+1", kind: .home, rank: 1)]
    let entry = RecallEntry(
      id: RecallID("walk"), patient: patient.id, segment: Self.segment, reason: nil,
      due: CivilDate(dayNumber: 0), priority: 1)
    candidate = Candidate(entry: entry, patient: patient)
  }

  mutating func contradictions() -> [PolicyContradiction.What] {
    var found: [PolicyContradiction.What] = []
    for _ in limited.policy.cadence {
      let situation = CallSituation(candidate, at: now, rules: limited)
      let (attempt, by, isMessage): (Int, Date?, Bool)
      switch situation.next {
      case .call(let number, _, let deadline, _):
        (attempt, by, isMessage) = (number, deadline, false)
      case .message(let number, _, _): (attempt, by, isMessage) = (number, nil, true)
      case .exhausted: return found
      }
      let at = instant(limited, isMessage)
      if let what = judge(step(attempt), at, isMessage, by: by) { found.append(what) }
      guard let at else { return found }
      pass(at, isMessage)
    }
    return found
  }

  /// When the step may come under these rules.
  private func instant(_ rules: CallRules, _ isMessage: Bool) -> Date? {
    guard isMessage else {
      return CallTiming(CallSituation(candidate, at: now, rules: rules), caller: nil).earliest
    }
    let scripts = Set(rules.policy.segments.keys)
    switch MessageStep(rules: rules).verdict(candidate, at: now, scripts: scripts) {
    case .write: return now
    case .wait(_, let until): return until
    case .passedOver, .notNext: return nil
    }
  }

  /// The place of an attempt among the steps.
  private func step(_ attempt: Int) -> Int {
    let steps = limited.policy.cadence
    return steps.indices.filter { steps[$0].act != .close }[attempt - 1]
  }

  private func judge(
    _ step: Int, _ at: Date?, _ isMessage: Bool, by: Date?
  ) -> PolicyContradiction.What? {
    guard let last = candidate.attempts.last else { return nil }
    let rule = limited.policy.cadence[step]
    let soonest = at.map { days(from: last.started, to: $0) } ?? 999
    if let by, let within = rule.withinBusinessDays {
      guard (at ?? .distantFuture) > by else { return nil }
      let isLateAnyway = (instant(free, isMessage) ?? .distantFuture) > by
      return .tooLate(
        step: step, within: within, soonest: soonest,
        because: isLateAnyway ? cause(step, last, by) : .limits)
    }
    guard rule.afterDays > 0, soonest > rule.afterDays,
      soonest > (instant(free, isMessage).map { days(from: last.started, to: $0) } ?? 999)
    else { return nil }
    return .putOff(step: step, after: rule.afterDays, soonest: soonest)
  }

  /// What besides the limits makes it late: the step's own `after`, the rest after the outcome, or
  /// nothing but the hours.
  private func cause(
    _ step: Int, _ last: AttemptSummary, _ by: Date
  ) -> PolicyContradiction.Cause {
    let today = LocalTime(last.started, in: limited.policy.zone).date
    let until = LocalTime(by, in: limited.policy.zone).date
    if today.adding(days: limited.policy.cadence[step].afterDays) > until { return .after }
    guard let detail = last.ending?.detail, let rest = limited.policy.delays[detail] else {
      return .hours
    }
    switch rest {
    case .minutes(0), .days(0), .businessDays(0): return .hours
    default: return .delay(detail)
    }
  }

  private func days(from start: Date, to end: Date) -> Int {
    let date = { LocalTime($0, in: limited.policy.zone).date }
    return date(start).days(until: date(end))
  }

  private mutating func pass(_ at: Date, _ isMessage: Bool) {
    let isFirst = candidate.attempts.allSatisfy { $0.ending?.detail == .sent }
    let called = isFirst ? first : Ending(.noAnswer, .rangOut)!
    candidate.attempts.append(
      AttemptSummary(
        call: CallID("walk"), number: "+1", started: at, caller: "", direction: .outbound,
        ending: isMessage ? Ending(.leftMessage, .sent)! : called))
    now = at
  }
}
