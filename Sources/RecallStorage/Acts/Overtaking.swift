package import Foundation
package import RecallDomain

/// Recalls that end without a call: by a fact that came in, or by their last day.
extension SharedActs {
  package func endDue(
    at now: Date, overtaken: (Candidate) -> AfterCallDecision?,
    judge: (Candidate) -> Callability
  ) throws(StoreFailure) -> Int {
    let due = "state = 'open' AND next_action = 'none' AND next_at <= ?"
    let any = try read("endDue") { db in
      try db.exists("SELECT 1 FROM recall WHERE \(due)", [now.micros])
    }
    guard any else { return 0 }
    return try write("endDue") { db in
      let rows = try db.rows(
        """
        SELECT * FROM recall WHERE \(due)
          ORDER BY next_at, id LIMIT \(endedAtOnce) \(db.dialect.locked(rowsOf: "recall"))
        """, [now.micros])
      let candidates = try CandidateReading(db: db).candidates(rows)
      for candidate in candidates {
        let overtaking = Overtaking(db: db, now: now)
        if try overtaking.end(candidate, overtaken(candidate)) { continue }
        try overtaking.lookAgain(candidate, judge(candidate))
      }
      return candidates.count
    }
  }
}

/// Entries looked at in one transaction.
private let endedAtOnce = 100

/// Writes what facts and time have made of one entry.
struct Overtaking {
  let db: any Connection
  let now: Date

  /// Whether it was written: nothing is, under the hands of a caller.
  func end(_ candidate: Candidate, _ decision: AfterCallDecision?) throws -> Bool {
    guard let decision, candidate.heldBy == nil, candidate.unfinishedBy == nil else {
      return false
    }
    if !decision.opens.isEmpty {
      // An item belongs to a call: who was never called stays, kept back by the fact itself.
      guard let last = candidate.attempts.last else { return false }
      try open(decision, candidate, last)
    }
    try Standing(db: db).move(
      candidate.entry.id, to: decision.state, decision.next, callback: decision.callback,
      end: decision.end)
    try Standing(db: db).judgeAfresh(candidate.entry.id, at: now)
    try db.audit(.overtaken, by: nil, recall: candidate.entry.id, at: now)
    return true
  }

  /// In somebody's hands, or owed something: a day later. Not ended any more: as any other entry.
  func lookAgain(_ candidate: Candidate, _ verdict: Callability) throws {
    switch verdict {
    case .excluded(.attemptsExhausted, _), .excluded(.claimed, _), .excluded(.needsOutcome, _):
      try write(candidate.entry.id, .none, at: now.addingTimeInterval(86_400))
    case .callable, .excluded:
      try write(candidate.entry.id, .call, at: nil)
    }
    try Standing(db: db).judgeAfresh(candidate.entry.id, at: now)
  }

  private func write(_ recall: RecallID, _ kind: NextAction.Kind, at: Date?) throws {
    try db.run(
      "UPDATE recall SET next_action = ?, next_at = ? WHERE id = ?",
      [kind.rawValue, at?.micros, recall.rawValue])
  }

  private func open(
    _ decision: AfterCallDecision, _ candidate: Candidate, _ last: AttemptSummary
  ) throws {
    let writing = CallWriting(db: db, call: last.call, key: "", now: now)
    for queue in QueueName.allCases where decision.opens.contains(queue) {
      let id = "\(candidate.entry.id)/\(queue.rawValue)/\(now.micros)"
      let item = QueueItem(
        id: QueueItemID(id), queue: queue, recall: candidate.entry.id,
        patient: candidate.patient.id, call: last.call, opened: now, due: decision.next.at,
        owner: decision.next.owner, verified: false, callBack: last.number,
        language: candidate.patient.language)
      try writing.apply(.openItem(item))
    }
  }
}
