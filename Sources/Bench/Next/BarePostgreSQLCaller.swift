import Foundation

/// By hand: the first unclaimed ready entry of each lane, of these the first that nobody has
/// locked, its claim, its line in the trail. The same transaction as ours: begin, pick, claim,
/// trail, commit; begun anew when somebody else was faster.
final class BarePostgreSQLCaller: NextCaller {
  /// Of 32 in a hurry most find every head of a lane locked, until somebody has committed.
  private static let triesAtMost = 100_000

  private let session: BareSession
  private let id: String
  private var taken: (claim: String, recall: String)?

  init(_ url: String, id: String) throws {
    session = try BareSession(url)
    self.id = id
    for (name, statement) in Self.statements { try session.prepare(name, statement) }
  }

  private static let statements = [
    (
      "pick",
      """
      WITH head AS MATERIALIZED (
        SELECT entry.* FROM lane CROSS JOIN LATERAL (
          SELECT id, turn, priority, due FROM recall
            WHERE recall.lane = lane.id AND phase = 'ready'
              AND NOT EXISTS (SELECT 1 FROM claim
                WHERE claim.patient = recall.patient AND ended_at IS NULL)
              AND EXISTS (SELECT 1 FROM phone WHERE phone.patient = recall.patient)
            ORDER BY turn, priority, due, id LIMIT 1) AS entry
          WHERE shut = 0)
      SELECT recall.id, recall.patient,
          (SELECT number FROM phone WHERE phone.patient = recall.patient ORDER BY rank LIMIT 1)
        FROM head JOIN recall ON recall.id = head.id
        ORDER BY head.turn, head.priority, head.due, head.id LIMIT 1
        FOR NO KEY UPDATE OF recall SKIP LOCKED
      """
    ),
    (
      "claim",
      """
      INSERT INTO claim (id, recall, patient, number, caller, token, last_seq, lease, lease_ends,
          opened_at)
        VALUES ($1, $2, $3, $4, $5, 1, 0, 1800000000, $6::bigint + 1800000000, $6)
      """
    ),
    (
      "key",
      """
      INSERT INTO claim_key (claim, token, epoch, key)
        VALUES ($1, 1, (SELECT id FROM store_epoch ORDER BY number DESC LIMIT 1),
          decode(repeat('00', 32), 'hex'))
      """
    ),
    (
      "trail",
      """
      INSERT INTO audit (at, who, act, recall, session, seq, mac)
        VALUES ($1, $2, $3, $4, 1, 1, decode(repeat('00', 32), 'hex'))
      """
    ),
    ("end", "UPDATE claim SET ended_at = $1, how = 'gave-back', reason = '' WHERE id = $2"),
  ]

  func take() throws {
    for _ in 0..<Self.triesAtMost {
      do {
        if try takeFirst() { return }
      } catch let refused as BareSession.Refused where refused.state == "23505" {}
      try session.simply("ROLLBACK")
    }
    throw BenchFailure.nobodyToCall
  }

  private func takeFirst() throws -> Bool {
    let claim = UUID().uuidString.lowercased()
    let now = "\(BareStore.now)"
    try session.simply("BEGIN")
    guard let entry = try session.execute("pick").first else { return false }
    try session.execute("claim", [claim, entry[0], entry[1], entry[2], id, now])
    try session.execute("key", [claim])
    try session.execute("trail", [now, id, "claimed", entry[0]])
    try session.simply("COMMIT")
    taken = (claim, entry[0])
    return true
  }

  func giveBack() throws {
    guard let taken else { return }
    self.taken = nil
    let now = "\(BareStore.now)"
    try session.simply("BEGIN")
    try session.execute("end", [now, taken.claim])
    try session.execute("trail", [now, id, "gave-back", taken.recall])
    try session.simply("COMMIT")
  }
}
