package import Foundation
package import RecallDomain

extension SharedActs {
  package func beginCall(
    _ beginning: CallBeginning, under ticket: ClaimTicket, at now: Date,
    judge: (Candidate) -> Callability
  ) throws(StoreFailure) -> BegunCall {
    try writeOrStale("beginCall", under: ticket) { db -> BegunCall? in
      let check = DialCheck(db: db, ticket: ticket, now: now)
      if case .excluded(let reason, let until)? = try check.verdict(beginning.number, judge) {
        try check.giveBack()
        return .notNow(reason, until: until)
      }
      return try CallBegin(db: db, ticket: ticket, now: now).begin(beginning).map { .begun($0) }
    }
  }
}

/// One last look before a number is dialled. Between the card and the Enter an import may have
/// brought a booking or a death, a colleague an opt-out, and the clock the end of the day.
struct DialCheck {
  let db: any Connection
  let ticket: ClaimTicket
  let now: Date

  /// `nil`: there is nothing to look at, the claim has its call or is another's.
  func verdict(_ number: String, _ judge: (Candidate) -> Callability) throws -> Callability? {
    guard let claim = try ClaimReading(db: db).claim(ticket.claim), claim.token == ticket.token,
      claim.call == nil, try !claim.ended || wasGivenBack
    else { return nil }
    try Locks(db: db).patient(claim.patient)
    // Another of the numbers was claimed for nobody yet: its contacts must not grow meanwhile.
    try Locks(db: db).number(number)
    guard var candidate = try CandidateReading(db: db).candidate(claim.recall) else { return nil }
    candidate.heldBy = nil
    let verdict = judge(candidate)
    guard case .callable(let first) = verdict, first != number else { return verdict }
    return judge(candidate.dialled(at: number))
  }

  func giveBack() throws {
    let ended = try db.run(
      """
      UPDATE claim SET ended_at = ?, how = 'gave-back', reason = ''
        WHERE id = ? AND token = ? AND call IS NULL AND ended_at IS NULL
      """, [now.micros, ticket.claim, ticket.token])
    guard ended == 1 else { return }
    try db.audit(.gaveBack, by: ticket.caller, recall: ticket.recall, at: now)
  }

  /// The same act before, whose commit was not heard of.
  private var wasGivenBack: Bool {
    get throws {
      try db.exists(
        "SELECT 1 FROM claim WHERE id = ? AND token = ? AND how = 'gave-back' AND reason = ''",
        [ticket.claim, ticket.token])
    }
  }
}

extension Candidate {
  /// As if the patient had this number alone.
  fileprivate func dialled(at number: String) -> Candidate {
    var other = self
    other.patient.phones.removeAll { $0.number != number }
    return other
  }
}
