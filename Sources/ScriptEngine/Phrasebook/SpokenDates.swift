package import RecallDomain

/// Days and times as one language says them, by the patterns of its `language.yaml`.
package struct SpokenDates: Hashable, Sendable {
  private let language: Language
  private let locale: String

  package init(language: Language, locale: String) {
    self.language = language
    self.locale = locale
  }

  /// A day with its name; with the year when it is further from today than that name tells.
  package func date(_ date: CivilDate, today: CivilDate) -> String {
    let far = abs(date.days(until: today)) > Self.nearDays
    let pattern = far ? language.farDatePattern ?? language.datePattern : language.datePattern
    return PatternWords.text(LocalTime(date: date, time: Self.noon), pattern, locale: locale)
  }

  /// "today" and "tomorrow" where the language has words for them, else the day with its name.
  package func day(_ date: CivilDate, today: CivilDate) -> String {
    let named: Language.NamedDay? =
      switch today.days(until: date) {
      case 0: .today
      case 1: .tomorrow
      default: nil
      }
    return named.flatMap { language.days[$0] } ?? self.date(date, today: today)
  }

  /// A time of day; 24:00 reads as midnight.
  package func time(_ time: TimeOfDay) -> String {
    PatternWords.text(
      LocalTime(date: Self.anyDay, time: time), language.timePattern, locale: locale)
  }

  /// A day and a time.
  package func moment(_ moment: LocalTime, today: CivilDate) -> String {
    let (day, time) = (day(moment.date, today: today), time(moment.time))
    let atOne = moment.time.minutes / 60 % 12 == 1
    guard let at = atOne ? language.atOne ?? language.at : language.at else {
      return "\(day), \(time)"
    }
    return "\(day) \(at) \(time)"
  }

  /// A day, and a time or a part of the day.
  package func window(_ window: CallbackWindow, today: CivilDate) -> String {
    switch window.moment {
    case .time(let time): return moment(LocalTime(date: window.date, time: time), today: today)
    case .part(let part):
      let day = day(window.date, today: today)
      guard let words = language.parts[part.rawValue] else { return day }
      return "\(day) \(words)"
    }
  }

  /// Nearer than this, a weekday and a month cannot be taken for those of another year.
  private static let nearDays = 300
  private static let noon = TimeOfDay(hour: 12, minute: 0)!
  private static let anyDay = CivilDate(year: 2026, month: 1, day: 1)!
}
