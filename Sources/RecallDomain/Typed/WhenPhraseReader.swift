/// Puts tokens together to one day and one time.
struct WhenPhraseReader {
  private var tokens: [WhenToken]
  private var day: WhenPhrase.Day?
  private var weekday: Weekday?
  private var dayOfMonth: Int?
  private var hour: (hour: Int, minute: Int, half: WhenToken.Half?, padded: Bool)?
  private var part: PartOfDay?
  private var plus = 0
  private var fromNow: Int?
  private var isBroken = false

  init(_ tokens: [WhenToken]) { self.tokens = tokens }

  mutating func read() -> WhenPhrase? {
    joinHalves()
    joinMonths()
    var index = 0
    while index < tokens.count, !isBroken { index += take(at: index) }
    guard !isBroken, let clock = clock() else { return nil }
    if let weekday, day == nil {
      return WhenPhrase(
        day: .weekday(weekday), weekday: nil, dayOfMonth: dayOfMonth, clock: clock.value)
    }
    guard day != nil || clock.value != nil else { return nil }
    return WhenPhrase(day: day, weekday: weekday, dayOfMonth: nil, clock: clock.value)
  }

  /// `3 pm` and `3:30 pm` are one time.
  private mutating func joinHalves() {
    var joined: [WhenToken] = []
    for token in tokens {
      if let half = half(of: token), let last = joined.last, let time = time(last, half) {
        joined[joined.count - 1] = time
      } else {
        joined.append(token)
      }
    }
    tokens = joined
  }

  private func half(of token: WhenToken) -> WhenToken.Half? {
    switch token {
    case .meaning(.am): .am
    case .meaning(.pm): .pm
    default: nil
    }
  }

  private func time(_ token: WhenToken, _ half: WhenToken.Half) -> WhenToken? {
    switch token {
    case .number(let hour, let digits) where digits <= 2:
      .time(hour: hour, minute: 0, half: half, padded: false)
    case .time(let hour, let minute, nil, let padded):
      .time(hour: hour, minute: minute, half: half, padded: padded)
    default: nil
    }
  }

  /// `24 de noviembre de 2026`, `Nov 24, 2026` are one date.
  private mutating func joinMonths() {
    while let index = tokens.firstIndex(where: {
      if case .meaning(.month) = $0 { true } else { false }
    }) {
      guard case .meaning(.month(let month)) = tokens[index] else { return }
      let before = number(from: index - 1, step: -1, through: 1...31)
      guard let day = before ?? number(from: index + 1, step: 1, through: 1...31) else {
        isBroken = true
        return
      }
      let last = max(index, day.index)
      let year = number(from: last + 1, step: 1, through: 1900...2999)
      let range = min(index, day.index)...max(last, year?.index ?? last)
      tokens.replaceSubrange(
        range, with: [.date(year: year?.value, month: month, day: day.value)])
    }
  }

  /// The next number in a direction, over fillers only.
  private func number(
    from start: Int, step: Int, through range: ClosedRange<Int>
  ) -> (value: Int, index: Int)? {
    var index = start
    while tokens.indices.contains(index) {
      switch tokens[index] {
      case .meaning(.filler): index += step
      case .number(let value, let digits)
      where range.contains(value) && (digits <= 2 || range.lowerBound >= 1900):
        return (value, index)
      default: return nil
      }
    }
    return nil
  }

  // MARK: one token after the other

  /// How many tokens were taken.
  private mutating func take(at index: Int) -> Int {
    switch tokens[index] {
    case .meaning(let meaning): take(meaning)
    case .date(let year, let month, let dayOfMonth):
      set(.date(year: year, month: month, day: dayOfMonth))
    case .time(let hour, let minute, let half, let padded):
      set(hour: hour, minute: minute, half, padded: padded)
    case .number(let number, let digits):
      return take(number, digits, at: index)
    }
    return 1
  }

  private mutating func take(_ meaning: WhenWords.Meaning) {
    switch meaning {
    case .day(let ahead):
      // `mañana` after another day is the morning.
      if ahead == 1, day != nil || weekday != nil, part == nil {
        part = .morning
      } else {
        set(.ahead(ahead))
      }
    case .weekday(let named):
      if weekday != nil { breakOff() }
      weekday = named
    case .part(let named): set(named)
    case .dayPart(let ahead, let named):
      set(.ahead(ahead))
      set(named)
    case .noon: set(hour: 12, minute: 0, .pm, padded: false)
    case .am: set(.morning)
    case .pm: set(.afternoon)
    case .plus(let minutes):
      if plus != 0 { breakOff() }
      plus = minutes
    case .month, .number, .unit: breakOff()
    case .at, .within, .filler: break
    }
  }

  private mutating func take(_ number: Int, _ digits: Int, at index: Int) -> Int {
    if tokens.indices.contains(index + 1), case .meaning(.unit(let unit)) = tokens[index + 1] {
      let isSpan = index > 0 && tokens[index - 1] == .meaning(.within)
      if isSpan || unit == .days || unit == .weeks {
        setSpan(number, unit)
        return 2
      }
      // `a las 15 horas`
      set(hour: number, minute: 0, nil, padded: true)
      if unit != .hours { breakOff() }
      return 2
    }
    if index > 0, case .meaning(.weekday) = tokens[index - 1], (13...31).contains(number) {
      dayOfMonth = number
    } else if digits >= 3 {
      set(hour: number / 100, minute: number % 100, nil, padded: digits == 4)
    } else if let hour, hour.minute == 0, hour.half == nil, digits == 2 {
      self.hour = (hour.hour, number, nil, hour.padded)
    } else {
      set(hour: number, minute: 0, nil, padded: digits == 2 && number < 10)
    }
    return 1
  }

  private mutating func setSpan(_ number: Int, _ unit: WhenWords.Unit) {
    switch unit {
    case .days: set(.ahead(number))
    case .weeks: set(.ahead(number * 7))
    case .minutes, .hours:
      guard fromNow == nil, number <= 600 else { return breakOff() }
      fromNow = unit == .hours ? number * 60 : number
    }
  }

  private mutating func set(_ new: WhenPhrase.Day) {
    guard day == nil else { return breakOff() }
    day = new
  }

  private mutating func set(_ new: PartOfDay) {
    guard part == nil || part == new else { return breakOff() }
    part = new
  }

  private mutating func set(hour: Int, minute: Int, _ half: WhenToken.Half?, padded: Bool) {
    guard self.hour == nil, (0...23).contains(hour), (0...59).contains(minute) else {
      return breakOff()
    }
    if half != nil, !(1...12).contains(hour) { return breakOff() }
    self.hour = (hour, minute, half, padded)
  }

  private mutating func breakOff() { isBroken = true }

  // MARK: the time

  /// `nil` when hour and part do not fit together; a `value` of `nil` when no time was said.
  private func clock() -> (value: WhenPhrase.Clock?, Void)? {
    if let fromNow {
      return hour == nil && part == nil && day == nil ? (.fromNow(fromNow), ()) : nil
    }
    guard let hour else { return plus == 0 ? (part.map { .part($0) }, ()) : nil }
    guard plus == 0 || hour.minute == 0 else { return nil }
    let half = hour.half ?? part.map { $0 == .morning ? .am : .pm }
    let written = hour.hour * 60 + hour.minute + plus
    guard let half, (1...12).contains(hour.hour) else {
      let isClear = hour.hour == 0 || hour.hour > 12 || hour.padded
      let minutes = max(0, written)
      return isClear
        ? TimeOfDay(minutes: minutes).map { (.exact($0), ()) }
        : (.either(hour: minutes < 60 ? 12 : minutes / 60, minute: minutes % 60), ())
    }
    let twelve = hour.hour == 12
    let isMidnight = twelve && half == .am && part != .morning
    let base = half == .pm && !twelve ? 720 : isMidnight ? -720 : 0
    return TimeOfDay(minutes: max(0, written + base)).map { (.exact($0), ()) }
  }
}
