import Foundation

/// The rules that only take time: due date, promise, cadence, caps, hours. Each gives the instant
/// from which it permits the call; together they give the first at which all do.
struct CallTiming {
  private let situation: CallSituation
  /// In the order in which they are given as a reason.
  private let bounds: [(reason: ExclusionReason, from: Date?)]
  private let parts: Set<PartOfDay>?
  /// The number to dial, once the caps permit it.
  let number: String?

  init(_ situation: CallSituation, caller: StaffMember?) {
    self.situation = situation
    let chosen = Self.number(situation)
    number = chosen.number
    if let promise = situation.promise {
      parts = nil
      let from = Self.promiseFrom(promise, situation.candidate, caller)
      bounds = [(.callbackLater, from), (.capReached, chosen.from)]
    } else {
      let cadence = Self.cadence(situation)
      parts = cadence.parts
      bounds = [
        (.notYetDue, situation.firstDay), (.withinCadence, cadence.from),
        (.capReached, chosen.from),
      ]
    }
  }

  var callability: Callability {
    let now = situation.now
    let late = bounds.first { ($0.from ?? .distantFuture) > now }
    if let late { return .excluded(late.reason, until: earliest) }
    let hours = situation.hours
    guard hours.isOpen(at: now, zones: situation.zones, state: situation.state) else {
      return .excluded(.outsideHours, until: earliest)
    }
    guard let number, earliest == now else { return .excluded(.withinCadence, until: earliest) }
    return .callable(number: number)
  }

  /// The first instant at which all of them permit the call; `nil` when none is in sight.
  var earliest: Date? {
    var from = situation.now
    for bound in bounds {
      guard let instant = bound.from else { return nil }
      from = max(from, instant)
    }
    let hours = situation.hours
    return hours.nextOpening(
      after: from, zones: situation.zones, state: situation.state, during: parts)
  }

  /// A promise of an exact time is its caller's until that time, anybody's afterwards; after an
  /// engaged signal it waits for the redial.
  private static func promiseFrom(
    _ promise: PromisedCallback, _ candidate: Candidate, _ caller: StaffMember?
  ) -> Date {
    let entry = candidate.entry
    if entry.nextAction == .call, let redial = entry.nextAt, redial > promise.start,
      candidate.attempts.last?.ending?.isFailedDial == true
    {
      return redial
    }
    guard let caller, let owner = entry.owner, owner != caller.id else { return promise.from }
    return promise.start
  }

  private static func cadence(_ situation: CallSituation) -> (from: Date, parts: Set<PartOfDay>?) {
    let entry = situation.candidate.entry
    let mine = entry.nextAction == .call || entry.nextAction == .message
    let written = mine ? entry.nextAt ?? .distantPast : .distantPast
    let held = max(written, rest(situation) ?? .distantPast)
    switch situation.next {
    case .call(_, let notBefore, _, let parts):
      return (max(held, notBefore ?? .distantPast), parts)
    case .message(_, _, let lapses): return (max(held, lapses), nil)
    case .exhausted: return (held, nil)
    }
  }

  /// The rest after the last attempt. The field's own default gives way to a step that is to come
  /// within its days; what the clinic wrote stands, and was compared when it was read.
  private static func rest(_ situation: CallSituation) -> Date? {
    guard let rest = situation.rest, case .call(_, _, let by?, _) = situation.next,
      let last = situation.candidate.attempts.last, last.started == situation.position.last,
      let ending = last.ending, ending.followUp(gate: .open) == .nextStep,
      !situation.rules.policy.delays.isOwn(ending.detail)
    else { return situation.rest }
    let lastDay = LocalTime(
      date: LocalTime(by, in: situation.zone).date, time: TimeOfDay(minutes: 0)!)
    return min(rest, lastDay.instant(in: situation.zone))
  }

  /// The first number, in dialling order, that the caps permit soonest: by the patient's contacts
  /// and by the number's, whomever they were for.
  private static func number(_ situation: CallSituation) -> (number: String?, from: Date?) {
    let limits = situation.limits
    let extra = extraContacts(situation)
    let free = { (contacts: [Date]) in
      limits.earliest(
        after: contacts, from: situation.now, zones: situation.zones, extra: extra)
    }
    guard let patient = free(situation.contactsWithPatient) else { return (nil, nil) }
    var best: (number: String?, from: Date?) = (nil, nil)
    for phone in situation.numbers {
      let contacts = situation.candidate.contactsByNumber[phone.number] ?? []
      guard let own = free(contacts) else { continue }
      let from = max(patient, own)
      if best.from.map({ from < $0 }) ?? true { best = (phone.number, from) }
    }
    return best
  }

  /// One contact more than the caps, for a call that the patient asked for or one that broke off
  /// today (DOMAIN 1.4).
  private static func extraContacts(_ situation: CallSituation) -> Int {
    if situation.promise != nil || situation.isAwaited { return 1 }
    let last = situation.candidate.attempts.last
    let dropped =
      last?.ending?.detail == .dropped
      && last.map { LocalTime($0.started, in: situation.zone).date } == situation.today
    return dropped && brokenOff(situation) == 1 ? 1 : 0
  }

  private static func brokenOff(_ situation: CallSituation) -> Int {
    situation.candidate.attempts.count {
      $0.ending?.detail == .dropped
        && LocalTime($0.started, in: situation.zone).date == situation.today
    }
  }
}
