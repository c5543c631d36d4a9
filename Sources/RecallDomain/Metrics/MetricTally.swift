/// What is counted for a report: patients due for a visit, never calls. Each entry of the list is one
/// patient due for one visit; who is due for two counts for each.
///
/// Where nothing else is said, those whose due date lies in the period, and who are *due*: not
/// deceased, not gone from the clinic; and, as long as they were never tried, neither booked nor
/// asking not to be called.
package enum MetricCount: String, CaseIterable, Hashable, Sendable {
  case due
  /// Tried at least once: a call, or a message of the cadence, that was not withdrawn.
  case attempted
  /// The verified patient, a representative, or a helper whom the patient allowed was spoken with.
  case reached
  /// Calls and messages to those attempted, as often as there were any.
  case attempts
  /// An appointment stands or stood: given in a call, or found on record after the first attempt.
  case scheduled
  case scheduledReached = "scheduled_reached"
  /// Scheduled in a call of ours, or on record no more than 14 days after our last contact before.
  case attributable
  /// Scheduled, and it is known when.
  case scheduledDated = "scheduled_dated"
  /// Scheduled on the due date or before it.
  case onTime = "on_time"
  /// At least one number on file proved wrong or dead.
  case wrongContact = "wrong_contact"
  /// Said no, for now or for good, and is not scheduled.
  case declined
  /// All attempts are used up, nobody was reached, nothing is scheduled.
  case unreachable
  /// Asked for no more calls, at all or at the number dialled.
  case optedOut = "opted_out"
  /// Somebody was asked who they are.
  case identityAsked = "identity_asked"
  case identityFailed = "identity_failed"
  /// Needs another language than the caller's.
  case languageNeed = "language_need"
  /// Named a barrier of any kind.
  case barrier
  /// Booked in a call, after a missed visit or a checkout without a next appointment.
  case recovered
  /// Appointments that calls have booked and whose day lies in the period, by what became of them.
  case kept
  case noShow = "no_show"
  case cancelled
  /// Their day has come or is still to come, and nobody has said what became of them.
  case pending
}

/// What was counted of one group, or of all.
package struct MetricTally: Hashable, Sendable {
  private var counts = [Int](repeating: 0, count: MetricCount.allCases.count)
  /// Days from the due date to the day of scheduling, negative when it was before; of how many.
  package var daysFromDue: [Int: Int] = [:]
  /// Days from the first attempt to the day of scheduling.
  package var daysFromFirst: [Int: Int] = [:]

  package init() {}

  package subscript(_ count: MetricCount) -> Int {
    get { counts[Self.places[count]!] }
    set { counts[Self.places[count]!] = newValue }
  }

  private static let places = Dictionary(
    uniqueKeysWithValues: MetricCount.allCases.enumerated().map { ($1, $0) })

  package static func += (left: inout MetricTally, right: MetricTally) {
    for place in left.counts.indices { left.counts[place] += right.counts[place] }
    left.daysFromDue.merge(right.daysFromDue, uniquingKeysWith: +)
    left.daysFromFirst.merge(right.daysFromFirst, uniquingKeysWith: +)
  }

  /// Patients it speaks of, for the size of a group.
  package var patients: Int { self[.due] }

  package var isEmpty: Bool { counts.allSatisfy { $0 == 0 } }
}

/// How a count of days is spread.
package struct DaySpread: Hashable, Sendable {
  package let count: Int
  /// Half of them are at this or below: the lower of the two in the middle.
  package let median: Int
  /// Nine in ten are at this or below.
  package let ninetieth: Int
  package let mean: Double

  /// `nil`: of none.
  package init?(_ days: [Int: Int]) {
    count = days.values.reduce(0, +)
    guard count > 0 else { return nil }
    let inOrder = days.sorted { $0.key < $1.key }
    let at = { (rank: Int) -> Int in
      var seen = 0
      let found = inOrder.first { days in
        seen += days.value
        return seen >= rank
      }
      return found?.key ?? 0
    }
    median = at((count + 1) / 2)
    ninetieth = at((count * 9 + 9) / 10)
    mean = Double(days.reduce(0) { $0 + $1.key * $1.value }) / Double(count)
  }
}
