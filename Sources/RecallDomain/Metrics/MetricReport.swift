package import Foundation

/// What a report asks for.
package struct MetricQuestion: Sendable {
  package var period: ReportPeriod
  package var groupings: Set<MetricGrouping>
  /// Only what this person has done; `nil`: everybody.
  package var caller: String?
  package var now: Date

  package init(
    _ period: ReportPeriod, by groupings: Set<MetricGrouping> = [], of caller: String? = nil,
    at now: Date
  ) {
    (self.period, self.groupings, self.caller, self.now) = (period, groupings, caller, now)
  }

  /// The clinic's day, and its end.
  package var today: CivilDate { LocalTime(now, in: period.zone).date }
  package var endOfToday: Date {
    LocalTime(date: today.adding(days: 1), time: TimeOfDay(minutes: 0)!).instant(in: period.zone)
  }
}

/// All that a store has counted for a report. Read in many short pieces while others work: it is as of
/// the instant at which reading began, and what changed meanwhile may be in it or not.
package struct MetricReport: Hashable, Sendable {
  package let period: ReportPeriod
  package let asOf: Date
  /// Whose work it tells of; `nil`: everybody's.
  package let caller: String?
  package var total = MetricTally()
  /// The same without days, appointments and their results, by the week in which patients were due.
  package var byWeek: [ReportWeek: MetricTally] = [:]
  package var groups: [MetricGrouping: [String: MetricTally]] = [:]
  package var tries: [MetricGrouping: [String: TryTally]] = [:]
  /// Patients who named each barrier; one may have named several.
  package var barriers: [Barrier: Int] = [:]
  /// Patients who need another language, by language; empty = not known which.
  package var languages: [String: Int] = [:]
  /// In the period, and not counted as due: deceased, gone, booked or opted out before any attempt.
  package var leftOut = 0
  /// Due before the period, and still unscheduled today; and since when the first of them is.
  package var carriedOver = 0
  package var earliestDue: CivilDate?
  /// Times that cancelled and missed appointments of the period left free.
  package var freed = 0
  package var routed: [QueueName: RoutedTally] = [:]
  package var endings = EndingTally()
  /// What was done in these days, whenever the patients were due.
  package var worked = WorkTally()
  /// What waits for somebody at this moment, whatever the period is.
  package var waiting = WaitingTally()
  /// Calls that need an outcome now, by caller, the oldest first.
  package var unfinished: [UnfinishedCalls] = []
  package var needOutcome: Int { unfinished.reduce(0) { $0 + $1.count } }

  package init(period: ReportPeriod, asOf: Date, caller: String? = nil) {
    (self.period, self.asOf, self.caller) = (period, asOf, caller)
  }

  /// By week of the due date: how far the patients of that week have come by now.
  package var trend: [(week: ReportWeek, tally: MetricTally)] {
    period.weeks.map { (week: $0, tally: byWeek[$0] ?? MetricTally()) }
  }

  package var metrics: [Metric] { total.metrics(freed: freed) }
}

/// Questions and requests routed to one queue in the period.
package struct RoutedTally: Hashable, Sendable {
  package var opened = 0
  package var answered = 0
  /// Answered by their due time, of those that have one and are answered or past it.
  package var inTime = 0
  package var dueByNow = 0
  /// Of any period: open or taken now, and past their due time.
  package var overdue = 0
  package var open = 0
  /// Of those open, not late yet and due before the clinic's day ends; and those out of an emergency.
  package var dueToday = 0
  package var emergencies = 0
  /// Whole minutes from opening to being taken (answered without is taken then), and to being
  /// answered, of how many.
  package var minutesToTake: [Int: Int] = [:]
  package var minutesToAnswer: [Int: Int] = [:]

  package init() {}
}

/// What came to an end in the period, whenever it was due: patients, each once for each kind.
package struct EndingTally: Hashable, Sendable {
  package var scheduled = 0
  /// All attempts used up.
  package var unreachable = 0
  package var declined = 0
  /// To the clinical team: a question that could not wait, or an emergency. Complaints, deaths and
  /// attempts that are used up are none of it.
  package var escalated = 0

  package init() {}
}
