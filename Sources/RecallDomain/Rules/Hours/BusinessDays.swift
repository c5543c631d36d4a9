/// Business days of the clinic: Monday to Friday without holidays. A clinic that is closed on
/// weekdays works on the days it has hours.
extension CallingHours {
  package func isBusinessDay(_ date: CivilDate) -> Bool {
    guard clinicDay(on: date) != nil else { return false }
    return weekday == nil || (date.weekday != .saturday && date.weekday != .sunday)
  }

  /// The `count`th business day after `date` (the day itself is not counted). A clinic without any
  /// hours has no business days: then calendar days are counted, so that a due time always exists.
  package func businessDay(_ count: Int, after date: CivilDate) -> CivilDate {
    var (day, left) = (date, max(0, count))
    var horizon = 30 + 10 * left
    while left > 0, horizon > 0 {
      day = day.adding(days: 1)
      horizon -= 1
      if isBusinessDay(day) { left -= 1 }
    }
    return left == 0 ? day : date.adding(days: count)
  }
}
