import Foundation
import RecallDomain

/// Counts patients due: one piece of the list, each entry with its attempts brought to yes or no, then
/// added up by group (`MetricCount` says what each count means).
struct RecallMeasure {
  let db: any Connection
  let words: MeasureWords

  func piece(after: String, size: Int) throws -> MeasuredPiece {
    let question = words.question
    let rows = try db.rows(
      sql,
      [
        after, size, question.period.from.description, question.period.to.description,
        question.caller, question.period.start.micros, question.period.end.micros,
        question.today.description, question.endOfToday.micros,
      ])
    let fields = try MeasuredPiece.end(of: rows)
    return MeasuredPiece(
      read: try fields.int("n0"), last: try fields.optionalText("name"), rows: rows)
  }

  // MARK: The question

  private var facts: RecallFacts { RecallFacts(words: words, dialect: db.dialect) }

  private var sql: String {
    """
    WITH \(facts.sql)
    SELECT 'page' AS what, max(id) AS name, count(*) AS n0\(zeros(after: 1)) FROM page
    UNION ALL SELECT 'left-out', '', count(*)\(zeros(after: 1)) FROM fact WHERE is_out = 1
    UNION ALL SELECT 'carried', min(due), count(*)\(zeros(after: 1)) FROM page
      WHERE due < ?3 AND state IN ('open', 'review')
    UNION ALL SELECT 'worked', '', \(worked)\(zeros(after: 5)) FROM page
    \(today)
    UNION ALL SELECT 'ended', ended_as, count(*)\(zeros(after: 1)) FROM page
      WHERE ended_as IN ('scheduled', 'attempts-exhausted') AND closed_at >= ?6 AND closed_at < ?7
        GROUP BY ended_as
    UNION ALL SELECT 'barriers', CAST(barriers AS TEXT), count(*)\(zeros(after: 1)) FROM fact
      WHERE barriers > 0 AND \(facts.isCounted) GROUP BY barriers
    UNION ALL SELECT 'needs', wanted, count(*)\(zeros(after: 1)) FROM fact
      WHERE \(RecallFacts.needsLanguage) = 1 AND \(facts.isCounted) GROUP BY wanted
    UNION ALL SELECT 'week', CAST(week AS TEXT), \(RecallFacts.sums) FROM fact
      WHERE \(facts.isCounted) GROUP BY week
    \(spread("week", "''"))
    \(words.ofPatients.map(grouped).joined(separator: "\n"))
    \(words.ofTries.map(ofTries).joined(separator: "\n"))
    """
  }

  /// What was done in the days themselves: entries that were tried in them, and what came of it.
  private var worked: String {
    [SaidBit.tried, .triedReached, .triedBooked, .triedRefused, .triedAsked].map {
      "CAST(coalesce(sum(\($0.flag)), 0) AS BIGINT)"
    }.joined(separator: ", ")
  }

  /// What waits for somebody now, whenever it was due: promised calls whose time comes before the day
  /// ends, and those due for whom nothing happens until somebody decides, as far as the list was judged.
  private var today: String {
    let isDue = "state = 'open' AND phase = 'blocked' AND due <= ?8"
    let others = "('waiting-on-queue', 'clinical-review', 'no-number', 'already-scheduled')"
    return """
      UNION ALL SELECT 'promised', '', count(*)\(zeros(after: 1)) FROM page
        WHERE state = 'open' AND callback IS NOT NULL AND next_at < ?9
          AND (CAST(?5 AS TEXT) IS NULL OR owner = ?5)
      UNION ALL SELECT 'undecided', '', count(*)\(zeros(after: 1)) FROM page
        WHERE \(isDue) AND kept_back NOT IN \(others)
      UNION ALL SELECT 'unasked', '', count(*)\(zeros(after: 1)) FROM page
        WHERE \(isDue) AND kept_back = 'no-number' AND NOT EXISTS (
          SELECT 1 FROM queue_item AS item WHERE item.recall = page.id AND queue = 'records'
            AND item.state IN ('open', 'taken') AND item.withdrawn_at IS NULL)
      """
  }

  private func grouped(_ grouping: MetricGrouping) -> String {
    let key = MeasureWords.key(grouping)
    return """
      UNION ALL SELECT '\(grouping.rawValue)', \(key), \(RecallFacts.sums) FROM fact
        WHERE \(facts.isCounted) GROUP BY \(key)
      \(spread(grouping.rawValue, key))
      """
  }

  /// Days one by one, of how many.
  private func spread(_ what: String, _ key: String) -> String {
    ["late", "took"].map { days in
      """
      UNION ALL SELECT '\(days):\(what)', \(key), \(days), count(*)\(zeros(after: 2)) FROM fact
        WHERE \(days) IS NOT NULL AND \(facts.isCounted)
          GROUP BY \(key == "''" ? "" : "\(key), ")\(days)
      """
    }.joined(separator: "\n")
  }

  /// Who was called at each step, and what came of it; calls that the clinic made.
  private func ofTries(_ grouping: MetricGrouping) -> String {
    let key = MeasureWords.key(grouping)
    let own = words.question.caller == nil ? "" : "AND caller = ?5"
    return """
      UNION ALL SELECT '\(grouping.rawValue)', step, count(*), CAST(sum(reached) AS BIGINT),
          CAST(sum(booked) AS BIGINT)\(zeros(after: 3))
        FROM (SELECT recall, \(key) AS step, max(\(MeasureWords.reached(in: "attempt"))) AS reached,
            max(CASE WHEN outcome = 'scheduled' THEN 1 ELSE 0 END) AS booked
          FROM fact CROSS JOIN attempt
          WHERE attempt.recall = fact.id AND \(facts.isCounted) AND withdrawn_at IS NULL
            AND direction = 'outbound' AND caller <> '\(MessageStep.author)' \(own)
          GROUP BY recall, \(key)) AS tries
        GROUP BY step
      """
  }

  private func zeros(after count: Int) -> String {
    String(repeating: ", 0", count: max(0, RecallFacts.summed.count - count))
  }
}
