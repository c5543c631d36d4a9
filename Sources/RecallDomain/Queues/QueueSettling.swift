package import Foundation

/// What an act of a team makes of the recall it came from. The decision itself is `BetweenCalls`; here
/// stands for whom there is one.
extension BetweenCalls {
  /// - Parameter candidate: with the item as the act has left it.
  /// - Returns: `nil`: the recall stands as it does.
  package func settled(
    _ item: QueueItem, _ verdict: QueueVerdict, _ candidate: Candidate, at now: Date
  ) -> AfterCallDecision? {
    switch candidate.entry.state {
    case .closed: return nil
    case .scheduled: return booked(candidate, at: now)
    case .open, .review: break
    }
    if candidate.heldForDeath {
      // Records has found out: a death ends it, and nothing else does.
      guard item.queue == .records, verdict == .close else { return nil }
      return AfterCallDecision(
        state: .closed, next: NextAction(kind: .none), heldForDeath: true, end: .deceased)
    }
    var decision = answered(item.queue, verdict, candidate, at: now)
    if decision.next.kind == .call, decision.next.owner == nil, verdict == .callAgain {
      // Who asked tells the answer, when they are there; nobody waits for them.
      decision.next.owner = candidate.attempts.first { $0.call == item.call }?.caller
    }
    return decision
  }

  /// An item that went to another team: who answers first now.
  package func handedOn(_ candidate: Candidate, at now: Date) -> AfterCallDecision? {
    guard !candidate.heldForDeath, candidate.entry.state != .closed else { return nil }
    if candidate.entry.state == .scheduled { return booked(candidate, at: now) }
    return overtaken(candidate, at: now) ?? goesOn(candidate, at: now)
  }

  /// The patient turns out to live: records asks that they be called.
  package static func revives(
    _ item: QueueItem, _ verdict: QueueVerdict, _ candidate: Candidate
  ) -> Bool {
    candidate.heldForDeath && item.queue == .records && verdict == .callAgain
  }

  /// The appointment stands whatever a team answers; a question that is still open stays handed to it.
  private func booked(_ candidate: Candidate, at now: Date) -> AfterCallDecision {
    let asked = waits(candidate, .clinical) ? handed(.clinical, at: now) : nil
    return AfterCallDecision(
      state: .scheduled, next: asked ?? NextAction(kind: .none), end: .scheduled)
  }
}
