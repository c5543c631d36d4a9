/// The states' own calling hours: laws about telephone sales, kept for recall calls too as a
/// courtesy that a clinic may switch off (DOMAIN 1.2, the intersection of two published tables).
///
/// A state that is not in the table has the federal hours, 08:00 to 21:00.
enum StateHours {
  /// One state's day. `nil` = no calls that day.
  struct Hours: Hashable, Sendable {
    var weekday: TimeWindow?
    var saturday: TimeWindow?
    var sunday: TimeWindow?
    var closedOnHolidays = false
  }

  /// `STATE all-days [sat=…] [sun=…|sun=closed] [holidays]`.
  private static let table = """
    AL 08:00-20:00 sun=closed holidays
    CT 09:00-20:00
    FL 08:00-20:00
    IN 09:00-20:00
    KY 10:00-21:00
    LA 08:00-20:00 sun=closed holidays
    MD 08:00-20:00
    MA 08:00-20:00
    MI 09:00-21:00
    MN 09:00-21:00
    MS 08:00-20:00 sun=closed
    NV 09:00-20:00
    NM 09:00-21:00
    PA 08:00-21:00 sun=13:30-21:00
    RI 09:00-18:00 sat=10:00-17:00 sun=closed
    SD 08:00-21:00 sun=closed
    TX 08:00-21:00 sun=12:00-21:00
    UT 09:00-20:00
    WY 08:00-20:00
    """

  private static let states: [String: Hours] = {
    var states: [String: Hours] = [:]
    for line in table.split(separator: "\n") {
      let words = line.split(separator: " ")
      var hours = Hours()
      hours.weekday = window(words[1])
      (hours.saturday, hours.sunday) = (hours.weekday, hours.weekday)
      for word in words.dropFirst(2) {
        if word.hasPrefix("sat=") { hours.saturday = window(word.dropFirst(4)) }
        if word.hasPrefix("sun=") { hours.sunday = window(word.dropFirst(4)) }
        if word == "holidays" { hours.closedOnHolidays = true }
      }
      states[String(words[0])] = hours
    }
    return states
  }()

  /// `nil` when the state has no law of its own.
  static func of(_ state: String) -> Hours? { states[state.uppercased()] }

  /// `nil` for `closed`.
  private static func window(_ text: Substring) -> TimeWindow? {
    let ends = text.split(separator: "-").compactMap { TimeOfDay($0) }
    return ends.count == 2 ? TimeWindow(from: ends[0], to: ends[1]) : nil
  }
}
