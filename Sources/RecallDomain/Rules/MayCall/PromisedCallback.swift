package import Foundation

/// A time at which the patient wants to be called. A promise outranks the cadence and the list;
/// it is kept from a quarter of an hour before to a quarter after (DOMAIN 5), and after two misses
/// the cadence goes on.
package struct PromisedCallback: Hashable, Sendable {
  package static let tolerance: TimeInterval = 15 * 60
  package static let missesAllowed = 2

  package let window: CallbackWindow
  /// From when the promise may be kept.
  package let from: Date
  /// The time promised: what `nextAt` says. Until then an exact time is left to the caller who
  /// promised it; afterwards anybody keeps it.
  package let start: Date
  /// Kept in time until then; later it is late, and still first.
  package let until: Date

  package init(_ window: CallbackWindow, zone: Zone, hours: CallingHours, state: String?) {
    self.window = window
    let instant = { (time: TimeOfDay) in
      LocalTime(date: window.date, time: time).instant(in: zone)
    }
    switch window.moment {
    case .time(let time):
      start = instant(time)
      from = start.addingTimeInterval(-Self.tolerance)
      until = start.addingTimeInterval(Self.tolerance)
    case .part(let part):
      let span = part.span(within: hours.window(on: window.date, state: state))
      (start, from, until) = (instant(span.from), instant(span.from), instant(span.to))
    }
  }

  /// The same wish on the next day on which it can be honoured.
  package static func again(
    _ window: CallbackWindow, after date: CivilDate, hours: CallingHours, state: String?
  ) -> CallbackWindow {
    let honoured = (1...14).lazy.map { date.adding(days: $0) }.first { day in
      guard let open = hours.window(on: day, state: state) else { return false }
      switch window.moment {
      case .time(let time): return open.contains(time)
      case .part(let part): return part.bounds.intersection(open) != nil
      }
    }
    return CallbackWindow(date: honoured ?? date.adding(days: 1), moment: window.moment)
  }
}

extension PartOfDay {
  /// What people mean by it when they ask to be called: the evening begins at 17:00.
  package var bounds: TimeWindow {
    let time = { (hour: Int) in TimeOfDay(hour: hour, minute: 0)! }
    return switch self {
    case .morning: TimeWindow(from: time(8), to: time(12))
    case .afternoon: TimeWindow(from: time(12), to: time(17))
    case .evening: TimeWindow(from: time(17), to: time(21))
    }
  }

  /// The part of that day which is within calling hours; all of it when nothing is.
  func span(within open: TimeWindow?) -> TimeWindow {
    open.flatMap { bounds.intersection($0) } ?? bounds
  }
}
