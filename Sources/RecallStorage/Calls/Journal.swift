import Foundation
import RecallDomain

/// The journal of one call under one claim (invariants 3 and 11): advancing the claim fences,
/// orders and renews the lease in one statement, and comes before anything else is written.
struct Journal {
  enum Written { case now, before, stale }

  /// What becomes of the claim with this entry.
  enum After: String {
    case goesOn
    case closed, parked
  }

  let db: any Connection
  let ticket: ClaimTicket
  let now: Date

  /// The claim as the schema knows it: what a ticket says about recall and patient is not trusted.
  func claim() throws -> ClaimRow? { try ClaimReading(db: db).claim(ticket.claim) }

  /// Advances the claim and appends the entry; or finds that it was appended before; or is stale.
  func append(_ entry: JournalEntry, to call: CallID, then after: After) throws -> Written {
    guard try advance(to: entry.seq, in: call, then: after) else {
      return try holds(entry, of: call) ? .before : .stale
    }
    try insert(entry, of: call)
    return .now
  }

  private func advance(to seq: Int, in call: CallID, then after: After) throws -> Bool {
    let ends = after != .goesOn
    return try db.run(
      """
      UPDATE claim SET last_seq = ?1, lease_ends = \(Lease.notBefore("?2 + lease")),
          ended_at = ?3, how = ?4
        WHERE id = ?5 AND token = ?6 AND last_seq = ?1 - 1 AND ended_at IS NULL AND call = ?7
      """,
      [
        seq, now.micros, ends ? now.micros : nil, ends ? after.rawValue : nil, ticket.claim,
        ticket.token, call.rawValue,
      ]) == 1
  }

  /// At `dial`: the claim gets its call and the number really dialled.
  func advanceToCall(_ beginning: CallBeginning) throws -> Bool {
    try db.run(
      """
      UPDATE claim SET last_seq = ?1, lease_ends = \(Lease.notBefore("?2 + lease")), call = ?3, number = ?4
        WHERE id = ?5 AND token = ?6 AND last_seq = ?1 - 1 AND ended_at IS NULL AND call IS NULL
      """,
      [
        beginning.entry.seq, now.micros, beginning.call.rawValue, beginning.number, ticket.claim,
        ticket.token,
      ]) == 1
  }

  func insert(_ entry: JournalEntry, of call: CallID) throws {
    try db.run(
      """
      INSERT INTO call_event (call, seq, token, kind, payload, at, estimated)
        VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        call.rawValue, entry.seq, ticket.token, entry.kind, entry.payload, entry.at.micros,
        entry.isEstimated,
      ])
  }

  static func entries(of call: CallID, _ db: any Connection) throws -> [JournalEntry] {
    try db.rows(
      "SELECT seq, kind, payload, at, estimated FROM call_event WHERE call = ? ORDER BY seq",
      [call.rawValue]
    ).map { row in
      let fields = Fields(row, of: "call_event")
      return JournalEntry(
        seq: try fields.int("seq"), kind: try fields.text("kind"),
        payload: try fields.data("payload"), at: try fields.instant("at"),
        isEstimated: try fields.flag("estimated"))
    }
  }

  /// The words of the call were kept long enough, and are gone.
  static func isErased(_ call: CallID, _ db: any Connection) throws -> Bool {
    try db.exists(
      "SELECT 1 FROM erased_words WHERE what = 'attempt' AND id = ?", [call.rawValue])
  }

  /// The very same entry stands in the journal already, from this console's own time with the call:
  /// the same words of whoever has it now are another's.
  func holds(_ entry: JournalEntry, of call: CallID) throws -> Bool {
    try db.exists(
      """
      SELECT 1 FROM call_event WHERE call = ? AND seq = ? AND token = ? AND kind = ? AND payload = ?
      """,
      [call.rawValue, entry.seq, ticket.token, entry.kind, entry.payload])
  }

  /// Words of a console whose claim has moved on, or that the store no longer knows: kept for review,
  /// and what keeps people safe takes effect all the same.
  func keepStale(_ entry: JournalEntry, of call: CallID, effects: [CallWrite]) throws {
    // Of a claim that this store does not know (it came back from a backup), as the ticket says.
    let claim = try claim()
    let (recall, patient) = (claim?.recall ?? ticket.recall, claim?.patient ?? ticket.patient)
    let safety = StaleSafety(
      db: db, ticket: ticket, recall: recall, patient: patient, call: call, now: now)
    guard try !WhyStale.isErased(patient, call, db) else {
      try db.audit(.stale, by: ticket.caller, recall: recall, call: call, at: now)
      return try safety.silence(effects)
    }
    let isNew =
      try db.run(
        """
        INSERT INTO stale_entry (call, recall, seq, token, caller, kind, payload, at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """,
        [
          call.rawValue, recall.rawValue, entry.seq, ticket.token, ticket.caller, entry.kind,
          entry.payload, entry.at.micros,
        ]) == 1
    if isNew { try db.audit(.stale, by: ticket.caller, recall: recall, call: call, at: now) }
    try safety.apply(effects, of: entry.seq)
  }

  /// The ticket after an entry.
  func ticket(after seq: Int, of claim: ClaimRow, call: CallID?) -> ClaimTicket {
    ClaimTicket(
      claim: claim.id, recall: claim.recall, patient: claim.patient, caller: ticket.caller,
      token: ticket.token, lastSeq: seq, call: call, key: ticket.key)
  }
}
