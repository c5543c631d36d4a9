import Foundation
import RecallDomain

/// Instants as staff read them: by the clinic's clock, and by the patient's where that differs.
struct Moments {
  let desk: Desk

  /// `Thu, Dec 3 at 9:00 AM`; on this very day `today at 9:00 AM`.
  func text(_ instant: Date) -> String {
    let zone = desk.clinicZone
    guard LocalTime(instant, in: zone).date == desk.today else {
      return desk.dates.dayAndTime(instant, in: zone)
    }
    return desk.say("when.today", ["time": desk.dates.time(instant, in: zone)])
  }

  /// The same, with what the clock then shows where the patient is, when it shows something else.
  /// In a long list the same few instants come again and again: they are worded once.
  func text(_ instant: Date, there zone: Zone) -> String {
    let key = Key(
      instant: instant, zone: zone, today: desk.today, locale: desk.consoleLocale)
    if let known = desk.moments[key] { return known }
    if desk.moments.count >= Self.kept { desk.moments = [:] }
    let text = worded(instant, there: zone)
    desk.moments[key] = text
    return text
  }

  struct Key: Hashable {
    let instant: Date
    let zone: Zone
    let today: CivilDate
    let locale: String
  }

  private static let kept = 1000

  private func worded(_ instant: Date, there zone: Zone) -> String {
    let here = text(instant)
    guard zone.offset(at: instant) != desk.clinicZone.offset(at: instant) else { return here }
    let there = desk.dates.time(instant, in: zone)
    return desk.say("when.there", ["time": here, "there": there])
  }
}
