package import Foundation
package import RecallDomain

extension SharedActs {
  package func callsNeedingOutcome(
    for caller: String, at now: Date
  ) throws(StoreFailure) -> [UnfinishedCall] {
    try read("callsNeedingOutcome") { db in
      try ClaimReading(db: db).unfinished(for: caller, at: now)
    }
  }

  /// The claim's own caller takes up at once; anybody else only with `takeOver`, and of a call that
  /// was not parked only when its lease has run out (invariant 6).
  package func takeUp(
    _ call: CallID, by caller: String, at now: Date, lease: TimeInterval, takeOver: Bool
  ) throws(StoreFailure) -> TakenUp {
    try write("takeUp") { db in
      let unfinished = """
        SELECT * FROM attempt WHERE call = ? AND outcome IS NULL AND withdrawn_at IS NULL
        """
      guard let attempt = try db.row(unfinished, [call.rawValue]),
        let claim = try ClaimReading(db: db).claim(of: call)
      else { throw StoreFailure.notFound }
      try Locks(db: db).number(claim.number)
      let own = claim.caller == caller
      if !own && !(takeOver && (claim.ended || claim.leaseEnds <= now)) {
        throw StoreFailure.taken(.patient)
      }
      try Self.reopen(claim, for: caller, at: now, lease: lease, db)
      try db.run("UPDATE attempt SET parked_at = NULL WHERE call = ?", [call.rawValue])
      try db.audit(
        own ? .takenUp : .takenOver, by: caller, recall: claim.recall, call: call, at: now)
      var taken = try Self.takenUp(attempt, call, db)
      taken.ticket.key = try ClaimKeys(db: db).kept(of: claim.id, token: taken.ticket.token)
      return taken
    }
  }

  private static func reopen(
    _ claim: ClaimRow, for caller: String, at now: Date, lease: TimeInterval, _ db: any Connection
  ) throws {
    // A claim that never dialled gives way, like in `next`: it has lost nothing.
    try db.run(
      """
      UPDATE claim SET ended_at = ?1, how = 'lapsed' WHERE ended_at IS NULL AND call IS NULL
        AND lease_ends <= ?1 AND (patient = ?2 OR number = ?3)
      """, [now.micros, claim.patient.rawValue, claim.number])
    let micros = max(1, Int(lease * 1_000_000))
    let taken = try db.run(
      """
      UPDATE claim SET token = token + 1, caller = ?1, lease = ?2,
          lease_ends = \(Lease.notBefore("?3")), ended_at = NULL, how = NULL
        WHERE id = ?4 AND token = ?5 AND last_seq = ?6 AND (ended_at IS NULL) = (?7 = 0)
      """,
      [
        caller, micros, now.micros + micros, claim.id, claim.token, claim.lastSeq, claim.ended,
      ])
    // Somebody wrote at this very moment: the call is theirs.
    guard taken == 1 else { throw StoreFailure.taken(.patient) }
  }

  private static func takenUp(_ attempt: SQLRow, _ call: CallID, _ db: any Connection) throws
    -> TakenUp
  {
    let journal = try Journal.entries(of: call, db)
    let fields = Fields(attempt, of: "attempt")
    guard let claim = try ClaimReading(db: db).claim(of: call), let first = journal.first,
      let candidate = try CandidateReading(db: db).candidate(claim.recall)
    else { throw DamagedRow(place: "attempt") }
    let beginning = CallBeginning(
      call: call, number: try fields.text("number"), direction: try fields.word("direction"),
      attempt: try fields.int("attempt"), edition: try fields.text("edition"),
      localDate: try fields.day("local_date"), entry: first)
    return TakenUp(
      ticket: claim.ticket, candidate: candidate, beginning: beginning, journal: journal,
      because: claim.because)
  }
}
