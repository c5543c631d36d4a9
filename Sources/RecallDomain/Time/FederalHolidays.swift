/// The legal public holidays of the United States (5 U.S.C. 6103), with the day they are observed
/// on: a Saturday's on the Friday before, a Sunday's on the Monday after.
package enum FederalHolidays {
  /// The holiday itself, or the day on which it is observed.
  package static func contains(_ date: CivilDate) -> Bool {
    if isFixed(date) { return true }
    return switch date.weekday {
    case .monday: isMoving(date) || isFixed(date.adding(days: -1))
    case .thursday: isMoving(date)
    case .friday: isFixed(date.adding(days: 1))
    case .tuesday, .wednesday, .saturday, .sunday: false
    }
  }

  /// On the same day of every year.
  private static func isFixed(_ date: CivilDate) -> Bool {
    switch (date.month, date.day) {
    case (1, 1), (7, 4), (11, 11), (12, 25): true
    case (6, 19): date.year >= 2021
    default: false
    }
  }

  /// On a certain Monday or Thursday of its month: the third Monday is one of the days 15 to 21.
  private static func isMoving(_ date: CivilDate) -> Bool {
    let isMonday = date.weekday == .monday
    return switch (date.month, date.day) {
    case (1, 15...21), (2, 15...21), (5, 25...31), (9, 1...7), (10, 8...14): isMonday
    case (11, 22...28): !isMonday
    default: false
    }
  }
}
