import Foundation
import GRDB
import RecallDomain

/// Where an entry stands for the next `next`: ready to be judged, waiting for an instant, blocked
/// until something changes, or not open. Derived, and rebuilt whenever a fact changes.
struct Standing {
  let db: Database

  /// Something about this patient has changed: all their entries are judged afresh.
  func wake(_ patient: PatientID, at now: Date) throws {
    try db.run(
      "UPDATE recall SET \(Self.fresh) WHERE patient = ?2", [now.micros, patient.rawValue])
  }

  /// The columns of an entry that has not been judged since its facts changed; `?1` is now.
  static let fresh = """
    phase = CASE WHEN state <> 'open' THEN 'off' WHEN coalesce(next_at, 0) > ?1 THEN 'waiting'
      ELSE 'ready' END,
    kept_back = CASE WHEN state = 'open' AND coalesce(next_at, 0) > ?1
      THEN CASE WHEN callback IS NULL THEN 'within-cadence' ELSE 'callback-later' END END,
    not_before = CASE WHEN coalesce(next_at, 0) > ?1 THEN next_at ELSE 0 END,
    promised = callback IS NOT NULL
    """

  /// Writes what the judge said, so that the entry is not probed again before it can be callable.
  /// `false` when the verdict holds for this caller or this moment only.
  func keepBack(
    _ candidate: Candidate, _ reason: ExclusionReason, until: Date?, inNamedHours: Bool,
    at now: Date
  ) throws -> Bool {
    guard lasts(reason, of: candidate, inNamedHours: inNamedHours, at: now) else { return false }
    if let until, until <= now { return false }
    try db.run(
      """
      UPDATE recall SET phase = ?1, kept_back = ?2, not_before = ?3
        WHERE id = ?4 AND state = 'open'
      """,
      [
        until == nil ? "blocked" : "waiting", reason.rawValue, until?.micros ?? 0,
        candidate.entry.id.rawValue,
      ])
    return true
  }

  /// Does this verdict hold for every caller, and until the instant it names?
  private func lasts(
    _ reason: ExclusionReason, of candidate: Candidate, inNamedHours: Bool, at now: Date
  ) -> Bool {
    switch reason {
    case .claimed, .needsOutcome, .noScript, .language: false
    // A whole lane opens and closes by the clock; no row is written for that.
    case .outsideHours: !inNamedHours
    // A promise that is due and yet kept back is kept back for this caller only.
    case .callbackLater: candidate.entry.nextAt.map { $0 > now } ?? false
    default: true
    }
  }

  /// Entries whose instant has come stand ready: promises first, then a batch of the others.
  func promote(at now: Date) throws {
    try promote(at: now, limit: Self.batch, promised: 1)
    try promote(at: now, limit: Self.batch, promised: 0)
  }

  /// Entries a transaction moves at most, to stay within its 50 ms (invariant 10).
  static let batch = 512

  private func promote(at now: Date, limit: Int, promised: Int) throws {
    try db.run(
      """
      UPDATE recall SET phase = 'ready', kept_back = NULL, not_before = 0 WHERE id IN (
        SELECT id FROM recall WHERE phase = 'waiting' AND promised = ? AND not_before <= ?
          ORDER BY not_before, priority, due, id LIMIT ?)
      """, [promised, now.micros, limit])
  }

  /// The lane of an entry; made when it is the first.
  func lane(_ patient: Patient, segment: String, hours: String?) throws -> Int {
    let key: StatementArguments = [
      segment, patient.language ?? "", patient.interpreterNeeded, hours ?? "",
    ]
    let find = """
      SELECT id FROM lane WHERE segment = ? AND language = ? AND interpreter = ? AND hours = ?
      """
    if let id = try db.int(find, key) { return id }
    try db.run("INSERT INTO lane (segment, language, interpreter, hours) VALUES (?, ?, ?, ?)", key)
    return Int(db.lastInsertedRowID)
  }
}
