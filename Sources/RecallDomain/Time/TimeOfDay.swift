/// A wall-clock time in minutes since midnight, 0 to 1440 (24:00 closes a window).
package struct TimeOfDay: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
  package let minutes: Int

  package init?(minutes: Int) {
    guard (0...1440).contains(minutes) else { return nil }
    self.minutes = minutes
  }

  /// What is on no clock is refused, wherever it was kept.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let minutes = try container.decode(Int.self, forKey: .minutes)
    guard let time = TimeOfDay(minutes: minutes) else {
      throw DecodingError.dataCorruptedError(
        forKey: .minutes, in: container, debugDescription: "no time of a day")
    }
    self = time
  }

  package init?(hour: Int, minute: Int) {
    guard (0...24).contains(hour), (0...59).contains(minute) else { return nil }
    self.init(minutes: hour * 60 + minute)
  }

  /// Reads `09:30` or `9:30`.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      let hour = Int(parts[0]), let minute = Int(parts[1])
    else { return nil }
    self.init(hour: hour, minute: minute)
  }

  package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool {
    left.minutes < right.minutes
  }

  /// `09:30`.
  package var description: String {
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(minutes / 60)):\(two(minutes % 60))"
  }
}

/// Part of a day, as callers and patients say it; DOMAIN 5: morning to noon, afternoon to 16:00
/// for calling slots, evening after. A callback "in the afternoon" is to 17:00.
package enum PartOfDay: String, CaseIterable, Codable, Hashable, Sendable {
  case morning, afternoon, evening

  package static func of(_ time: TimeOfDay) -> PartOfDay {
    switch time.minutes {
    case ..<720: .morning
    case ..<1020: .afternoon
    default: .evening
    }
  }

  /// The part of the day that a call made at this time tries: afternoon to 16:00, evening after.
  package static func callingSlot(_ time: TimeOfDay) -> PartOfDay {
    switch time.minutes {
    case ..<720: .morning
    case ..<960: .afternoon
    default: .evening
    }
  }

  /// When the later two calling slots begin.
  package static let slotStarts = [TimeOfDay(minutes: 720)!, TimeOfDay(minutes: 960)!]
}

/// When somebody wants to be called back: a day, and a time or a part of the day, in the
/// patient's own zone.
package struct CallbackWindow: Codable, Hashable, Sendable {
  package enum Moment: Codable, Hashable, Sendable {
    case time(TimeOfDay)
    case part(PartOfDay)
  }

  package let date: CivilDate
  package let moment: Moment

  package init(date: CivilDate, moment: Moment) {
    self.date = date
    self.moment = moment
  }
}
