import Foundation
import RecallDomain
import Synchronization

/// Wall-clock times through ICU patterns. A formatter costs a millisecond to make, so each
/// (pattern, language) has one for the life of the program.
enum PatternWords {
  private struct Key: Hashable {
    let pattern: String
    let locale: String
  }

  private static let formatters = Mutex<[Key: DateFormatter]>([:])

  /// The wall clock is given to ICU as if it were Greenwich's: zones are settled before.
  static func text(_ local: LocalTime, _ pattern: String, locale: String) -> String {
    let seconds = local.date.dayNumber * 86_400 + local.time.minutes * 60
    return formatters.withLock { formatters in
      let key = Key(pattern: pattern, locale: locale)
      let formatter = formatters[key] ?? make(key)
      formatters[key] = formatter
      return formatter.string(from: Date(timeIntervalSince1970: Double(seconds)))
    }
  }

  private static func make(_ key: Key) -> DateFormatter {
    let formatter = DateFormatter()
    formatter.calendar = Calendar(identifier: .gregorian)
    formatter.locale = Locale(identifier: key.locale)
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    formatter.dateFormat = key.pattern
    return formatter
  }
}
