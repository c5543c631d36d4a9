import RecallDomain

/// Counts appointments whose day lies in the period: what became of those that calls have booked, and
/// how many times cancelled and missed ones left free, whoever had booked them.
struct VisitMeasure {
  let db: any Connection
  let words: MeasureWords

  func piece(after: String, size: Int) throws -> MeasuredPiece {
    let question = words.question
    let rows = try db.rows(
      """
      WITH page AS MATERIALIZED (
        SELECT id, start, status, call FROM appointment WHERE id > ?1 ORDER BY id LIMIT ?2),
      visit AS MATERIALIZED (
        SELECT page.status, segment, recall.provider, language, attempt.caller AS credit
          FROM page CROSS JOIN attempt CROSS JOIN recall CROSS JOIN patient
          WHERE attempt.call = page.call AND recall.id = attempt.recall
            AND patient.id = recall.patient AND page.start >= ?3 AND page.start < ?4 \(ownOnly))
      SELECT 'page' AS what, '' AS status, max(id) AS name, count(*) AS count FROM page
      UNION ALL SELECT 'freed', status, '', count(*) FROM page
        WHERE status IN ('cancelled', 'no-show') AND start >= ?3 AND start < ?4 GROUP BY status
      UNION ALL SELECT 'all', status, '', count(*) FROM visit GROUP BY status
      \(words.ofPatients.map(grouped).joined(separator: "\n"))
      """,
      [
        after, size, question.period.start.micros, question.period.end.micros, question.caller,
      ])
    let fields = try MeasuredPiece.end(of: rows)
    return MeasuredPiece(
      read: try fields.int("count"), last: try fields.optionalText("name"), rows: rows)
  }

  private var ownOnly: String {
    words.question.caller == nil ? "AND CAST(?5 AS TEXT) IS NULL" : "AND attempt.caller = ?5"
  }

  private func grouped(_ grouping: MetricGrouping) -> String {
    let key = MeasureWords.key(grouping)
    return """
      UNION ALL SELECT '\(grouping.rawValue)', status, \(key), count(*) FROM visit
        GROUP BY status, \(key)
      """
  }

  static func add(_ piece: MeasuredPiece, to report: inout MetricReport) throws {
    for row in piece.rows {
      let fields = Fields(row, of: "measure")
      guard try fields.text("what") != "page" else { continue }
      let (what, name) = (try fields.text("what"), try fields.text("name"))
      let status: BookedAppointment.Status = try fields.word("status")
      let count = try fields.int("count")
      if what == "freed" {
        report.freed += count
      } else if what == "all" {
        report.total[Self.count(status)] += count
      } else if let grouping = MetricGrouping(rawValue: what) {
        report.groups[grouping, default: [:]][name, default: MetricTally()][Self.count(status)] +=
          count
      }
    }
  }

  private static func count(_ status: BookedAppointment.Status) -> MetricCount {
    switch status {
    case .booked: .pending
    case .kept: .kept
    case .noShow: .noShow
    case .cancelled: .cancelled
    }
  }
}
