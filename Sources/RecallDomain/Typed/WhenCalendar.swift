import Foundation

/// Which days a phrase can mean, seen from now on the clock of a zone.
struct WhenCalendar {
  let today: CivilDate
  let time: TimeOfDay

  init(now: Date, zone: Zone) {
    let local = LocalTime(now, in: zone)
    today = local.date
    time = local.time
  }

  /// The days to try, the likeliest first; empty when the phrase names a day of no calendar or
  /// contradicts itself. A phrase without a day means the next such time.
  func days(of phrase: WhenPhrase) -> [CivilDate] {
    switch phrase.day {
    case nil: return (0...7).map { today.adding(days: $0) }
    case .ahead(let days): return fitting(today.adding(days: days), phrase)
    case .date(let year, let month, let day):
      return date(year, month, day).map { fitting($0, phrase) } ?? []
    case .weekday(let weekday):
      if let day = phrase.dayOfMonth { return ahead { $0.day == day && $0.weekday == weekday } }
      let ahead = (weekday.rawValue - today.weekday.rawValue + 7) % 7
      return ahead == 0 ? [today, today.adding(days: 7)] : [today.adding(days: ahead)]
    }
  }

  /// `Tuesday 15` is a day of the month where such a Tuesday is near, else an hour.
  func settled(_ phrase: WhenPhrase) -> WhenPhrase {
    guard let number = phrase.dayOfMonth, phrase.clock == nil, days(of: phrase).isEmpty,
      let time = TimeOfDay(hour: number, minute: 0), number < 24
    else { return phrase }
    return WhenPhrase(day: phrase.day, weekday: nil, dayOfMonth: nil, clock: .exact(time))
  }

  /// The first day within the next two months that is so.
  private func ahead(_ isSo: (CivilDate) -> Bool) -> [CivilDate] {
    (0...62).lazy.map { today.adding(days: $0) }.first(where: isSo).map { [$0] } ?? []
  }

  private func fitting(_ date: CivilDate, _ phrase: WhenPhrase) -> [CivilDate] {
    phrase.weekday == nil || phrase.weekday == date.weekday ? [date] : []
  }

  /// Without a year: this year's, or next year's when it is over.
  private func date(_ year: Int?, _ month: Int, _ day: Int) -> CivilDate? {
    if let year { return CivilDate(year: year, month: month, day: day) }
    return (0...8).lazy.compactMap {
      CivilDate(year: today.year + $0, month: month, day: day)
    }.first { $0 >= today }
  }
}

extension WhenPhrase.Clock {
  /// The times it can mean, the likeliest first: people who ask to be called at 3 mean the
  /// afternoon, at 9 the morning.
  var times: [TimeOfDay] {
    switch self {
    case .exact(let time): [time]
    case .either(let hour, let minute):
      switch hour {
      case 1...6: [TimeOfDay(hour: hour + 12, minute: minute)!]
      case 7...11:
        [TimeOfDay(hour: hour, minute: minute)!, TimeOfDay(hour: hour + 12, minute: minute)!]
      default: [TimeOfDay(hour: min(hour, 12), minute: minute)!]
      }
    case .part, .fromNow: []
    }
  }
}
