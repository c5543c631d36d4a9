package import Foundation

/// Reads a booking made in another system: `DATE TIME [PROVIDER]` behind `other`, in the clinic's
/// zone (INTERFACES, "The console", 5).
extension CallbackReading {
  package enum Booked: Hashable, Sendable {
    case appointment(start: Date, provider: String?)
    case refused(Reason)
  }

  /// Days ahead an appointment may lie: two years.
  package static let furthestAppointment = 730

  /// The longest beginning that is a day and a time; the provider is what stands behind it.
  package static func appointment(
    _ text: String, now: Date, zone: Zone, words: WhenWords
  ) -> Booked {
    let pieces = text.split(whereSeparator: \.isWhitespace)
    var best: Reason = .unreadable
    for count in stride(from: min(pieces.count, 16), to: 0, by: -1) {
      guard var phrase = WhenPhrase(pieces.prefix(count).joined(separator: " "), words) else {
        continue
      }
      phrase = WhenCalendar(now: now, zone: zone).settled(phrase)
      guard phrase.day != nil, let times = phrase.clock?.times, let time = times.first else {
        if phrase.day != nil { best = .noTime }
        continue
      }
      let provider = pieces.dropFirst(count).joined(separator: " ")
      return start(phrase, time, now, zone).map { start in
        .appointment(start: start, provider: provider.isEmpty ? nil : provider)
      }
    }
    return .refused(best)
  }

  private enum Start {
    case at(Date)
    case refused(Reason)

    func map(_ make: (Date) -> Booked) -> Booked {
      switch self {
      case .at(let date): make(date)
      case .refused(let reason): .refused(reason)
      }
    }
  }

  private static func start(
    _ phrase: WhenPhrase, _ time: TimeOfDay, _ now: Date, _ zone: Zone
  ) -> Start {
    let calendar = WhenCalendar(now: now, zone: zone)
    let days = calendar.days(of: phrase)
    let starts = days.map { LocalTime(date: $0, time: time).instant(in: zone) }
    guard !starts.isEmpty else { return .refused(.unreadable) }
    guard let start = starts.first(where: { $0 > now }) else { return .refused(.past) }
    let date = LocalTime(start, in: zone).date
    guard calendar.today.days(until: date) <= furthestAppointment else { return .refused(.tooFar) }
    return .at(start)
  }
}
