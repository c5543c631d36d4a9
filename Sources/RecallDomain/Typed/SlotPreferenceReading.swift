package import Foundation

/// Reads what narrows the offered slots, as people say it in either language: `morning`, `tue`,
/// `Dec 3`, `thursday afternoon`, `la próxima semana`.
extension SlotPreference {
  /// - Parameters:
  ///   - zone: the clinic's.
  ///   - words: of the offered languages.
  /// - Returns: `nil` when the line is no day and no part of one; an exact time means the part of
  ///   the day it lies in.
  package init?(_ text: String, now: Date, zone: Zone, words: WhenWords) {
    guard let phrase = WhenPhrase(text, words) else { return nil }
    let calendar = WhenCalendar(now: now, zone: zone)
    self.init()
    switch phrase.clock {
    case .part(let part): self.part = part
    case .fromNow: return nil
    case .exact, .either:
      guard let time = phrase.clock?.times.first else { return nil }
      part = PartOfDay.of(time)
    case nil: break
    }
    switch phrase.day {
    case .weekday(let weekday): days = .weekday(weekday)
    case .ahead, .date:
      guard let date = calendar.days(of: phrase).first else { return nil }
      days = .from(date)
    case nil: break
    }
  }
}
