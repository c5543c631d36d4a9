package import Foundation
package import RecallDomain

extension SharedActs {
  package func claimNext(
    by caller: String, segment: String?, at now: Date, lease: TimeInterval,
    judge: (Candidate) -> Callability
  ) throws(StoreFailure) -> ClaimAnswer {
    let answer = try search(by: caller, segment: segment, at: now, lease: lease, judge: judge)
    guard case .nobody = answer else { return answer }
    // Nobody: perhaps a policy has changed since the blocked ones were judged.
    guard try relook(segment: segment, at: now, judge: judge) > 0 else { return answer }
    return try search(by: caller, segment: segment, at: now, lease: lease, judge: judge)
  }

  /// Searches anew when another session took the same entry at the same moment.
  private func search(
    by caller: String, segment: String?, at now: Date, lease: TimeInterval,
    judge: (Candidate) -> Callability
  ) throws(StoreFailure) -> ClaimAnswer {
    var tries = 0
    var lost = false
    while true {
      do {
        let answer = try searchOnce(
          by: caller, segment: segment, at: now, lease: lease, judge: judge)
        return lost ? try takenByThisSearch(answer, at: now) : answer
      } catch .taken where tries < triesAtOnce {
        tries += 1
      } catch .unreachable where !lost {
        // A session that ended on the way; the next has another, when there is a server at all.
        lost = true
      }
    }
  }

  /// A claim whose commit was not heard of is this search's own, and no call that died: the caller
  /// has yet to see its card.
  private func takenByThisSearch(
    _ answer: ClaimAnswer, at now: Date
  ) throws(StoreFailure) -> ClaimAnswer {
    guard case .held(let held) = answer else { return answer }
    let isOurs = try read("claimNext") { db in
      try db.exists(
        "SELECT 1 FROM claim WHERE id = ? AND opened_at = ?", [held.ticket.claim, now.micros])
    }
    return isOurs ? .claimed(held.ticket, held.candidate, number: held.number) : answer
  }

  private func searchOnce(
    by caller: String, segment: String?, at now: Date, lease: TimeInterval,
    judge: (Candidate) -> Callability
  ) throws(StoreFailure) -> ClaimAnswer {
    // The search outlives one transaction, but not this call.
    let failure: StoreFailure
    do {
      return try withoutActuallyEscaping(judge) { judge in
        let search = NextSearch(
          NextSearch.Wish(caller: caller, segment: segment, now: now, lease: lease),
          under: classes, depth: searchDepth, judge: judge)
        return try answer(to: search)
      }
    } catch let error as StoreFailure { failure = error } catch {
      failure = StoreFailure(error, act: "claimNext")
    }
    throw failure
  }

  private func answer(to search: NextSearch) throws(StoreFailure) -> ClaimAnswer {
    // Those who were met at the head of the line will mostly be met there again.
    defer { searchDepth = search.isCrowded ? depthInACrowd : max(1, searchDepth / 2) }
    while true {
      do throws(StoreFailure) {
        let found = try write("claimNext") { try search.step($0) }
        if let found { return found }
      } catch {
        // Somebody holds on to a patient: they are in other hands, and that is the answer.
        guard case .busy = error, search.isWaiting else { throw error }
        search.waitNoLonger()
      }
    }
  }

  package func claim(
    _ recall: RecallID, by caller: String, at now: Date, lease: TimeInterval,
    judge: (Candidate) -> Callability
  ) throws(StoreFailure) -> ClaimAnswer {
    try claim(recall, because: nil, by: caller, at: now, lease: lease, judge: judge)
  }

  package func claimOverriding(
    _ recall: RecallID, because why: String, by caller: String, at now: Date, lease: TimeInterval,
    judge: (Candidate) -> Callability
  ) throws(StoreFailure) -> ClaimAnswer {
    try claim(recall, because: why, by: caller, at: now, lease: lease, judge: judge)
  }

  private func claim(
    _ recall: RecallID, because why: String?, by caller: String, at now: Date, lease: TimeInterval,
    judge: (Candidate) -> Callability
  ) throws(StoreFailure) -> ClaimAnswer {
    try write("claim") { db in
      let taking = ClaimTaking(
        db: db, caller: caller, now: now, lease: lease, because: why)
      if let inHand = try taking.inHand() {
        // Its commit was not heard of: the card has yet to be seen, and nothing has died.
        guard case .held(let held) = inHand, held.ticket.recall == recall,
          held.opened.micros == now.micros
        else { return inHand }
        return .claimed(held.ticket, held.candidate, number: held.number)
      }
      let patient = try db.text("SELECT patient FROM recall WHERE id = ?", [recall.rawValue])
      guard let patient else { throw StoreFailure.notFound }
      if let obstacle = try Locks(db: db).obstacle(for: PatientID(patient), at: now) {
        return .refused(obstacle, until: nil)
      }
      guard let found = try taking.look(at: recall, of: PatientID(patient)) else {
        throw StoreFailure.notFound
      }
      var candidate = found.candidate
      candidate.heldBy = nil
      switch judge(candidate) {
      case .callable(let number):
        guard let taken = try taking.take(found, number: number) else {
          return .refused(.claimed, until: nil)
        }
        // The reason stands with the claim, and in the note: no word that was typed is in the trail.
        if why != nil, case .claimed(let ticket, _, _) = taken {
          try db.audit(.overrode, by: caller, recall: recall, subject: ticket.claim, at: now)
        }
        return taken
      case .excluded(let reason, let until):
        return .refused(reason, until: until)
      }
    }
  }

  package func giveBack(
    _ ticket: ClaimTicket, reason: String, at now: Date
  ) throws(StoreFailure) {
    try write("giveBack") { db in
      let ended = try db.run(
        """
        UPDATE claim SET ended_at = ?, how = 'gave-back', reason = ?
          WHERE id = ? AND token = ? AND call IS NULL AND ended_at IS NULL
        """, [now.micros, reason, ticket.claim, ticket.token])
      if ended == 1 {
        return try db.last([
          db.trailing(.gaveBack, by: ticket.caller, recall: ticket.recall, at: now)
        ])
      }
      let happened = try db.exists(
        "SELECT 1 FROM claim WHERE id = ? AND token = ? AND how = 'gave-back'",
        [ticket.claim, ticket.token])
      guard happened else { throw StoreFailure.stale }
    }
  }

  package func somebodyIsCalling() throws(StoreFailure) -> Bool {
    try read("somebodyIsCalling") { db in
      // Between two patients nobody is in hand: then the trail tells, where an import writes too.
      try db.exists(
        """
        SELECT 1 FROM claim WHERE ended_at IS NULL
        UNION ALL SELECT 1 FROM (SELECT act FROM audit ORDER BY id DESC LIMIT \(actsOfLate)) AS late
          WHERE act IN ('claimed', 'gave-back', 'closed')
        LIMIT 1
        """)
    }
  }

  package func heldAtDial(by caller: String) throws(StoreFailure) -> HeldClaim? {
    try read("heldAtDial") { db in
      guard let claim = try ClaimReading(db: db).held(by: caller), claim.call == nil else {
        return nil
      }
      return try ClaimReading(db: db).heldClaim(claim)
    }
  }

  package func card(for ticket: ClaimTicket) throws(StoreFailure) -> Candidate {
    try write("card") { db in
      guard let claim = try ClaimReading(db: db).claim(ticket.claim),
        claim.token == ticket.token, !claim.ended
      else { throw StoreFailure.stale }
      guard let candidate = try CandidateReading(db: db).candidate(claim.recall) else {
        throw StoreFailure.notFound
      }
      try db.audit(
        .opened, by: ticket.caller, recall: claim.recall, call: claim.call,
        at: try db.latest() ?? Date(micros: 0))
      return candidate
    }
  }
}

/// How often a search begins anew before it gives up: each time somebody else has got on.
private let triesAtOnce = 8
/// Acts on the trail that tell whether somebody was calling a moment ago.
private let actsOfLate = 12
/// Entries of each lane that a search reads at first where callers crowd.
private let depthInACrowd = 4
