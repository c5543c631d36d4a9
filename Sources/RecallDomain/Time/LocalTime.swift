package import Foundation

/// The one file in which an instant meets a time zone.
///
/// A zone that the system does not know is never replaced by another: `Zone` cannot be made from
/// it, and the program refuses to start without its zones (STACK, "Time zones").
package struct Zone: Hashable, Sendable, CustomStringConvertible {
  package let identifier: String
  private let zone: TimeZone

  /// `nil` when the system has no zone of this name.
  package init?(_ identifier: String) {
    guard let zone = TimeZone(identifier: identifier) else { return nil }
    self.identifier = identifier
    self.zone = zone
  }

  /// A zone whose name was checked when the policy was read: `clinic.yaml` is refused when the
  /// system does not know it. Never another zone in its place.
  package static func certain(_ identifier: String) -> Zone {
    guard let zone = Zone(identifier) else {
      preconditionFailure("the time zone of the clinic is unknown to this system")
    }
    return zone
  }

  package var description: String { identifier }

  /// For formatters only.
  package var timeZone: TimeZone { zone }

  /// Seconds east of Greenwich at that instant.
  package func offset(at instant: Date) -> Int { zone.secondsFromGMT(for: instant) }

  package static func == (left: Zone, right: Zone) -> Bool { left.identifier == right.identifier }
  package func hash(into hasher: inout Hasher) { hasher.combine(identifier) }
}

/// What a clock on the wall shows at an instant in a zone.
package struct LocalTime: Hashable, Sendable {
  package let date: CivilDate
  package let time: TimeOfDay

  package init(_ instant: Date, in zone: Zone) {
    let seconds = Int(instant.timeIntervalSince1970.rounded(.down)) + zone.offset(at: instant)
    let days = Int((Double(seconds) / 86_400).rounded(.down))
    date = CivilDate(dayNumber: days)
    time = TimeOfDay(minutes: (seconds - days * 86_400) / 60)!
  }

  package init(date: CivilDate, time: TimeOfDay) {
    self.date = date
    self.time = time
  }

  /// The instant at which that wall clock shows this; in the hour a clock change skips, the
  /// instant as far after the change; in the hour it repeats, the first.
  package func instant(in zone: Zone) -> Date {
    if time.minutes == 1440 {
      return LocalTime(date: date.adding(days: 1), time: TimeOfDay(minutes: 0)!).instant(in: zone)
    }
    let naive = Double(date.dayNumber * 86_400 + time.minutes * 60)
    let before = zone.offset(at: Date(timeIntervalSince1970: naive - 86_400))
    let after = zone.offset(at: Date(timeIntervalSince1970: naive + 86_400))
    let candidates = Set([before, after]).sorted(by: >).map {
      Date(timeIntervalSince1970: naive - Double($0))
    }
    let exact = candidates.filter { LocalTime($0, in: zone) == self }.min()
    return exact ?? Date(timeIntervalSince1970: naive - Double(before))
  }
}

/// Instants as text: RFC 3339, with the offset of a zone, or in UTC as the store writes them.
package enum InstantText {
  /// `2026-11-24T14:05:00-05:00`
  package static func rfc3339(_ instant: Date, in zone: Zone) -> String {
    let offset = zone.offset(at: instant)
    let local = Int(instant.timeIntervalSince1970.rounded(.down)) + offset
    let text = clock(local)
    let (sign, minutes) = (offset < 0 ? "-" : "+", abs(offset) / 60)
    return "\(text)\(sign)\(two(minutes / 60)):\(two(minutes % 60))"
  }

  /// Reads any RFC 3339 instant, with `Z` or an offset, with or without fractions of a second.
  package static func read(_ text: String) -> Date? {
    guard let split = text.firstIndex(where: { "Tt ".contains($0) }),
      let date = CivilDate(iso: text[..<split])
    else { return nil }
    let rest = text[text.index(after: split)...]
    guard let zoneStart = rest.firstIndex(where: { "Zz+-".contains($0) }),
      let seconds = secondsOfDay(rest[..<zoneStart]), let offset = offset(rest[zoneStart...])
    else { return nil }
    return Date(timeIntervalSince1970: Double(date.dayNumber * 86_400) + seconds - Double(offset))
  }

  private static func secondsOfDay(_ text: Substring) -> Double? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 2, parts[1].count == 2, parts[2].count >= 2,
      parts[2].utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), let second = Double(parts[2]),
      (0...23).contains(hour), (0...59).contains(minute), (0..<61).contains(second)
    else { return nil }
    return Double(hour * 3600 + minute * 60) + second
  }

  private static func offset(_ text: Substring) -> Int? {
    if text == "Z" || text == "z" { return 0 }
    guard let time = TimeOfDay(text.dropFirst()), text.count == 6 else { return nil }
    return (text.first == "-" ? -1 : 1) * time.minutes * 60
  }

  private static func clock(_ seconds: Int) -> String {
    let days = Int((Double(seconds) / 86_400).rounded(.down))
    let rest = seconds - days * 86_400
    let time = "\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
    return "\(CivilDate(dayNumber: days))T\(time)"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
