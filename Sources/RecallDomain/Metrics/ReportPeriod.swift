package import Foundation

/// The days that a report tells of, both ends included, as the clinic's own calendar has them.
package struct ReportPeriod: Hashable, Sendable {
  package let from: CivilDate
  package let to: CivilDate
  package let zone: Zone

  /// `nil`: it would end before it begins.
  package init?(from: CivilDate, to: CivilDate, zone: Zone) {
    guard from <= to else { return nil }
    (self.from, self.to, self.zone) = (from, to, zone)
  }

  /// What a report tells of when nobody says otherwise: the last four full weeks and this one, to
  /// today.
  package static func usual(today: CivilDate, zone: Zone) -> ReportPeriod {
    ReportPeriod(from: ReportWeek(of: today).monday.adding(days: -28), to: today, zone: zone)!
  }

  /// This week, to today.
  package static func week(of today: CivilDate, zone: Zone) -> ReportPeriod {
    ReportPeriod(from: ReportWeek(of: today).monday, to: today, zone: zone)!
  }

  /// More is a slip in a year, and weeks on end of nothing.
  package static let mostYears = 10

  /// It tells of more days than a report does.
  package var isTooLong: Bool { from.days(until: to) > Self.mostYears * 366 }

  /// From the first midnight to the one after the last day. A day of a clock change has 23 or 25 hours.
  package var start: Date { midnight(from) }
  package var end: Date { midnight(to.adding(days: 1)) }

  /// The weeks it touches, the first first.
  package var weeks: [ReportWeek] {
    let (first, last) = (ReportWeek(of: from).monday, ReportWeek(of: to).monday)
    return stride(from: first.dayNumber, through: last.dayNumber, by: 7).map {
      ReportWeek(of: CivilDate(dayNumber: $0))
    }
  }

  private func midnight(_ date: CivilDate) -> Date {
    LocalTime(date: date, time: TimeOfDay(minutes: 0)!).instant(in: zone)
  }
}

/// A week of ISO 8601: it begins on Monday, and belongs to the year that has its Thursday.
package struct ReportWeek: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let monday: CivilDate

  package init(of date: CivilDate) { monday = date.adding(days: -date.weekday.rawValue) }

  package var sunday: CivilDate { monday.adding(days: 6) }

  /// `2026-W48`
  package var description: String {
    let thursday = monday.adding(days: 3)
    let first = CivilDate(year: thursday.year, month: 1, day: 1)!
    let number = first.days(until: thursday) / 7 + 1
    return "\(thursday.year)-W\(number < 10 ? "0" : "")\(number)"
  }

  package static func < (left: ReportWeek, right: ReportWeek) -> Bool {
    left.monday < right.monday
  }
}

extension Zone {
  /// How far its clocks are from Greenwich, piece by piece: each holds until its instant, the last for
  /// ever. For work that has many instants and no calendar, such as a query.
  package func pieces(from: Date, to: Date) -> [(until: Date, offset: Int)] {
    var pieces: [(until: Date, offset: Int)] = []
    var (here, offset) = (from, self.offset(at: from))
    while here < to {
      let next = min(here.addingTimeInterval(86_400), to)
      if self.offset(at: next) != offset {
        pieces.append((change(between: here, and: next), offset))
        offset = self.offset(at: next)
      }
      here = next
    }
    return pieces + [(.distantFuture, offset)]
  }

  /// The first second with the offset of `late`.
  private func change(between early: Date, and late: Date) -> Date {
    var low = Int(early.timeIntervalSince1970.rounded(.down))
    var high = Int(late.timeIntervalSince1970.rounded(.up))
    let before = offset(at: early)
    while high - low > 1 {
      let middle = (low + high) / 2
      if offset(at: Date(timeIntervalSince1970: Double(middle))) == before {
        low = middle
      } else {
        high = middle
      }
    }
    return Date(timeIntervalSince1970: Double(high))
  }
}
