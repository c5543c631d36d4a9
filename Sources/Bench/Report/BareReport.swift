import Foundation
import GRDB
import RecallDomain

/// The figures of a report by hand-written SQL, one statement over everything: nobody else's reads or
/// writes are thought of.
struct BareReport {
  let from: String
  let to: String

  func run(on place: ListPlace) throws -> () throws -> Int {
    switch place {
    case .sqlite(let path):
      let queue = try BareStore.open(path)
      return {
        try queue.read { db in
          try Row.fetchAll(try db.cachedStatement(sql: sql("julianday(due) - 2440587.5"))).count
        }
      }
    case .postgresql(let url):
      let session = try BareSession(url)
      try session.simply("SET enable_seqscan = on")
      try session.prepare("report", sql("(CAST(due AS date) - DATE '1970-01-01')"))
      return { try session.execute("report").count }
    }
  }

  private func sql(_ day: String) -> String {
    """
    WITH tried AS (
      SELECT recall, count(*) AS attempts, min(started) AS first_at,
        max(CASE WHEN identity IN ('verified', 'representative', 'helper') THEN 1 ELSE 0 END) AS reached,
        min(CASE WHEN outcome = 'scheduled' THEN ended_at END) AS booked,
        max(CASE WHEN detail = 'booked' THEN 1 ELSE 0 END) AS own,
        max(CASE WHEN contact = 1 AND outcome <> 'scheduled' THEN started END) AS contacted,
        max(CASE WHEN outcome = 'wrong-number' THEN 1 ELSE 0 END) AS wrong,
        max(CASE WHEN outcome = 'declined' THEN 1 ELSE 0 END) AS refused,
        max(CASE WHEN detail = 'do-not-contact' THEN 1 ELSE 0 END) AS silenced,
        max(CASE WHEN outcome IN ('clinical-question', 'escalated') THEN 1 ELSE 0 END) AS asked,
        max(CASE WHEN identity <> 'not-asked' THEN 1 ELSE 0 END) AS gated,
        max(CASE WHEN identity = 'failed' THEN 1 ELSE 0 END) AS failed,
        max(CASE WHEN outcome = 'language-support' THEN 1 ELSE 0 END) AS needs,
        max(barriers & 1) AS b1, max(barriers & 2) AS b2, max(barriers & 4) AS b3,
        max(barriers & 8) AS b4, max(barriers & 16) AS b5, max(barriers & 32) AS b6,
        max(barriers & 64) AS b7, max(barriers & 128) AS b8, max(barriers & 256) AS b9,
        max(barriers & 512) AS b10
        FROM attempt WHERE withdrawn_at IS NULL GROUP BY recall),
    fact AS MATERIALIZED (
      SELECT due, segment, ended_as, recall.state, opted_out_at, tried.*,
          coalesce(booked, ended_at) AS settled,
          CASE WHEN booked IS NOT NULL OR recall.state = 'scheduled' THEN 1 ELSE 0 END AS has_visit
        FROM recall JOIN patient ON patient.id = recall.patient
          LEFT JOIN tried ON tried.recall = recall.id
        WHERE due BETWEEN '\(from)' AND '\(to)' AND deceased = 0 AND inactive = 0
          AND (tried.recall IS NOT NULL OR (do_not_contact = 0 AND opted_out_at IS NULL
            AND recall.state <> 'scheduled')))
    SELECT 'week', CAST(CAST((\(day) + 3) / 7 AS INTEGER) AS TEXT), \(Self.sums)
      FROM fact GROUP BY 2
    UNION ALL SELECT 'segment', segment, \(Self.sums)
      FROM fact GROUP BY segment
    \(days("late", "(settled - 18000000000) / 86400000000 - \(day)", "settled IS NOT NULL"))
    \(days("took", Self.took, "first_at <= settled"))
    UNION ALL SELECT 'worked', '', count(*), sum(reached), sum(booked), sum(refused), sum(asked),
        \(Self.zeros(20)) FROM (
          SELECT recall,
            max(CASE WHEN identity IN ('verified', 'representative', 'helper') THEN 1 ELSE 0 END)
              AS reached,
            max(CASE WHEN outcome = 'scheduled' THEN 1 ELSE 0 END) AS booked,
            max(CASE WHEN outcome = 'declined' THEN 1 ELSE 0 END) AS refused,
            max(CASE WHEN outcome IN ('clinical-question', 'escalated') THEN 1 ELSE 0 END) AS asked
          FROM attempt WHERE withdrawn_at IS NULL AND \(isInDays("started")) GROUP BY recall) AS w
    UNION ALL SELECT 'today', '',
        sum(CASE WHEN due < '\(from)' AND state IN ('open', 'review') THEN 1 ELSE 0 END),
        sum(CASE WHEN state = 'open' AND callback IS NOT NULL AND next_at < \(end)
          THEN 1 ELSE 0 END),
        sum(CASE WHEN phase = 'blocked' AND due <= '\(to)' AND kept_back <> 'no-number'
          THEN 1 ELSE 0 END),
        sum(CASE WHEN phase = 'blocked' AND due <= '\(to)' AND kept_back = 'no-number'
          THEN 1 ELSE 0 END),
        sum(CASE WHEN ended_as = 'scheduled' AND \(isInDays("ended_at")) THEN 1 ELSE 0 END),
        \(Self.zeros(20)) FROM recall
    UNION ALL SELECT 'said', outcome, count(DISTINCT recall), 0,
        \(Self.zeros(23))
      FROM attempt WHERE outcome IN ('declined', 'escalated') GROUP BY outcome
    """
  }

  private static let sums = """
    count(*), count(recall),
      sum(reached), sum(attempts), sum(has_visit),
      sum(CASE WHEN has_visit = 1 AND reached = 1 THEN 1 ELSE 0 END),
      sum(CASE WHEN has_visit = 1 AND (own = 1 OR settled - contacted <= 1209600000000)
        THEN 1 ELSE 0 END),
      count(settled), sum(wrong), sum(CASE WHEN refused = 1 AND has_visit = 0 THEN 1 ELSE 0 END),
      sum(CASE WHEN reached = 0 AND has_visit = 0 AND (ended_as = 'attempts-exhausted'
        OR (asked = 0 AND state = 'review')) THEN 1 ELSE 0 END),
      sum(CASE WHEN silenced = 1 OR opted_out_at >= first_at THEN 1 ELSE 0 END),
      sum(gated), sum(failed), sum(needs),
      sum(CASE WHEN b1 > 0 THEN 1 ELSE 0 END), sum(CASE WHEN b2 > 0 THEN 1 ELSE 0 END),
      sum(CASE WHEN b3 > 0 THEN 1 ELSE 0 END), sum(CASE WHEN b4 > 0 THEN 1 ELSE 0 END),
      sum(CASE WHEN b5 > 0 THEN 1 ELSE 0 END), sum(CASE WHEN b6 > 0 THEN 1 ELSE 0 END),
      sum(CASE WHEN b7 > 0 THEN 1 ELSE 0 END), sum(CASE WHEN b8 > 0 THEN 1 ELSE 0 END),
      sum(CASE WHEN b9 > 0 THEN 1 ELSE 0 END), sum(CASE WHEN b10 > 0 THEN 1 ELSE 0 END)
    """

  private static let took =
    "(settled - 18000000000) / 86400000000 - (first_at - 18000000000) / 86400000000"

  /// Days one by one, of how many: of all, and of each segment.
  private func days(_ what: String, _ days: String, _ condition: String) -> String {
    ["''", "segment"].map { key in
      """
      UNION ALL SELECT '\(what)', \(key), \(days), count(*), \(Self.zeros(23))
          FROM fact WHERE \(condition) GROUP BY 2, 3
      """
    }.joined(separator: "\n")
  }

  private func isInDays(_ instant: String) -> String {
    "\(instant) >= \(micros(from)) AND \(instant) < \(end)"
  }

  private var end: Int { micros(to) + 86_400_000_000 }

  /// Midnight in New York in winter: the made-up work has no day that summer time would move.
  private func micros(_ day: String) -> Int {
    (CivilDate(iso: day)?.dayNumber ?? 0) * 86_400_000_000 + 18_000_000_000
  }

  private static func zeros(_ count: Int) -> String {
    Array(repeating: "0", count: count).joined(separator: ", ")
  }
}
