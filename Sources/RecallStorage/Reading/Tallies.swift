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

  /// The first instant after `now` at which somebody who waits may be called, and who that is.
  func next(segment: String?, after now: Date) throws -> (at: Date, recall: RecallID)? {
    try db.row(
      """
      SELECT not_before, id FROM recall WHERE phase = 'waiting' AND not_before > ?1
        AND (CAST(?2 AS TEXT) IS NULL OR segment = ?2) ORDER BY not_before LIMIT 1
      """, [now.micros, segment]
    ).map { row in
      let fields = Fields(row, of: "recall")
      return (Date(micros: try fields.int("not_before")), RecallID(try fields.text("id")))
    }
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
