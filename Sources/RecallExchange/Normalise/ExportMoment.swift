internal import Foundation
internal import RecallDomain

/// Instants as exports write them: RFC 3339 with an offset, HL7 digits, a serial number of a
/// spreadsheet with a fraction, or a date and a time of day in any of their forms. What names no
/// zone is on the clinic's clock.
enum ExportMoment {
  enum Reading: Equatable {
    case at(Date)
    /// A day without a time.
    case day(CivilDate)
    case none
    case unreadable
  }

  static func read(_ text: String, in zone: Zone) -> Reading {
    if let instant = InstantText.read(text) { return .at(instant) }
    if let instant = digits(text, in: zone) ?? serial(text, in: zone) { return .at(instant) }
    if case .none = ExportDate.read(text) { return .none }
    for cut in text.indices where text[cut] == " " || text[cut] == "T" || text[cut] == "," {
      guard case .date(let date) = whole(String(text[..<cut])),
        let time = ExportTime.read(String(text[text.index(after: cut)...]))
      else { continue }
      return .at(LocalTime(date: date, time: time).instant(in: zone))
    }
    // A time that cannot be is no day without one.
    if !text.contains(":"), case .date(let date) = whole(text) { return .day(date) }
    return .unreadable
  }

  /// A date and a time of day from two cells.
  static func read(date: String, time: String?, in zone: Zone) -> Reading {
    guard let time, !time.isEmpty else { return read(date, in: zone) }
    switch whole(date) {
    case .date(let date):
      guard let time = ExportTime.read(time) else { return .unreadable }
      return .at(LocalTime(date: date, time: time).instant(in: zone))
    case .none: return .none
    default: return .unreadable
    }
  }

  /// Two digits of a year are this century's: nobody books in another.
  private static func whole(_ text: String) -> ExportDate.Reading {
    let reading = ExportDate.read(text)
    if case .shortYear(let date) = reading { return .date(date) }
    return reading
  }

  /// HL7: `202611240900`, with seconds and an offset or without.
  private static func digits(_ text: String, in zone: Zone) -> Date? {
    let number = text.prefix(while: \.isASCIIDigit)
    guard number.count == 12 || number.count == 14,
      let date = CivilDate(
        iso: "\(number.prefix(4))-\(number.dropFirst(4).prefix(2))-\(number.dropFirst(6).prefix(2))"
      ),
      let hour = Int(number.dropFirst(8).prefix(2)),
      let minute = Int(number.dropFirst(10).prefix(2)),
      let time = TimeOfDay(hour: hour, minute: minute)
    else { return nil }
    let rest = text.dropFirst(number.count)
    if rest.isEmpty { return LocalTime(date: date, time: time).instant(in: zone) }
    guard rest.count == 5, let sign = rest.first, "+-".contains(sign),
      let offset = TimeOfDay("\(rest.dropFirst().prefix(2)):\(rest.suffix(2))")
    else { return nil }
    let east = (sign == "-" ? -60 : 60) * offset.minutes
    return Date(
      timeIntervalSince1970: Double(date.dayNumber * 86_400 + time.minutes * 60 - east))
  }

  /// `46350.375`: days since 30 December 1899, the fraction is the time of day.
  private static func serial(_ text: String, in zone: Zone) -> Date? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 5, parts[0].allSatisfy(\.isASCIIDigit),
      let days = Int(parts[0]), let minutes = ExportTime.minutes(ofDay: parts[1]),
      let time = TimeOfDay(minutes: min(1439, minutes))
    else { return nil }
    let date = CivilDate(year: 1899, month: 12, day: 30)!.adding(days: days)
    return LocalTime(date: date, time: time).instant(in: zone)
  }
}

/// A time of day: `9:00`, `09:00:00`, `9:30 AM`, `9am`, `1:30 p. m.`, `1430`, or a fraction of a day
/// as spreadsheets write it.
enum ExportTime {
  static func read(_ text: String) -> TimeOfDay? {
    var word = Folded.text(text).filter { $0 != " " }
    if word.hasPrefix("0."), let minutes = Self.minutes(ofDay: word.dropFirst(2)) {
      return TimeOfDay(minutes: minutes)
    }
    var half: Int?
    for (ending, start) in [("a.m.", 0), ("p.m.", 12), ("am", 0), ("pm", 12), ("a", 0), ("p", 12)]
    where word.hasSuffix(ending) {
      word.removeLast(ending.count)
      half = start
      break
    }
    guard let (hour, minute) = clock(word) else { return nil }
    guard let half else { return TimeOfDay(hour: hour, minute: minute) }
    guard (1...12).contains(hour) else { return nil }
    return TimeOfDay(hour: hour % 12 + half, minute: minute)
  }

  /// Digits behind `0.`, and nothing else: an exponent would make any number of them.
  static func minutes(ofDay digits: Substring) -> Int? {
    guard !digits.isEmpty, digits.allSatisfy(\.isASCIIDigit), let fraction = Double("0.\(digits)"),
      (0...1).contains(fraction)
    else { return nil }
    return Int((fraction * 1440).rounded())
  }

  private static func clock(_ word: String) -> (hour: Int, minute: Int)? {
    var parts = word.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 1 {
      guard word.allSatisfy(\.isASCIIDigit), (1...4).contains(word.count) else { return nil }
      parts = word.count <= 2 ? [word, "00"] : [String(word.dropLast(2)), String(word.suffix(2))]
    }
    // Seconds say nothing here.
    guard parts.count <= 3, let hour = Int(parts[0]), let minute = Int(parts[1].prefix(2)),
      parts[1].count == 2, (0...23).contains(hour), (0...59).contains(minute)
    else { return nil }
    return (hour, minute)
  }
}
