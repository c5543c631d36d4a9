/// By what a report may be told apart.
package enum MetricGrouping: String, CaseIterable, Hashable, Sendable {
  case segment, provider
  /// The patient's own.
  case language
  /// Who reached the patient first; else who tried last.
  case caller
  /// The number of the attempt, and the part of the patient's day: who was called then, and what came
  /// of that very call. One patient may stand in several rows.
  case attempt
  case partOfDay = "part-of-day"

  /// Each patient stands in one row alone.
  package var isOfPatients: Bool { self != .attempt && self != .partOfDay }

  package static let ofPatients = allCases.filter(\.isOfPatients)
}

/// Patients called at one attempt, or at one part of the day.
package struct TryTally: Hashable, Sendable {
  package var called = 0
  package var reached = 0
  package var scheduled = 0

  package init() {}

  package init(called: Int, reached: Int, scheduled: Int) {
    (self.called, self.reached, self.scheduled) = (called, reached, scheduled)
  }

  package static func += (left: inout TryTally, right: TryTally) {
    left.called += right.called
    left.reached += right.reached
    left.scheduled += right.scheduled
  }
}

/// What can be added up and has a size.
package protocol GroupTally: Hashable, Sendable {
  init()
  static func += (left: inout Self, right: Self)
  var size: Int { get }
}

extension MetricTally: GroupTally { package var size: Int { patients } }
extension TryTally: GroupTally { package var size: Int { called } }

/// One row of a grouped figure.
package struct MetricGroup<Tally: GroupTally>: Hashable, Sendable {
  package enum Label: Hashable, Sendable {
    case named(String)
    /// The record does not say.
    case unknown
    /// So many small groups, in one.
    case other(of: Int)
  }

  package let label: Label
  package let tally: Tally
}

extension MetricGroup {
  /// The largest first, then by name; small ones merged into one row at the end, so that few patients
  /// are never pointed at. One small group alone is merged with the next larger, for the rest of the
  /// whole would tell it, and named where no two others would be left. Nobody is left out: the rows add
  /// up to the whole.
  ///
  /// - Parameter small: groups of fewer than so many.
  package static func rows(_ groups: [String: Tally], small: Int) -> [MetricGroup] {
    let filled = groups.filter { $0.value != Tally() }
    var (kept, merged) = filled.reduce(into: ([(String, Tally)](), [Tally]())) {
      if $1.value.size < small { $0.1.append($1.value) } else { $0.0.append($1) }
    }
    if merged.count == 1 {
      guard kept.count > 2 else { return inOrder(filled.map { ($0.key, $0.value) }) }
      kept.sort { ($0.1.size, $0.0) > ($1.1.size, $1.0) }
      merged.append(kept.removeLast().1)
    }
    guard !merged.isEmpty else { return inOrder(kept) }
    let other = merged.reduce(into: Tally()) { $0 += $1 }
    return inOrder(kept) + [MetricGroup(label: .other(of: merged.count), tally: other)]
  }

  /// Steps of a scale, such as the number of the attempt: all of them, in their own order.
  package static func steps(_ groups: [String: Tally], order: (String) -> Int) -> [MetricGroup] {
    groups.filter { $0.value != Tally() }.sorted { order($0.key) < order($1.key) }.map {
      MetricGroup(label: $0.key.isEmpty ? .unknown : .named($0.key), tally: $0.value)
    }
  }

  private static func inOrder(_ groups: [(String, Tally)]) -> [MetricGroup] {
    groups.sorted { ($1.1.size, $0.0) < ($0.1.size, $1.0) }.map {
      MetricGroup(label: $0.0.isEmpty ? .unknown : .named($0.0), tally: $0.1)
    }
  }
}
