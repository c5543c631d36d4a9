import RecallDomain

/// Counts questions and requests that were routed in the period, by queue; what was raised by mistake
/// and withdrawn is none.
struct QueueMeasure {
  let db: any Connection
  let question: MetricQuestion

  func piece(after: String, size: Int) throws -> MeasuredPiece {
    let isIn = "opened >= ?3 AND opened < ?4"
    let isWaiting = "state IN ('open', 'taken')"
    let rows = try db.rows(
      """
      WITH page AS MATERIALIZED (
        SELECT id, queue, opened, due, state FROM queue_item WHERE id > ?1 ORDER BY id LIMIT ?2)
      SELECT 'page' AS what, max(id) AS name, count(*) AS opened, 0 AS answered, 0 AS waiting,
          0 AS overdue FROM page
      UNION ALL SELECT 'queue', queue, sum(CASE WHEN \(isIn) THEN 1 ELSE 0 END),
          sum(CASE WHEN \(isIn) AND state IN ('answered', 'closed') THEN 1 ELSE 0 END),
          sum(CASE WHEN \(isWaiting) THEN 1 ELSE 0 END),
          sum(CASE WHEN \(isWaiting) AND due < ?5 THEN 1 ELSE 0 END)
        FROM page WHERE state <> 'withdrawn' GROUP BY queue
      """,
      [
        after, size, question.period.start.micros, question.period.end.micros,
        question.now.micros,
      ])
    let fields = try MeasuredPiece.end(of: rows)
    return MeasuredPiece(
      read: try fields.int("opened"), last: try fields.optionalText("name"), rows: rows)
  }

  static func add(_ piece: MeasuredPiece, to report: inout MetricReport) throws {
    for row in piece.rows {
      let fields = Fields(row, of: "measure")
      guard try fields.text("what") != "page" else { continue }
      let queue: QueueName = try fields.word("name")
      var routed = report.routed[queue] ?? RoutedTally()
      routed.opened += try fields.int("opened")
      routed.answered += try fields.int("answered")
      routed.open += try fields.int("waiting")
      routed.overdue += try fields.int("overdue")
      report.routed[queue] = routed
    }
  }
}
