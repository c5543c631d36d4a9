import Foundation
import RecallDomain

/// A day as it is written on the command line: `2026-11-24`.
struct TypedDay {
  let date: CivilDate

  init(_ text: String) throws {
    guard let date = CivilDate(iso: text) else {
      throw Failure(
        .usage, "\"\(TerminalText.clean(text))\" is no date", hint: "write it as 2026-11-24")
    }
    self.date = date
  }

  /// Its first instant at the clinic.
  func begin(in zone: Zone) -> Date { Self.begin(of: date, in: zone) }

  /// The first instant of the day after it.
  func end(in zone: Zone) -> Date { Self.begin(of: date.adding(days: 1), in: zone) }

  private static func begin(of date: CivilDate, in zone: Zone) -> Date {
    LocalTime(date: date, time: TimeOfDay(minutes: 0)!).instant(in: zone)
  }
}
