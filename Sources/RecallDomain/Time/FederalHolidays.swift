/// The legal public holidays of the United States (5 U.S.C. 6103), with the day they are observed
/// on: a Saturday's on the Friday before, a Sunday's on the Monday after.
package enum FederalHolidays {
  /// The holiday itself, or the day on which it is observed.
  package static func contains(_ date: CivilDate) -> Bool {
    days(of: date.year).contains(date)
      || days(of: date.year).map(observed).contains(date)
      // New Year's Day on a Saturday is observed in the year before.
      || (date.month == 12 && date.day == 31 && date.weekday == .friday)
  }

  /// The eleven days of the year, in order; Juneteenth since 2021.
  package static func days(of year: Int) -> [CivilDate] {
    let days: [CivilDate?] = [
      CivilDate(year: year, month: 1, day: 1),
      nth(3, .monday, of: 1, year), nth(3, .monday, of: 2, year), last(.monday, of: 5, year),
      year >= 2021 ? CivilDate(year: year, month: 6, day: 19) : nil,
      CivilDate(year: year, month: 7, day: 4),
      nth(1, .monday, of: 9, year), nth(2, .monday, of: 10, year),
      CivilDate(year: year, month: 11, day: 11),
      nth(4, .thursday, of: 11, year),
      CivilDate(year: year, month: 12, day: 25),
    ]
    return days.compactMap { $0 }
  }

  static func observed(_ day: CivilDate) -> CivilDate {
    switch day.weekday {
    case .saturday: day.adding(days: -1)
    case .sunday: day.adding(days: 1)
    default: day
    }
  }

  private static func nth(_ n: Int, _ weekday: Weekday, of month: Int, _ year: Int) -> CivilDate? {
    guard let first = CivilDate(year: year, month: month, day: 1) else { return nil }
    let ahead = (weekday.rawValue - first.weekday.rawValue + 7) % 7
    return first.adding(days: ahead + (n - 1) * 7)
  }

  private static func last(_ weekday: Weekday, of month: Int, _ year: Int) -> CivilDate? {
    let length = CivilDate.days(in: month, of: year)
    guard let end = CivilDate(year: year, month: month, day: length) else { return nil }
    return end.adding(days: -((end.weekday.rawValue - weekday.rawValue + 7) % 7))
  }
}
