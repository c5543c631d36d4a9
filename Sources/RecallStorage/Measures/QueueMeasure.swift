import RecallDomain

/// Counts questions and requests that were routed in the period, by queue: answered, in time, and how
/// long until somebody took them and until they were answered. What was raised by mistake and withdrawn
/// is none. What waits, is overdue or due today, and what is an emergency count from any day.
struct QueueMeasure {
  let db: any Connection
  let question: MetricQuestion

  func piece(after: String, size: Int) throws -> MeasuredPiece {
    let rows = try db.rows(
      sql,
      [
        after, size, question.period.start.micros, question.period.end.micros,
        question.now.micros, question.endOfToday.micros,
      ])
    let fields = try MeasuredPiece.end(of: rows)
    return MeasuredPiece(
      read: try fields.int("n0"), last: try fields.optionalText("name"), rows: rows)
  }

  private var sql: String {
    """
    WITH page AS MATERIALIZED (
      SELECT id, queue, call, urgent, opened, due, state, withdrawn_at, coalesce(answered_at, closed_at) AS settled,
          coalesce(taken_at, answered_at, closed_at) AS taken,
          CASE WHEN opened >= ?3 AND opened < ?4 THEN 1 ELSE 0 END AS is_in,
          CASE WHEN state IN ('answered', 'closed') THEN 1 ELSE 0 END AS is_done
        FROM queue_item WHERE id > ?1 ORDER BY id LIMIT ?2),
    item AS MATERIALIZED (
      SELECT * FROM page WHERE state <> 'withdrawn' AND withdrawn_at IS NULL)
    SELECT 'page' AS what, max(id) AS name, count(*) AS n0, 0 AS n1, 0 AS n2, 0 AS n3, 0 AS n4,
        0 AS n5, 0 AS n6, 0 AS n7 FROM page
    UNION ALL SELECT 'queue', queue, sum(is_in), sum(is_in * is_done),
        sum(CASE WHEN is_in = 1 AND is_done = 1 AND settled <= due THEN 1 ELSE 0 END),
        sum(CASE WHEN is_in = 1 AND due IS NOT NULL AND (is_done = 1 OR due < ?5)
          THEN 1 ELSE 0 END),
        sum(1 - is_done), sum(CASE WHEN is_done = 0 AND due < ?5 THEN 1 ELSE 0 END),
        sum(CASE WHEN is_done = 0 AND due >= ?5 AND due < ?6 THEN 1 ELSE 0 END),
        sum(CASE WHEN is_done = 0 AND urgent = 1 AND EXISTS (
          SELECT 1 FROM attempt WHERE attempt.call = item.call AND emergency = 1)
          THEN 1 ELSE 0 END)
      FROM item GROUP BY queue
    UNION ALL SELECT 'taken', queue, (taken - opened) / 60000000, count(*), 0, 0, 0, 0, 0, 0
      FROM item
      WHERE is_in = 1 AND taken IS NOT NULL GROUP BY queue, (taken - opened) / 60000000
    UNION ALL SELECT 'settled', queue, (settled - opened) / 60000000, count(*), 0, 0, 0, 0, 0, 0
      FROM item WHERE is_in = 1 AND is_done = 1 AND settled IS NOT NULL
      GROUP BY queue, (settled - opened) / 60000000
    """
  }

  static func add(_ piece: MeasuredPiece, to report: inout MetricReport) throws {
    for row in piece.rows {
      let fields = Fields(row, of: "measure")
      let what = try fields.text("what")
      guard what != "page" else { continue }
      let queue: QueueName = try fields.word("name")
      let numbers = try ["n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7"].map { try fields.int($0) }
      var routed = report.routed[queue] ?? RoutedTally()
      switch what {
      case "taken": routed.minutesToTake[numbers[0], default: 0] += numbers[1]
      case "settled": routed.minutesToAnswer[numbers[0], default: 0] += numbers[1]
      default:
        routed.opened += numbers[0]
        routed.answered += numbers[1]
        routed.inTime += numbers[2]
        routed.dueByNow += numbers[3]
        routed.open += numbers[4]
        routed.overdue += numbers[5]
        routed.dueToday += numbers[6]
        routed.emergencies += numbers[7]
      }
      report.routed[queue] = routed
    }
  }
}
