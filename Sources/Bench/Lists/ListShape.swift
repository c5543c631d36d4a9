import Foundation

/// A list that `next` is measured on: ordinary, or of a shape that a search could run aground on.
enum ListShape: String {
  case plain
  /// The best-ranked three tenths (300,000 of 1,000,000) are in a zone whose day has not begun.
  case outsideHours = "best outside hours"
  /// Everybody has been reached today.
  case allCapped = "all capped"
  /// Twenty patients, last in line, of the one language this caller may call in.
  case rareLanguage = "one rare language"
  /// The best-ranked half (500,000 of 1,000,000) has been called and closed.
  case afterCloses = "half closed"

  static let hostile: [ListShape] = [.outsideHours, .allCapped, .rareLanguage, .afterCloses]

  /// A Tuesday on which the east coast may be called and the west coast not yet.
  static let now = "2026-11-24T10:05:00-05:00"
  static let rare = "ht"
  private static let rarePatients = 20

  /// In languages the caller is qualified for; the others are left to qualified colleagues.
  var callerLanguages: [String] { self == .rareLanguage ? [Self.rare] : ["en", "es"] }
  var leftToQualified: Set<String> { self == .rareLanguage ? ["en", "es"] : [] }

  func bands(_ entries: Int) -> [Band] {
    switch self {
    case .plain, .allCapped: Self.ordinary(entries)
    case .outsideHours:
      [Band(entries: entries * 3 / 10, place: .california, priority: 1)]
        + Self.ordinary(entries - entries * 3 / 10)
    case .rareLanguage:
      Self.ordinary(entries - Self.rarePatients)
        + [Band(entries: Self.rarePatients, language: Self.rare, priority: 4)]
    case .afterCloses:
      Self.ordinary(entries / 2, priority: 1) + Self.ordinary(entries - entries / 2)
    }
  }

  /// Two segments, two languages, two states: eight lanes.
  private static func ordinary(_ entries: Int, priority: Int = 2) -> [Band] {
    let kinds = ["overdue-follow-up", "delayed-scheduling"].flatMap { segment in
      ["en", "es"].flatMap { language in
        [Band.Place.massachusetts, .newYork].map { (segment, language, $0) }
      }
    }
    return kinds.enumerated().map { place, kind in
      Band(
        entries: (place + 1) * entries / kinds.count - place * entries / kinds.count,
        segment: kind.0, language: kind.1, place: kind.2, priority: priority)
    }
  }
}
