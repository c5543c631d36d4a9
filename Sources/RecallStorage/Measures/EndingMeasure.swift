import Foundation
import RecallDomain

/// Patients who said no, and those whom the clinical team had to have, in the period, each once; and
/// calls that need an outcome now.
struct EndingMeasure {
  let db: any Connection
  let question: MetricQuestion

  /// The place behind which a piece begins.
  struct Place {
    var endedAt: Int
    var call = ""
  }

  static let size = 512

  /// Names of recalls, by what was said.
  struct Said {
    var declined: Set<String> = []
    var escalated: Set<String> = []
  }

  /// The next place; `nil` at the end.
  func piece(after: Place, into said: inout Said) throws -> Place? {
    let rows = try db.rows(
      """
      SELECT call, recall, outcome, detail, ended_at FROM attempt
        WHERE outcome IN ('declined', 'escalated') AND (ended_at, call) > (?1, ?2)
          AND ended_at < ?3 AND (CAST(?4 AS TEXT) IS NULL OR caller = ?4)
        ORDER BY ended_at, call LIMIT \(Self.size)
      """,
      [after.endedAt, after.call, question.period.end.micros, question.caller])
    var place = after
    for row in rows {
      let fields = Fields(row, of: "attempt")
      let (outcome, detail): (Outcome, OutcomeDetail) =
        (try fields.word("outcome"), try fields.word("detail"))
      let recall = try fields.text("recall")
      if outcome == .declined {
        said.declined.insert(recall)
      } else if detail == .clinical || detail == .emergency {
        said.escalated.insert(recall)
      }
      place = Place(endedAt: try fields.int("ended_at"), call: try fields.text("call"))
    }
    return rows.count == Self.size ? place : nil
  }

  /// All at once, where a long read keeps nobody waiting.
  func whole() throws -> (declined: Int, escalated: Int) {
    let row = try db.row(
      """
      SELECT count(DISTINCT CASE WHEN outcome = 'declined' THEN recall END) AS declined,
          count(DISTINCT CASE WHEN detail IN ('clinical', 'emergency') THEN recall END) AS escalated
        FROM attempt WHERE outcome IN ('declined', 'escalated') AND ended_at >= ?1
          AND ended_at < ?2 AND (CAST(?3 AS TEXT) IS NULL OR caller = ?3)
      """, [question.period.start.micros, question.period.end.micros, question.caller])
    guard let row else { return (0, 0) }
    let fields = Fields(row, of: "attempt")
    return (try fields.int("declined"), try fields.int("escalated"))
  }

  /// Nobody is in them at this moment.
  static func unfinished(
    _ question: MetricQuestion, _ db: any Connection
  ) throws -> [UnfinishedCalls] {
    try db.rows(
      """
      SELECT caller, count(*) AS calls, min(started) AS since FROM attempt
        WHERE outcome IS NULL AND withdrawn_at IS NULL
        AND (CAST(?1 AS TEXT) IS NULL OR caller = ?1) AND NOT EXISTS (
          SELECT 1 FROM claim WHERE claim.call = attempt.call AND claim.ended_at IS NULL
            AND lease_ends > ?2)
        GROUP BY caller ORDER BY since, caller
      """, [question.caller, question.now.micros]
    ).map { row in
      let fields = Fields(row, of: "attempt")
      return UnfinishedCalls(
        caller: try fields.text("caller"), count: try fields.int("calls"),
        since: Date(micros: try fields.int("since")))
    }
  }
}
