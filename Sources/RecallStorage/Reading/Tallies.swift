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
      found[try fields.word("kept_back")] = try fields.count("entries")
    }
    let review = try db.int(
      """
      SELECT count(*) FROM recall WHERE state = 'review' AND (CAST(?1 AS TEXT) IS NULL OR segment = ?1)
      """, [segment])
    found[.clinicalReview, default: 0] += review ?? 0
    return found
  }

  func ready(lane: Int) throws -> Int {
    let ready = try db.int(
      "SELECT CAST(sum(entries) AS BIGINT) FROM tally WHERE lane = ? AND phase = 'ready'", [lane])
    return Fields.most(ready ?? 0)
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
  /// folded into one.
  func sweep() throws {
    switch db.dialect {
    case .sqlite: try db.run("DELETE FROM tally WHERE entries = 0")
    case .postgresql: try fold()
    }
  }

  /// Differences of many transactions become one row, so that what is read of them does not grow;
  /// when somebody else is at it, it is being done. On SQLite there are none.
  func fold() throws {
    guard db.dialect == .postgresql, try Locks(db: db).broom() else { return }
    let key = "lane, phase, kept_back, hour"
    try db.run(
      """
      WITH several AS (SELECT \(key) FROM tally GROUP BY \(key)
          HAVING count(*) > 1 OR sum(entries) = 0),
        swept AS (DELETE FROM tally
          WHERE (\(key)) IN (SELECT \(key) FROM several) RETURNING \(key), entries)
      INSERT INTO tally (\(key), entries)
        SELECT \(key), sum(entries) FROM swept GROUP BY \(key) HAVING sum(entries) <> 0
      """)
  }
}
