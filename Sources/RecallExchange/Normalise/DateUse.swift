internal import RecallDomain

/// What a date is for decides how two digits of a year are completed and which years make sense.
enum DateUse {
  /// Nobody lives longer.
  static let longestLife = 115

  enum Verdict: Equatable {
    case date(CivilDate)
    case none
    case problem(String)
  }

  /// A two-digit year is taken only when one century alone makes a living person: `61` is 1961 in
  /// 2026, `15` could be 1915 or 2015 and is refused.
  static func birth(_ cell: ArraySlice<UInt8>, today: CivilDate) -> Verdict {
    birth(ExportDate.read(cell), today: today)
  }

  static func birth(_ text: String, today: CivilDate) -> Verdict {
    birth(ExportDate.read(text), today: today)
  }

  private static func birth(_ reading: ExportDate.Reading, today: CivilDate) -> Verdict {
    switch reading {
    case .none: return .none
    case .unreadable: return .problem("is not a date (month first)")
    case .date(let date):
      if date > today { return .problem("is in the future") }
      return date.age(on: today) > longestLife + 5 ? .problem("is too long ago") : .date(date)
    case .shortYear(let date):
      let fits = [date.year, date.year - 100]
        .compactMap { CivilDate(year: $0, month: date.month, day: date.day) }
        .filter { $0 <= today && $0.age(on: today) <= longestLife }
      return fits.count == 1
        ? .date(fits[0]) : .problem("has a two-digit year that could mean two centuries")
    }
  }

  /// Two-digit years from 00 to 69 are this century's (as POSIX has it).
  static func other(_ cell: ArraySlice<UInt8>) -> Verdict { other(ExportDate.read(cell)) }

  static func other(_ text: String) -> Verdict { other(ExportDate.read(text)) }

  private static func other(_ reading: ExportDate.Reading) -> Verdict {
    switch reading {
    case .none: return .none
    case .unreadable: return .problem("is not a date (month first)")
    case .date(let date):
      return (1900...2100).contains(date.year) ? .date(date) : .problem("has an unlikely year")
    case .shortYear(let date):
      let year = date.year >= 2070 ? date.year - 100 : date.year
      return CivilDate(year: year, month: date.month, day: date.day).map { .date($0) }
        ?? .problem("is not a date (month first)")
    }
  }
}
