import Foundation
package import RecallDomain

/// What callers have marked of one line in one language, as it read when they did.
package struct MarkedLine: Hashable, Sendable {
  package enum Standing: String, CaseIterable, Sendable {
    /// It still reads so.
    case open
    /// It has been reworded, or is not said any more.
    case done
  }

  package let script: String
  package let line: String
  /// BCP 47.
  package let locale: String
  /// With its facts in braces.
  package let said: String
  package let standing: Standing
  package let times: Int
  /// People, each once.
  package let callers: Int
  /// Of the times, in calls with invented patients.
  package let inPractice: Int
  package let newest: Stumble
}

/// Marks put together by what they are about, and held against the scripts as they are now.
package struct MarkedLines {
  package let lines: [MarkedLine]

  /// - Parameters:
  ///   - live: of the clinic's own calls.
  ///   - practice: of calls with invented patients.
  ///   - now: the edition of a script; `nil`: it has errors or may not be used, so that nothing of it
  ///     counts as done.
  package init(live: [Stumble], practice: [Stumble] = [], now: (String) -> Edition?) {
    let practised = Set(practice.map(\.id))
    let groups = Dictionary(grouping: live + practice, by: Key.init)
    lines = groups.map { key, marks in
      MarkedLine(
        script: key.script, line: key.line, locale: key.locale, said: key.said,
        standing: key.standing(in: now(key.script)), times: marks.count,
        callers: Set(marks.map(\.who)).count,
        inPractice: marks.count { practised.contains($0.id) },
        newest: marks.max { ($0.at, $0.id) < ($1.at, $1.id) }!)
    }.sorted { $0.isBefore($1) }
  }

  package var open: [MarkedLine] { lines.filter { $0.standing == .open } }

  /// A line that reads otherwise is another line: what was said of it before is done.
  private struct Key: Hashable {
    let script: String
    let line: String
    let locale: String
    let said: String

    init(_ stumble: Stumble) {
      (script, line) = (stumble.script, stumble.line)
      (locale, said) = (stumble.locale, stumble.said)
    }

    func standing(in edition: Edition?) -> MarkedLine.Standing {
      guard let edition else { return .open }
      return edition.phrasebooks[locale]?.phrase(line)?.asWritten == said ? .open : .done
    }
  }
}

extension MarkedLine {
  /// Open ones first, and among them those over which most people stumble.
  fileprivate func isBefore(_ other: MarkedLine) -> Bool {
    if standing != other.standing { return standing == .open }
    if callers != other.callers { return callers > other.callers }
    if times != other.times { return times > other.times }
    return (newest.at, newest.id) > (other.newest.at, other.newest.id)
  }
}
