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

extension SharedActs {
  package func endByFacts(
    after: RecallID?, at now: Date, overtaken: (Candidate) -> AfterCallDecision?
  ) throws(StoreFailure) -> RecallID? {
    let from = after?.rawValue ?? ""
    // Nearly always there is none: looked at without taking the write lock.
    let any = try read("endByFacts") { try $0.exists("\(Self.keptOut) LIMIT 1", [from]) }
    guard any else { return nil }
    return try write("endByFacts") { db in
      let rows = try db.rows(
        "\(Self.keptOut) ORDER BY id LIMIT \(endedAtOnce) \(db.dialect.locked(rowsOf: "recall"))",
        [from])
      let candidates = try CandidateReading(db: db).candidates(rows)
      for candidate in candidates {
        try Overtaking(db: db, now: now).end(candidate, overtaken(candidate))
      }
      return candidates.count < endedAtOnce ? nil : candidates.last?.entry.id
    }
  }

  /// Kept out by a fact; or with the clinical team, and the patient has died since.
  private static var keptOut: String {
    """
    SELECT * FROM recall WHERE id > ?1 AND id IN (
      SELECT id FROM recall WHERE \(Schema.keptBackByFact)
      UNION SELECT recall.id FROM recall JOIN patient ON patient.id = recall.patient
        WHERE recall.state = 'review' AND patient.deceased = 1)
    """
  }

  package func endByFacts(
    of patient: PatientID, at now: Date, overtaken: (Candidate) -> AfterCallDecision?
  ) throws(StoreFailure) {
    try write("endByFacts") { db in
      try Locks(db: db).patient(patient)
      let rows = try db.rows(
        "SELECT * FROM recall WHERE patient = ? AND state IN ('open', 'review') ORDER BY id",
        [patient.rawValue])
      for candidate in try CandidateReading(db: db).candidates(rows)
      where candidate.closingFact != nil {
        try Overtaking(db: db, now: now).end(candidate, overtaken(candidate))
      }
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
  @discardableResult
  func end(_ candidate: Candidate, _ decision: AfterCallDecision?) throws -> Bool {
    guard let decision, candidate.heldBy == nil, candidate.unfinishedBy == nil else {
      return false
    }
    try write(decision, candidate)
    try db.audit(
      .overtaken, by: nil, recall: candidate.entry.id, subject: decision.end?.rawValue, at: now)
    return true
  }

  /// How an entry in nobody's hands stands from now on.
  func write(_ decision: AfterCallDecision, _ candidate: Candidate) throws {
    try open(decision, candidate)
    if let stood = decision.stoodAs {
      try setAside(candidate.entry.id, decision, stood)
    } else {
      try Standing(db: db).move(
        candidate.entry.id, to: decision.state, decision.next, callback: decision.callback,
        end: decision.end, at: now)
      try Standing(db: db).judgeAfresh(candidate.entry.id, at: now)
    }
  }

  /// All that was planned stays as it stands, for a correction to give back.
  private func setAside(
    _ recall: RecallID, _ decision: AfterCallDecision, _ stood: RecallEntry.State
  ) throws {
    try db.run(
      """
      UPDATE recall SET state = ?1, ended_as = ?2, stood_as = ?3, phase = 'off', kept_back = NULL,
          not_before = 0, ended_at = ?5 WHERE id = ?4
      """,
      [
        decision.state.rawValue, decision.end?.rawValue, stood.rawValue, recall.rawValue,
        now.micros,
      ])
  }

  /// The record was corrected: what a fact had ended stands again as it did, with a trace. What the
  /// fact had asked of a team need not be answered any more.
  func giveBack(_ patient: PatientID, _ corrected: (Candidate) -> RecallEntry.State?) throws {
    let rows = try db.rows(
      "SELECT * FROM recall WHERE patient = ? AND stood_as IS NOT NULL ORDER BY id",
      [patient.rawValue])
    for candidate in try CandidateReading(db: db).candidates(rows) {
      guard let state = corrected(candidate) else { continue }
      let recall = candidate.entry.id
      try db.run(
        """
        UPDATE recall SET state = ?1, ended_as = NULL, stood_as = NULL,
            phase = CASE ?1 WHEN 'open' THEN 'ready' ELSE 'off' END WHERE id = ?2
        """, [state.rawValue, recall.rawValue])
      // What is next in it is found out at the next look.
      if BetweenCalls.isPlannedAnew(candidate, as: state) {
        try db.run(
          "UPDATE recall SET next_action = 'none', next_at = ? WHERE id = ?",
          [now.micros, recall.rawValue])
      }
      try db.run(
        """
        UPDATE queue_item SET state = 'withdrawn', withdrawn_at = ?
          WHERE recall = ? AND call IS NULL AND state = 'open'
        """, [now.micros, recall.rawValue])
      try Standing(db: db).judgeAfresh(recall, at: now)
      try db.audit(.corrected, by: nil, recall: recall, at: now)
    }
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
      "UPDATE recall SET next_action = ?, next_at = ?, message_at = NULL WHERE id = ?",
      [kind.rawValue, at?.micros, recall.rawValue])
  }

  /// An item comes of the last call; one that a fact on record raises comes of none.
  private func open(_ decision: AfterCallDecision, _ candidate: Candidate) throws {
    let last = decision.stoodAs == nil ? candidate.attempts.last : nil
    let writing = CallWriting(db: db, call: last?.call ?? CallID(""), key: "", now: now)
    for queue in QueueName.allCases where decision.opens.contains(queue) {
      let id = "\(candidate.entry.id)/\(queue.rawValue)/\(now.micros)"
      let item = QueueItem(
        id: QueueItemID(id), queue: queue, recall: candidate.entry.id,
        patient: candidate.patient.id, call: last?.call, opened: now, due: decision.next.at,
        owner: decision.next.owner, verified: false, callBack: last?.number,
        language: candidate.patient.language, concern: candidate.concern(of: queue))
      try writing.apply(.openItem(item))
    }
  }
}
