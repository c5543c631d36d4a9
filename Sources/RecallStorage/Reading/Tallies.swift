import Foundation
import RecallDomain

/// Counts that are kept, not counted: their cost does not grow with the list.
struct Tallies {
  let db: any Connection

  /// Entries kept back, by reason.
  func keptBack(segment: String?) throws -> [ExclusionReason: Int] {
    let rows = try db.rows(
      """
      SELECT kept_back, CAST(sum(entries) AS BIGINT) AS entries FROM tally JOIN lane ON lane.id = tally.lane
        WHERE kept_back <> '' AND (CAST(?1 AS TEXT) IS NULL OR segment = ?1) GROUP BY kept_back
      """, [segment])
    var found: [ExclusionReason: Int] = [:]
    for row in rows {
      let fields = Fields(row, of: "tally")
      found[try fields.word("kept_back")] = try fields.int("entries")
    }
    let review = try db.int(
      """
      SELECT count(*) FROM recall WHERE state = 'review' AND (CAST(?1 AS TEXT) IS NULL OR segment = ?1)
      """, [segment])
    found[.clinicalReview, default: 0] += review ?? 0
    return found
  }

  func ready(lane: Int) throws -> Int {
    try db.int(
      "SELECT CAST(sum(entries) AS BIGINT) FROM tally WHERE lane = ? AND phase = 'ready'", [lane])
      ?? 0
  }

  func nextInstant(segment: String?, after now: Date) throws -> Date? {
    try db.int(
      """
      SELECT not_before FROM recall WHERE phase = 'waiting' AND not_before > ?1
        AND (CAST(?2 AS TEXT) IS NULL OR segment = ?2) ORDER BY not_before LIMIT 1
      """, [now.micros, segment]
    ).map { Date(micros: $0) }
  }

  /// Entries that stand ready in segments with a script, and those whose instant has come.
  func ready(at now: Date) throws -> Int {
    let standing = try db.int(
      """
      SELECT CAST(sum(entries) AS BIGINT) FROM tally JOIN lane ON lane.id = tally.lane
        WHERE phase = 'ready' AND shut = 0
      """)
    return (standing ?? 0) + (try waiting(after: Date(micros: 0), through: now))
  }

  /// Entries whose instant is after `from` and not after `end`: whole hours are kept, the broken
  /// ones at both ends are counted.
  func waiting(after from: Date, through end: Date) throws -> Int {
    guard from < end else { return 0 }
    let hour = 3_600_000_000
    let (first, last) = (from.micros / hour, end.micros / hour)
    let inner = try db.int(
      """
      SELECT CAST(sum(entries) AS BIGINT) FROM tally JOIN lane ON lane.id = tally.lane
        WHERE phase = 'waiting' AND shut = 0 AND hour > ? AND hour < ?
      """, [first, last])
    let head = try counted(after: from.micros, through: min(end.micros, (first + 1) * hour - 1))
    let tail =
      first == last
      ? 0 : try counted(after: max(from.micros, last * hour - 1), through: end.micros)
    return (inner ?? 0) + head + tail
  }

  private func counted(after: Int, through: Int) throws -> Int {
    try db.int(
      """
      SELECT count(*) FROM recall WHERE phase = 'waiting' AND not_before > ? AND not_before <= ?
        AND (SELECT shut FROM lane WHERE id = recall.lane) = 0
      """, [after, through]) ?? 0
  }

  /// Rows that have counted down to nothing, and on PostgreSQL the differences of many transactions
  /// folded into one; when somebody else is at it, it is being done.
  func sweep() throws {
    switch db.dialect {
    case .sqlite: try db.run("DELETE FROM tally WHERE entries = 0")
    case .postgresql:
      guard try Locks(db: db).broom() else { return }
      try db.run(
        """
        WITH swept AS (DELETE FROM tally RETURNING lane, phase, kept_back, hour, entries)
        INSERT INTO tally (lane, phase, kept_back, hour, entries)
          SELECT lane, phase, kept_back, hour, sum(entries) FROM swept
            GROUP BY lane, phase, kept_back, hour HAVING sum(entries) <> 0
        """)
    }
  }
}
