import Foundation
import RecallDomain

/// Takes one entry for one caller, inside the transaction that judged it.
struct ClaimTaking {
  let db: any Connection
  let caller: String
  let now: Date
  let lease: TimeInterval
  /// Why a limit of the clinic is set aside: it stays with the claim, whatever becomes of the console.
  var because: String?

  /// What this caller already has in hand and must see first; `nil` also when it passed into other
  /// hands while it was looked at.
  func inHand() throws -> ClaimAnswer? {
    guard let claim = try ClaimReading(db: db).held(by: caller) else { return nil }
    guard let call = claim.call else {
      guard try renew(claim) else { return nil }
      var held = try ClaimReading(db: db).heldClaim(claim)
      held.ticket.key = try ClaimKeys(db: db).kept(of: claim.id, token: claim.token)
      return .held(held)
    }
    let own = try ClaimReading(db: db).unfinished(for: caller, at: now)
    if let died = own.first(where: { $0.call == call }) { return .finishFirst(died) }
    let stands = try ClaimReading(db: db).held(by: caller)
    guard stands?.id != claim.id || stands?.token != claim.token else {
      throw DamagedRow(place: "claim.call")
    }
    return nil
  }

  /// Its caller has the card before them again, and nobody takes it over from now on. `false`:
  /// somebody was quicker, and the card is theirs.
  private func renew(_ claim: ClaimRow) throws -> Bool {
    let micros = max(1, Int(lease * 1_000_000))
    let renewed = try db.run(
      """
      UPDATE claim SET lease = ?1, lease_ends = \(Lease.notBefore("?2 + ?1"))
        WHERE id = ?3 AND token = ?4 AND call IS NULL AND ended_at IS NULL
      """,
      [micros, now.micros, claim.id, claim.token])
    return renewed == 1
  }

  /// An entry with all that judging and taking it needs.
  struct Found {
    let candidate: Candidate
    /// Open claims on the patient, or on a number of theirs.
    let claims: [ClaimRow]
  }

  /// Whoever looks has the patient's lock (`Locks`): what is read here stays so.
  func look(at recall: RecallID, of patient: PatientID) throws -> Found? {
    try db.together { db in try look(at: recall, of: patient, db) }
  }

  /// The first in line is mostly free: taken and looked at on one way. What is read of somebody who
  /// could not be taken is worth nothing.
  func takeAndLook(
    at recall: RecallID, of patient: PatientID
  ) throws -> (taken: Locks.Taken?, found: Found?) {
    try db.together { db in
      let taken = try Locks(db: db).first(of: [patient.rawValue], at: now)
      return (taken, try look(at: recall, of: patient, db))
    }
  }

  private func look(
    at recall: RecallID, of patient: PatientID, _ db: any Connection
  ) throws -> Found? {
    guard let (candidate, kinds) = try CandidateReading(db: db).reading(recall, of: patient) else {
      return nil
    }
    let claims =
      kinds.contains(.claim)
      ? try db.rows(
        """
        SELECT * FROM claim WHERE ended_at IS NULL AND (patient = ?1
          OR number IN (SELECT number FROM phone WHERE phone.patient = ?1))
        """, [patient.rawValue]
      ).map { try ClaimRow($0) } : []
    return Found(candidate: candidate, claims: claims)
  }

  /// `nil` when somebody else has the patient, or is about to dial, or on, this number.
  func take(_ found: Found, number: String) throws -> ClaimAnswer? {
    let (candidate, entry) = (found.candidate, found.candidate.entry)
    guard try makeWay(found.claims.filter { $0.patient == entry.patient || $0.number == number })
    else { return nil }
    let id = UUID().uuidString.lowercased()
    let micros = max(1, Int(lease * 1_000_000))
    let claim = Read(
      """
      INSERT INTO claim (id, recall, patient, number, caller, token, last_seq, lease, lease_ends,
          opened_at, because)
        VALUES (?, ?, ?, ?, ?, 1, 0, ?, ?, ?, ?)
      """,
      [
        id, entry.id.rawValue, entry.patient.rawValue, number, caller, micros,
        now.micros + micros, now.micros, because,
      ])
    let key = ClaimKey.fresh()
    try db.last([
      claim, ClaimKeys.keeping(key, of: id, token: 1),
      db.trailing(.claimed, by: caller, recall: entry.id, at: now),
    ])
    let ticket = ClaimTicket(
      claim: id, recall: entry.id, patient: entry.patient, caller: caller, token: 1, lastSeq: 0,
      call: nil, key: key)
    var held = candidate
    held.heldBy = caller
    return .claimed(ticket, held, number: number)
  }

  /// Ends claims in the way that never dialled and ran out: taken over by this one. `false`: one
  /// stands.
  private func makeWay(_ claims: [ClaimRow]) throws -> Bool {
    guard claims.allSatisfy({ $0.call == nil && $0.leaseEnds <= now }) else { return false }
    for claim in claims {
      let ended = try db.run(
        """
        UPDATE claim SET ended_at = ?1, how = 'lapsed'
          WHERE id = ?2 AND ended_at IS NULL AND call IS NULL AND lease_ends <= ?1
        """, [now.micros, claim.id])
      guard ended == 1 else { return false }
      try db.audit(.takenOver, by: caller, recall: claim.recall, at: now)
    }
    return true
  }
}

/// A lease only ever grows: a console that stood still, or whose machine's clock was set back, never
/// makes what its caller holds at another desk run out under them.
enum Lease {
  /// What `lease_ends` becomes in an UPDATE of `claim`.
  static func notBefore(_ end: String) -> String {
    "CASE WHEN lease_ends > \(end) THEN lease_ends ELSE \(end) END"
  }
}
