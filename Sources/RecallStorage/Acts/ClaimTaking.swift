import Foundation
import RecallDomain

/// Takes one entry for one caller, inside the transaction that judged it.
struct ClaimTaking {
  let db: any Connection
  let caller: String
  let now: Date
  let lease: TimeInterval

  /// What this caller already has in hand and must see first.
  func inHand() throws -> ClaimAnswer? {
    guard let claim = try ClaimReading(db: db).held(by: caller) else { return nil }
    guard let call = claim.call else {
      try renew(claim)
      return .held(try ClaimReading(db: db).heldClaim(claim))
    }
    let own = try ClaimReading(db: db).unfinished(for: caller, at: now)
    guard let died = own.first(where: { $0.call == call }) else {
      throw DamagedRow(place: "claim.call")
    }
    return .finishFirst(died)
  }

  /// Its caller has the card before them again: nobody takes it over at that very moment.
  private func renew(_ claim: ClaimRow) throws {
    let micros = max(1, Int(lease * 1_000_000))
    try db.run(
      "UPDATE claim SET lease = ?1, lease_ends = ?2 + ?1 WHERE id = ?3 AND ended_at IS NULL",
      [micros, now.micros, claim.id])
  }

  /// Is the patient in somebody's hands, or does a call of theirs need an outcome? A claim that
  /// never dialled and whose lease has run out does not count: it may be taken over.
  func obstacle(for patient: PatientID) throws -> ExclusionReason? {
    guard try Locks(db: db).taken(patient) else { return .claimed }
    let claimed = try db.exists(
      """
      SELECT 1 FROM claim WHERE patient = ? AND ended_at IS NULL
        AND (call IS NOT NULL OR lease_ends > ?)
      """, [patient.rawValue, now.micros])
    if claimed { return .claimed }
    let unfinished = try db.exists(
      "SELECT 1 FROM attempt WHERE patient = ? AND outcome IS NULL AND withdrawn_at IS NULL",
      [patient.rawValue])
    return unfinished ? .needsOutcome : nil
  }

  /// `nil` when somebody else is about to dial, or on, this number.
  func take(_ candidate: Candidate, number: String) throws -> ClaimAnswer? {
    let entry = candidate.entry
    try lapse(patient: entry.patient, number: number)
    let busy = try db.exists(
      "SELECT 1 FROM claim WHERE number = ? AND ended_at IS NULL", [number])
    if busy { return nil }
    let id = UUID().uuidString.lowercased()
    let micros = max(1, Int(lease * 1_000_000))
    try db.run(
      """
      INSERT INTO claim (id, recall, patient, number, caller, token, last_seq, lease, lease_ends,
          opened_at)
        VALUES (?, ?, ?, ?, ?, 1, 0, ?, ?, ?)
      """,
      [
        id, entry.id.rawValue, entry.patient.rawValue, number, caller, micros,
        now.micros + micros, now.micros,
      ])
    try db.audit(.claimed, by: caller, recall: entry.id, at: now)
    let ticket = ClaimTicket(
      claim: id, recall: entry.id, patient: entry.patient, caller: caller, token: 1, lastSeq: 0,
      call: nil)
    var held = candidate
    held.heldBy = caller
    return .claimed(ticket, held, number: number)
  }

  /// Ends claims in the way that never dialled and ran out: taken over by this one.
  private func lapse(patient: PatientID, number: String) throws {
    let lapsed = try db.rows(
      """
      SELECT * FROM claim WHERE ended_at IS NULL AND call IS NULL AND lease_ends <= ?
        AND (patient = ? OR number = ?)
      """, [now.micros, patient.rawValue, number]
    ).map { try ClaimRow($0) }
    for claim in lapsed {
      let ended = try db.run(
        """
        UPDATE claim SET ended_at = ?1, how = 'lapsed'
          WHERE id = ?2 AND ended_at IS NULL AND call IS NULL AND lease_ends <= ?1
        """, [now.micros, claim.id])
      guard ended == 1 else { continue }
      try db.audit(.takenOver, by: caller, recall: claim.recall, at: now)
    }
  }
}
