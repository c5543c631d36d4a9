internal import RecallDomain

/// Dates as exports write them (DOMAIN 8): ISO, month first with `/` `-` or `.`, eight digits,
/// Excel serial numbers, month names in English and Spanish; a time of day behind them is left out.
enum ExportDate {
  enum Reading: Equatable {
    case date(CivilDate)
    /// Empty, or one of the dates that stand for "no date".
    case none
    /// Two digits of a year, which only the use of the date can complete.
    case shortYear(CivilDate)
    case unreadable
  }

  /// The forms that most cells have, without making text of them.
  static func read(_ cell: ArraySlice<UInt8>) -> Reading {
    cell.withUnsafeBufferPointer(quick) ?? read(FieldText.decode(cell))
  }

  /// `2026-11-24`, `11/24/2026`, `1-5-2026`; `nil` = look closer.
  private static func quick(_ bytes: UnsafeBufferPointer<UInt8>) -> Reading? {
    guard (8...10).contains(bytes.count) else { return nil }
    if bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D {
      return parts(bytes, year: 0..<4, month: 5..<7, day: 8..<10)
    }
    let marks = bytes.indices.filter { [0x2D, 0x2E, 0x2F].contains(bytes[$0]) }
    guard marks.count == 2, marks[1] == bytes.count - 5 else { return nil }
    return parts(
      bytes, year: (marks[1] + 1)..<bytes.count, month: 0..<marks[0],
      day: (marks[0] + 1)..<marks[1])
  }

  private static func parts(
    _ bytes: UnsafeBufferPointer<UInt8>, year: Range<Int>, month: Range<Int>, day: Range<Int>
  ) -> Reading? {
    guard month.count <= 2, day.count <= 2,
      let year = CellBytes.number(bytes, year.lowerBound, year.upperBound),
      let month = CellBytes.number(bytes, month.lowerBound, month.upperBound),
      let day = CellBytes.number(bytes, day.lowerBound, day.upperBound),
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    return checked(date)
  }

  static func read(_ text: String) -> Reading {
    if let iso = CivilDate(iso: text) { return checked(iso) }
    let date = withoutTime(Folded.text(text))
    if date.isEmpty || nothing.contains(date) { return .none }
    if date.allSatisfy(\.isASCIIDigit) { return compact(date) }
    if let serial = excelSerial(date) { return serial }
    let parts = date.split(whereSeparator: { "/-. ,".contains($0) }).map(String.init)
    if parts.count == 3, parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }) {
      return parts[0].count == 4
        ? make(year: parts[0], month: parts[1], day: parts[2])
        : make(year: parts[2], month: parts[0], day: parts[1])
    }
    return spelled(date)
  }

  /// `31/12/1970`: no month has that number, and a day has.
  static func isDayFirst(_ text: String) -> Bool {
    let date = text.prefix { !$0.isWhitespace }
    let parts = date.split(whereSeparator: { "/-.".contains($0) })
    guard parts.count == 3, parts[0].count <= 2, parts[2].count == 2 || parts[2].count == 4,
      parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }), let day = Int(parts[0]),
      let month = Int(parts[1])
    else { return false }
    return (13...31).contains(day) && (1...12).contains(month)
  }

  private static let nothing: Set<String> = [
    "00/00/0000", "0000-00-00", "0/0/0000", "00000000", "n/a", "na", "none", "null", "nil", "-",
    "--", "unknown", "0", "1/0/1900", "tbd",
  ]

  /// Days that programs write when they have none.
  private static func checked(_ date: CivilDate) -> Reading {
    let isPlaceholder =
      switch (date.year, date.month, date.day) {
      case (..<1850, _, _), (9999, _, _), (1899, 12, 30), (1899, 12, 31), (1900, 1, 1): true
      default: false
      }
    return isPlaceholder ? .none : .date(date)
  }

  /// `2021-07-21 10:05:47`, `2021-07-21t00:00:00z`, `3/4/2026 12:00:00 am`.
  private static func withoutTime(_ text: String) -> String {
    guard let colon = text.firstIndex(of: ":") else { return text }
    let head = text[..<colon]
    guard let cut = head.lastIndex(where: { $0 == " " || $0 == "t" }) else { return text }
    return head[..<cut].trimmingSpaces
  }

  private static func compact(_ digits: String) -> Reading {
    switch digits.count {
    case 5: return excelSerial(digits) ?? .unreadable
    case 8:
      let yearFirst = make(
        year: String(digits.prefix(4)), month: String(digits.dropFirst(4).prefix(2)),
        day: String(digits.suffix(2)))
      if case .date(let date) = yearFirst, (1850...2150).contains(date.year) { return yearFirst }
      if yearFirst == .none { return .none }
      return make(
        year: String(digits.suffix(4)), month: String(digits.prefix(2)),
        day: String(digits.dropFirst(2).prefix(2)))
    default: return .unreadable
    }
  }

  /// Days since 30 December 1899; a fraction is the time of day.
  private static func excelSerial(_ text: String) -> Reading? {
    let whole = text.prefix(while: \.isASCIIDigit)
    let rest = text.dropFirst(whole.count)
    guard whole.count == 5, let serial = Int(whole), serial >= 10_000,
      rest.isEmpty || (rest.first == "." && rest.dropFirst().allSatisfy(\.isASCIIDigit))
    else { return nil }
    return .date(CivilDate(year: 1899, month: 12, day: 30)!.adding(days: serial))
  }

  private static func make(year: String, month: String, day: String) -> Reading {
    guard (1...2).contains(month.count), (1...2).contains(day.count), let month = Int(month),
      let day = Int(day), let number = Int(year)
    else { return .unreadable }
    if month == 0, day == 0 { return .none }
    switch year.count {
    case 4:
      guard let date = CivilDate(year: number, month: month, day: day) else { return .unreadable }
      return checked(date)
    case 2:
      return CivilDate(year: 2000 + number, month: month, day: day).map { .shortYear($0) }
        ?? .unreadable
    default: return .unreadable
    }
  }

  /// `Nov 24, 2026`, `24 de noviembre de 2026`, `24-Nov-26`.
  private static func spelled(_ text: String) -> Reading {
    switch StatedBirthDate.read(text) {
    case .date(let date): return checked(date)
    case .twoDigitYear:
      let words = text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(String.init)
      guard words.count == 3, let month = StatedBirthDate.months[words[1]] else {
        return .unreadable
      }
      return make(year: words[2], month: String(month), day: words[0])
    case .impossible, .unreadable: return .unreadable
    }
  }
}

extension StringProtocol {
  /// Without spaces at either end.
  var trimmingSpaces: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
