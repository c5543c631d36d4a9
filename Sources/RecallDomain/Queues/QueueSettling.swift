package import Foundation

/// What an act of a team makes of the recall it came from. The decision itself is `BetweenCalls`; here
/// stands for whom there is one.
extension BetweenCalls {
  /// - Parameter candidate: with the item as the act has left it, and the patient's record as its answer
  ///   has left that (`DeathFinding`).
  /// - Returns: `nil`: the recall stands as it does.
  package func settled(
    _ item: QueueItem, _ verdict: QueueVerdict, _ candidate: Candidate, at now: Date
  ) -> AfterCallDecision? {
    switch candidate.entry.state {
    case .closed: return nil
    case .scheduled: return booked(candidate, at: now)
    case .open, .review: break
    }
    // What records has not found out yet holds it, whoever else has answered.
    if candidate.heldForDeath, candidate.wasToldOfDeath {
      return asksRecords(candidate, at: now)
    }
    var decision = answered(item.queue, verdict, candidate, at: now)
    if decision.next.kind == .call, decision.next.owner == nil {
      decision.next.owner = caller(of: item, verdict, decision.callback != nil, candidate)
    }
    return decision
  }

  /// Who promised a time keeps it; else who asked tells the answer, when they are there. Nobody waits
  /// for them.
  private func caller(
    of item: QueueItem, _ verdict: QueueVerdict, _ isPromised: Bool, _ candidate: Candidate
  ) -> String? {
    if isPromised { return candidate.attempts.last(where: \.gaveTime)?.caller }
    guard verdict == .callAgain else { return nil }
    return candidate.attempts.first { $0.call == item.call }?.caller
  }

  /// An item that went to another team: who answers first now.
  package func handedOn(_ candidate: Candidate, at now: Date) -> AfterCallDecision? {
    guard !candidate.heldForDeath, candidate.entry.state != .closed else { return nil }
    if candidate.entry.state == .scheduled { return booked(candidate, at: now) }
    return overtaken(candidate, at: now) ?? goesOn(candidate, at: now)
  }

  /// The appointment stands whatever a team answers; a question that is still open stays handed to it.
  private func booked(_ candidate: Candidate, at now: Date) -> AfterCallDecision {
    let asked = waits(candidate, .clinical) ? handed(.clinical, at: now) : nil
    return AfterCallDecision(
      state: .scheduled, next: asked ?? NextAction(kind: .none), end: .scheduled)
  }
}
