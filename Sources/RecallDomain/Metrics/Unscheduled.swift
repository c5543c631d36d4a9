package import Foundation

/// One patient who is due and still has no appointment: why, for how long, and what happens next, by
/// whom and when (MISSION 19). Pure; the words are the console's.
package struct Unscheduled: Hashable, Sendable {
  package let recall: RecallID
  package let patient: PatientID
  package let name: String
  package let segment: String
  package let due: CivilDate
  /// 0 = due today.
  package let daysOverdue: Int
  /// Tries so far, and the last of them.
  package let attempts: Int
  package let last: AttemptSummary?
  /// `nil`: nothing stands in the way, the patient can be called now.
  package let reason: ExclusionReason?
  package let next: NextAction
  /// What the team that has it was asked; `nil`: none has it.
  package let concern: Concern?

  /// `nil`: holds an appointment, has been closed, or is not due yet and was never tried.
  package init?(_ candidate: Candidate, _ item: WorklistItem, today: CivilDate, now: Date) {
    let entry = candidate.entry
    guard entry.state == .open || entry.state == .review,
      entry.due <= today || !candidate.attempts.isEmpty, !candidate.isBooked(at: now)
    else { return nil }
    recall = entry.id
    patient = entry.patient
    name = candidate.patient.fullName
    segment = entry.segment
    due = entry.due
    daysOverdue = max(0, entry.due.days(until: today))
    attempts = candidate.attempts.count
    last = candidate.attempts.last
    reason = item.excluded
    next = Self.next(candidate, item, now: now)
    concern = Self.waiting(candidate, item.excluded)?.concern
    isLate = next.kind == .review && next.at.map { $0 < now } ?? false
    isUnasked =
      item.excluded == .noNumber
      && !candidate.items.contains {
        $0.queue == .records && ($0.state == .open || $0.state == .taken)
      }
  }

  /// Nothing happens until somebody decides: nothing is planned, or it waits for someone whom nobody has
  /// asked, or past its time.
  package var needsDecision: Bool { next.kind == .none || isUnasked || isLate }

  /// No number, and no request for one.
  package let isUnasked: Bool
  /// A team has it, and its time is over.
  package let isLate: Bool
  /// Nothing stands in the way of a call.
  package var isReady: Bool { reason == nil }

  /// The weightiest first: a team that has it, an answer that came back, a time that was promised, the
  /// next step when its time comes. `none`: nothing happens until somebody decides.
  private static func next(
    _ candidate: Candidate, _ item: WorklistItem, now: Date
  ) -> NextAction {
    let entry = candidate.entry
    if let waiting = waiting(candidate, item.excluded) {
      return NextAction(
        kind: .review, owner: waiting.owner ?? waiting.queue.rawValue, at: waiting.due)
    }
    if entry.state == .review {
      let owner = entry.owner ?? QueueName.clinical.rawValue
      return NextAction(kind: .review, owner: owner, at: entry.nextAt)
    }
    switch item.excluded {
    case nil: return NextAction(kind: .call, owner: entry.owner, at: item.promise ?? now)
    case .claimed?, .needsOutcome?:
      return NextAction(kind: .call, owner: candidate.heldBy ?? candidate.unfinishedBy, at: now)
    case .noNumber?:
      return NextAction(kind: .review, owner: QueueName.records.rawValue, at: nil)
    default:
      guard let from = item.callableFrom else { return NextAction(kind: .none) }
      let kind: NextAction.Kind = entry.nextAction == .message ? .message : .call
      return NextAction(kind: kind, owner: entry.owner, at: from)
    }
  }

  /// The item that is due first among those that keep the recall waiting.
  private static func waiting(_ candidate: Candidate, _ reason: ExclusionReason?) -> QueueItem? {
    guard reason == .waitingOnQueue || reason == .clinicalReview || candidate.entry.state == .review
    else { return nil }
    return candidate.items.filter { $0.state == .open || $0.state == .taken }
      .min {
        ($0.due ?? .distantFuture, $0.id.rawValue) < ($1.due ?? .distantFuture, $1.id.rawValue)
      }
  }
}

/// Those of one segment, or all, in counts.
package struct UnscheduledTally: Hashable, Sendable {
  package private(set) var count = 0
  package private(set) var longest = 0
  /// Nothing stands in the way of a call, and those who need a decision.
  package private(set) var ready = 0
  package private(set) var decisions = 0
  package var others: Int { count - ready - decisions }
  /// By what happens next.
  package private(set) var next: [NextAction.Kind: Int] = [:]

  package init() {}

  package mutating func count(_ entry: Unscheduled) {
    count += 1
    longest = max(longest, entry.daysOverdue)
    if entry.needsDecision { decisions += 1 } else if entry.isReady { ready += 1 }
    next[entry.next.kind, default: 0] += 1
  }

  package static func += (left: inout UnscheduledTally, right: UnscheduledTally) {
    left.count += right.count
    left.ready += right.ready
    left.decisions += right.decisions
    left.longest = max(left.longest, right.longest)
    left.next.merge(right.next, uniquingKeysWith: +)
  }
}
