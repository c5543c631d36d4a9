import Foundation

/// A clock on a wall, computed without the program's own calendar: the oracle must not share a
/// mistake with what it judges.
///
/// Since 2007 the United States change their clocks at two in the morning of the second Sunday of
/// March and the first Sunday of November.
struct Wall: Hashable {
  /// Hours behind Greenwich in winter.
  let behind: Int
  let changesClocks: Bool

  static let eastern = Wall(behind: 5, changesClocks: true)
  static let central = Wall(behind: 6, changesClocks: true)
  static let mountain = Wall(behind: 7, changesClocks: true)
  static let arizona = Wall(behind: 7, changesClocks: false)
  static let pacific = Wall(behind: 8, changesClocks: true)
  static let alaska = Wall(behind: 9, changesClocks: true)
  static let aleutians = Wall(behind: 10, changesClocks: true)
  static let hawaii = Wall(behind: 10, changesClocks: false)
  static let puertoRico = Wall(behind: 4, changesClocks: false)

  /// What it shows: days since 1 January 1970, and minutes since midnight.
  func reads(_ instant: Date) -> (day: Int, minutes: Int) {
    let seconds = Int(instant.timeIntervalSince1970.rounded(.down))
    let local = seconds - behind * 3600 + (isSummer(seconds) ? 3600 : 0)
    let day = Self.floor(local, 86_400)
    return (day, (local - day * 86_400) / 60)
  }

  private func isSummer(_ seconds: Int) -> Bool {
    guard changesClocks else { return false }
    let year = Self.year(Self.floor(seconds - behind * 3600, 86_400))
    guard let (spring, autumn) = Self.sundays[year] else { return false }
    let begins = spring * 86_400 + (2 + behind) * 3600
    let ends = autumn * 86_400 + (1 + behind) * 3600
    return begins <= seconds && seconds < ends
  }

  /// Monday is 0; 1 January 1970 was a Thursday.
  static func weekday(_ day: Int) -> Int { ((day + 3) % 7 + 7) % 7 }

  static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    let years = (year - 1970) * 365 + leapDays(before: year) - leapDays(before: 1970)
    return years + lengths.prefix(month - 1).reduce(0, +) + day - 1
  }

  private static func leapDays(before year: Int) -> Int {
    let last = year - 1
    return last / 4 - last / 100 + last / 400
  }

  private static func year(_ day: Int) -> Int {
    var year = 1970 + day / 366
    while self.day(year + 1, 1, 1) <= day { year += 1 }
    return year
  }

  /// The two Sundays of each year that a simulation can reach.
  private static let sundays = Dictionary(
    uniqueKeysWithValues: (2020...2035).map {
      ($0, (sunday(2, month: 3, $0), sunday(1, month: 11, $0)))
    })

  private static func sunday(_ nth: Int, month: Int, _ year: Int) -> Int {
    let first = day(year, month, 1)
    return first + (6 - weekday(first)) + (nth - 1) * 7
  }

  private static func isLeap(_ year: Int) -> Bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
  }

  private static func floor(_ number: Int, _ by: Int) -> Int {
    number >= 0 ? number / by : (number - by + 1) / by
  }
}
