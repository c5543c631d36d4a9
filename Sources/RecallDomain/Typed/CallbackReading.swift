package import Foundation

/// Reads when a patient wants to be called, as people write it in either language, and refuses what
/// cannot be honoured where the patient is (INTERFACES, "The console", 4).
package enum CallbackReading {
  package enum Reading: Hashable, Sendable {
    case window(CallbackWindow)
    case refused(Reason)
  }

  /// Why not; the console says it in its own words.
  package enum Reason: String, CaseIterable, Hashable, Sendable {
    case unreadable
    case past
    case closedDay = "closed-day"
    case outsideHours = "outside-hours"
    case tooFar = "too-far"
    /// A day without a time or a part of the day.
    case noTime = "no-time"
  }

  /// Days ahead a callback may be promised: beyond, the cadence is the better promise.
  package static let furthest = 60

  package static func read(
    _ text: String, now: Date, zone: Zone, policy: ClinicPolicy, state: String?, words: WhenWords
  ) -> Reading {
    guard let phrase = WhenPhrase(text, words) else { return .refused(.unreadable) }
    let judge = CallbackJudge(now: now, zone: zone, hours: policy.calling, state: state)
    return judge.reading(of: phrase)
  }

  /// What a prompt offers by number: the rest of today, then the next day with calls: morning,
  /// afternoon, after work. Only what can be honoured.
  package static func picks(
    now: Date, zone: Zone, policy: ClinicPolicy, state: String?
  ) -> [CallbackWindow] {
    let judge = CallbackJudge(now: now, zone: zone, hours: policy.calling, state: state)
    let today = judge.calendar.today
    let next = (1...14).lazy.map { today.adding(days: $0) }.first {
      policy.calling.window(on: $0, state: state) != nil
    }
    return [today, next].compactMap { $0 }.flatMap { date in
      PartOfDay.allCases.compactMap { part in
        guard case .window(let window) = judge.judge(date, .part(part)) else { return nil }
        return window
      }
    }
  }
}

/// Whether a call at that time can be honoured.
struct CallbackJudge {
  let calendar: WhenCalendar
  private let now: Date
  private let zone: Zone
  private let hours: CallingHours
  private let state: String?
  /// Minutes that must be left of a part of today.
  private static let rest = 15

  init(now: Date, zone: Zone, hours: CallingHours, state: String?) {
    self.now = now
    self.zone = zone
    self.hours = hours
    self.state = state
    calendar = WhenCalendar(now: now, zone: zone)
  }

  func reading(of phrase: WhenPhrase) -> CallbackReading.Reading {
    if case .fromNow(let minutes) = phrase.clock { return fromNow(minutes) }
    let phrase = calendar.settled(phrase)
    let days = calendar.days(of: phrase)
    guard !days.isEmpty else { return .refused(.unreadable) }
    guard let clock = phrase.clock else { return .refused(.noTime) }
    var reasons: [CallbackReading.Reason] = []
    for day in days {
      switch judge(day, clock) {
      case .window(let window): return .window(window)
      case .refused(let reason):
        // A day that was named stands; only `today` gives way to its next week.
        if phrase.day != nil, reason != .past { return .refused(reason) }
        reasons.append(reason)
      }
    }
    let telling = reasons.first { $0 != .past && $0 != .closedDay }
    return .refused(telling ?? reasons[0])
  }

  /// The first reading of the time that can be honoured; else why the likeliest cannot.
  func judge(_ date: CivilDate, _ clock: WhenPhrase.Clock) -> CallbackReading.Reading {
    if case .part(let part) = clock { return judge(date, part) }
    let readings = clock.times.map { judge(date, $0) }
    return readings.first { if case .window = $0 { true } else { false } } ?? readings[0]
  }

  private func judge(_ date: CivilDate, _ time: TimeOfDay) -> CallbackReading.Reading {
    if date < calendar.today || (date == calendar.today && time <= calendar.time) {
      return .refused(.past)
    }
    return open(on: date) { $0.contains(time) ? nil : .outsideHours }
      ?? .window(CallbackWindow(date: date, moment: .time(time)))
  }

  private func judge(_ date: CivilDate, _ part: PartOfDay) -> CallbackReading.Reading {
    if date < calendar.today { return .refused(.past) }
    return open(on: date) { open in
      guard let span = part.bounds.intersection(open) else { return .outsideHours }
      let isOver = span.to.minutes - calendar.time.minutes < Self.rest
      return date == calendar.today && isOver ? .past : nil
    } ?? .window(CallbackWindow(date: date, moment: .part(part)))
  }

  /// `nil` when the day is open and `problem` finds nothing.
  private func open(
    on date: CivilDate, _ problem: (TimeWindow) -> CallbackReading.Reason?
  ) -> CallbackReading.Reading? {
    if calendar.today.days(until: date) > CallbackReading.furthest { return .refused(.tooFar) }
    guard let open = hours.window(on: date, state: state) else { return .refused(.closedDay) }
    return problem(open).map { .refused($0) }
  }

  /// Rounded up to the next five minutes.
  private func fromNow(_ minutes: Int) -> CallbackReading.Reading {
    let step = 300.0
    let exact = now.timeIntervalSince1970 + Double(minutes) * 60
    let local = LocalTime(
      Date(timeIntervalSince1970: (exact / step).rounded(.up) * step), in: zone)
    return judge(local.date, local.time)
  }
}
