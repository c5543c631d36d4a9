/// One figure of a report, always with what it is made of (MISSION 20; DOMAIN 6 and 9b).
package struct Metric: Hashable, Sendable {
  package enum Value: Hashable, Sendable {
    /// So many of so many; of none there is no value yet.
    case share(Int, of: Int)
    /// So many for each one.
    case ratio(Int, of: Int)
    case count(Int)
    /// `nil`: of none.
    case days(DaySpread?)
  }

  package let name: MetricName
  package let value: Value

  package init(_ name: MetricName, _ value: Value) { (self.name, self.value) = (name, value) }
}

/// The figures by name, in the order in which they are read: first whether care is reached.
package enum MetricName: String, CaseIterable, Hashable, Sendable {
  case due, attempted
  case reachedOfDue = "reached-of-due"
  case reachedOfAttempted = "reached-of-attempted"
  case attemptsPerReached = "attempts-per-reached"
  case scheduledOfDue = "scheduled-of-due"
  case scheduledOfReached = "scheduled-of-reached"
  case attributable
  case daysDueToScheduled = "days-due-to-scheduled"
  case scheduledOnTime = "scheduled-on-or-before-due"
  case daysFirstToScheduled = "days-first-attempt-to-scheduled"
  case noShow = "no-show-after-recall"
  case cancelled = "cancelled-after-recall"
  case recovered = "slots-recovered"
  case wrongContact = "wrong-contact"
  case languageNeeds = "language-needs"
  case barriers
  case declined, unreachable
  case optedOut = "opted-out"
  case identityFailed = "identity-failed"
}

extension MetricTally {
  /// - Parameter freed: times that cancelled and missed appointments of the period left free; `nil`
  ///   where that is not told, as for a group.
  package func metrics(freed: Int? = nil) -> [Metric] {
    MetricName.allCases.map { Metric($0, value(of: $0, freed: freed)) }
  }

  package func value(of name: MetricName, freed: Int? = nil) -> Metric.Value {
    switch name {
    case .due: .count(self[.due])
    case .attempted: .share(self[.attempted], of: self[.due])
    case .reachedOfDue: .share(self[.reached], of: self[.due])
    case .reachedOfAttempted: .share(self[.reached], of: self[.attempted])
    case .attemptsPerReached: .ratio(self[.attempts], of: self[.reached])
    case .scheduledOfDue: .share(self[.scheduled], of: self[.due])
    case .scheduledOfReached: .share(self[.scheduledReached], of: self[.reached])
    case .attributable: .share(self[.attributable], of: self[.scheduled])
    case .daysDueToScheduled: .days(DaySpread(daysFromDue))
    case .scheduledOnTime: .share(self[.onTime], of: self[.scheduledDated])
    case .daysFirstToScheduled: .days(DaySpread(daysFromFirst))
    // Cancelled ones are neither kept nor missed, and stand beside it.
    case .noShow: .share(self[.noShow], of: self[.kept] + self[.noShow])
    case .cancelled: .share(self[.cancelled], of: booked)
    case .recovered: freed.map { .ratio(self[.recovered], of: $0) } ?? .count(self[.recovered])
    case .wrongContact: .share(self[.wrongContact], of: self[.attempted])
    case .languageNeeds: .share(self[.languageNeed], of: self[.attempted])
    case .barriers: .share(self[.barrier], of: self[.attempted])
    case .declined: .share(self[.declined], of: self[.attempted])
    case .unreachable: .share(self[.unreachable], of: self[.attempted])
    case .optedOut: .share(self[.optedOut], of: self[.attempted])
    case .identityFailed: .share(self[.identityFailed], of: self[.identityAsked])
    }
  }

  private var booked: Int {
    self[.kept] + self[.noShow] + self[.cancelled] + self[.pending]
  }
}
