/// A date of birth in the forms of INTERFACES, "Dates": `1961-03-04`, `3/4/1961`, `03041961`,
/// `4 March 1961`, `4 de marzo de 1961`. Numeric dates are month first in both languages; a
/// two-digit year is never guessed.
package enum StatedBirthDate {
  package enum Reading: Hashable, Sendable {
    case date(CivilDate)
    case twoDigitYear
    case impossible
    case unreadable
  }

  package static func read(_ text: String) -> Reading {
    let words = Folded.text(text).split(whereSeparator: { !$0.isLetter && !$0.isNumber })
      .map(String.init).flatMap(letterRuns).filter { !fillers.contains($0) }
    guard words.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) || months[$0] != nil }) else {
      return .unreadable
    }
    let named = words.filter { months[$0] != nil }
    let numbers = words.filter { months[$0] == nil }
    switch (named.count, numbers.count) {
    case (1, 2): return spelled(months[named[0]]!, numbers, words)
    case (0, 3): return numeric(numbers)
    case (0, 1): return compact(numbers[0])
    default: return .unreadable
    }
  }

  /// `4th` is a number and letters; `4march1961` too.
  private static func letterRuns(_ word: String) -> [String] {
    var runs: [String] = []
    for character in word {
      if let last = runs.last?.last, last.isASCIIDigit == character.isASCIIDigit {
        runs[runs.count - 1].append(character)
      } else {
        runs.append(String(character))
      }
    }
    return runs
  }

  private static func spelled(_ month: Int, _ numbers: [String], _ words: [String]) -> Reading {
    let yearFirst = numbers[0].count == 4
    let (year, day) = yearFirst ? (numbers[0], numbers[1]) : (numbers[1], numbers[0])
    return date(year: year, month: String(month), day: day)
  }

  private static func numeric(_ numbers: [String]) -> Reading {
    if numbers[0].count == 4 { return date(year: numbers[0], month: numbers[1], day: numbers[2]) }
    return date(year: numbers[2], month: numbers[0], day: numbers[1])
  }

  /// Eight digits, month first; year first only where month first is no date.
  private static func compact(_ digits: String) -> Reading {
    if digits.count == 6 { return .twoDigitYear }
    guard digits.count == 8 else { return .unreadable }
    let monthFirst = date(
      year: String(digits.suffix(4)), month: String(digits.prefix(2)),
      day: String(digits.dropFirst(2).prefix(2)))
    if case .date(let date) = monthFirst, date.year >= 1850 { return monthFirst }
    let yearFirst = date(
      year: String(digits.prefix(4)), month: String(digits.dropFirst(4).prefix(2)),
      day: String(digits.suffix(2)))
    if case .date(let date) = yearFirst, date.year >= 1850 { return yearFirst }
    return monthFirst
  }

  private static func date(year: String, month: String, day: String) -> Reading {
    guard (1...2).contains(month.count), (1...2).contains(day.count) else { return .unreadable }
    if (1...2).contains(year.count) { return .twoDigitYear }
    guard year.count == 4, let year = Int(year), let month = Int(month), let day = Int(day) else {
      return .unreadable
    }
    return CivilDate(year: year, month: month, day: day).map { .date($0) } ?? .impossible
  }

  private static let fillers: Set<String> = [
    "de", "del", "the", "of", "st", "nd", "rd", "th", "el", "dia", "o", "ero", "ro", "and",
  ]

  /// Month names and their usual short forms, English and Spanish.
  package static let months: [String: Int] = {
    let names = [
      "january jan enero ene", "february feb febrero febr", "march mar marzo",
      "april apr abril abr",
      "may mayo", "june jun junio", "july jul julio", "august aug agosto ago",
      "september sep sept septiembre setiembre set", "october oct octubre",
      "november nov noviembre", "december dec diciembre dic",
    ]
    var months: [String: Int] = [:]
    for (index, row) in names.enumerated() {
      for name in row.split(separator: " ") { months[String(name)] = index + 1 }
    }
    return months
  }()
}
