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

  /// `CROSS JOIN`: SQLite then begins with the piece, and never reads the whole of another table for
  /// it, whatever it believes of their sizes.
  private var sql: String {
    """
    WITH page AS MATERIALIZED (
      SELECT id, patient, segment, provider, due, state, ended_as, ended_at, owner, callback, next_at,
          phase, kept_back FROM recall
        WHERE id > ?1 ORDER BY id LIMIT ?2),
    tried AS (
      SELECT recall, \(tried) FROM page CROSS JOIN attempt
        WHERE attempt.recall = page.id AND \(CountedAttempt.condition())
          AND page.due BETWEEN ?3 AND ?4 GROUP BY recall),
    worked AS (\(worked)),
    known AS (
      SELECT page.id, segment, provider, due, page.state, ended_as, tried.*, patient.language,
          patient.opted_out_at,
          coalesce(booked, CASE WHEN ended_as = 'scheduled' THEN ended_at END) AS settled,
          CASE WHEN booked IS NOT NULL OR page.state = 'scheduled' OR ended_as = 'scheduled'
            THEN 1 ELSE 0 END AS has_visit,
          CASE WHEN deceased = 1 OR inactive = 1 OR (tried.recall IS NULL AND (
              do_not_contact = 1 OR opted_out_at IS NOT NULL OR page.state = 'scheduled'
              OR ended_as = 'scheduled')) THEN 1 ELSE 0 END AS is_out
        FROM page CROSS JOIN patient LEFT JOIN tried ON tried.recall = page.id
        WHERE patient.id = page.patient AND page.due BETWEEN ?3 AND ?4),
    fact AS MATERIALIZED (SELECT \(facts) FROM known WHERE is_out = 0 \(ownOnly))
    SELECT 'page' AS what, max(id) AS name, count(*) AS n0\(zeros(after: 1)) FROM page
    UNION ALL SELECT 'left-out', '', count(*)\(zeros(after: 1)) FROM known WHERE is_out = 1
    UNION ALL SELECT 'carried', min(due), count(*)\(zeros(after: 1)) FROM page
      WHERE due < ?3 AND state IN ('open', 'review')
    UNION ALL SELECT 'worked', '', count(*), coalesce(sum(reached), 0), coalesce(sum(booked), 0),
      coalesce(sum(refused), 0), coalesce(sum(asked), 0)\(zeros(after: 5)) FROM worked
    \(today)
    UNION ALL SELECT 'ended', ended_as, count(*)\(zeros(after: 1)) FROM page
      WHERE ended_as IN ('scheduled', 'attempts-exhausted') AND ended_at >= ?6 AND ended_at < ?7
        GROUP BY ended_as
    UNION ALL SELECT 'barriers', CAST(barriers AS TEXT), count(*)\(zeros(after: 1)) FROM fact
      WHERE barriers > 0 GROUP BY barriers
    UNION ALL SELECT 'needs', wanted, count(*)\(zeros(after: 1)) FROM fact
      WHERE n_language_need = 1 GROUP BY wanted
    UNION ALL SELECT 'week', \(week), \(sums) FROM fact GROUP BY \(week)
    \(spread("week", "''"))
    \(words.ofPatients.map(grouped).joined(separator: "\n"))
    \(words.ofTries.map(ofTries).joined(separator: "\n"))
    """
  }

  /// The number of the week in which it is due, by Mondays since 1970.
  private var week: String { "CAST((\(db.dialect.dayNumber(of: "due")) + 3) / 7 AS TEXT)" }

  /// One row for each recall that was tried.
  private var tried: String {
    let reached = MeasureWords.reached(in: "attempt")
    var columns = [
      "count(*) AS attempts", "min(started) AS first_at", "max(\(reached)) AS reached",
      "min(CASE WHEN outcome = 'scheduled' THEN attempt.ended_at END) AS booked",
      "max(CASE WHEN detail = 'booked' THEN 1 ELSE 0 END) AS own",
      "max(CASE WHEN outcome = 'wrong-number' THEN 1 ELSE 0 END) AS wrong",
      "max(CASE WHEN outcome = 'declined' THEN 1 ELSE 0 END) AS refused",
      "max(CASE WHEN 'do-not-contact' IN (detail, also_detail) THEN 1 ELSE 0 END) AS silenced",
      """
      max(CASE WHEN outcome IN ('clinical-question', 'escalated') THEN 1 ELSE 0 END) AS asked
      """,
      "max(CASE WHEN identity <> 'not-asked' THEN 1 ELSE 0 END) AS gated",
      "max(CASE WHEN identity = 'failed' THEN 1 ELSE 0 END) AS failed",
      "max(CASE WHEN outcome = 'language-support' THEN 1 ELSE 0 END) AS needs",
      Barrier.allCases.map { "max(attempt.barriers & \($0.bit))" }.joined(separator: " + ")
        + " AS barriers",
    ]
    if words.needsCredit { columns += [Self.credit(reached)] }
    return columns.joined(separator: ", ")
  }

  /// What was done in the days themselves, one row for each recall that was tried in them.
  private var worked: String {
    """
    SELECT recall, max(\(MeasureWords.reached(in: "attempt"))) AS reached,
        max(CASE WHEN outcome = 'scheduled' THEN 1 ELSE 0 END) AS booked,
        max(CASE WHEN outcome = 'declined' THEN 1 ELSE 0 END) AS refused,
        max(CASE WHEN outcome = 'clinical-question' OR (outcome = 'escalated'
          AND detail IN ('clinical', 'emergency')) THEN 1 ELSE 0 END) AS asked
      FROM page CROSS JOIN attempt
      WHERE attempt.recall = page.id AND started >= ?6 AND started < ?7
        AND \(CountedAttempt.condition()) \(words.question.caller == nil ? "" : "AND caller = ?5")
      GROUP BY recall
    """
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

  /// Contacts from which a booking followed.
  private static let contactBefore = """
    SELECT 1 FROM attempt WHERE attempt.recall = known.id AND \(CountedAttempt.condition())
      AND (contact = 1 OR identity \(MeasureWords.reached)) AND coalesce(outcome, '') <> 'scheduled'
      AND started <= settled AND started >= settled - \(MeasureWords.attributable)
    """

  /// The first who reached, else the last who tried; instants of our time have sixteen digits.
  private static func credit(_ reached: String) -> String {
    let signed = "CAST(started AS TEXT) || '|' || caller"
    return """
      coalesce(substr(min(CASE WHEN \(reached) = 1 THEN \(signed) END), 18),
        substr(max(CASE WHEN caller <> '\(MessageStep.author)' THEN \(signed) END), 18)) AS credit
      """
  }

  private var ownOnly: String {
    words.question.caller == nil ? "AND CAST(?5 AS TEXT) IS NULL" : "AND credit = ?5"
  }

  /// One row for each patient due, in yes and no.
  private var facts: String {
    let counted = MetricCount.allCases.compactMap { count in
      Self.fact(count).map { "\($0) AS n_\(count.rawValue)" }
    }
    let credit = words.needsCredit ? "coalesce(credit, '') AS credit" : "'' AS credit"
    return """
      id, segment, provider, language, \(credit), due, coalesce(barriers, 0) AS barriers,
      \(Self.wanted) AS wanted,
      \(words.day(of: "settled")) - \(db.dialect.dayNumber(of: "due")) AS late,
      CASE WHEN first_at <= settled
        THEN \(words.day(of: "settled")) - \(words.day(of: "first_at")) END AS took,
      \(counted.joined(separator: ", "))
      """
  }

  /// The language that the colleagues were told is needed; else the patient's own.
  private static let wanted = """
    CASE WHEN needs = 1 OR barriers & \(Barrier.language.bit) > 0 THEN coalesce(
      (SELECT max(item.language) FROM queue_item AS item
        WHERE item.recall = known.id AND item.queue = 'language'), language, '') END
    """

  private static func fact(_ count: MetricCount) -> String? {
    let flag = { (condition: String) in "CASE WHEN \(condition) THEN 1 ELSE 0 END" }
    switch count {
    case .due: return "1"
    case .attempted: return flag("recall IS NOT NULL")
    case .reached: return "coalesce(reached, 0)"
    case .attempts: return "coalesce(attempts, 0)"
    case .scheduled: return "has_visit"
    case .scheduledReached: return flag("has_visit = 1 AND reached = 1")
    case .attributable:
      return flag("has_visit = 1 AND (own = 1 OR EXISTS (\(contactBefore)))")
    case .scheduledDated: return flag("settled IS NOT NULL")
    // Of the spread of days, where they are told one by one.
    case .onTime: return nil
    case .wrongContact: return "coalesce(wrong, 0)"
    case .declined: return flag("refused = 1 AND has_visit = 0")
    case .unreachable:
      return flag(
        """
        reached = 0 AND has_visit = 0 AND (ended_as = 'attempts-exhausted'
          OR (asked = 0 AND (state = 'review' OR ended_as = 'answered')))
        """)
    case .optedOut: return flag("silenced = 1 OR opted_out_at >= first_at")
    case .identityAsked: return "coalesce(gated, 0)"
    case .identityFailed: return "coalesce(failed, 0)"
    case .languageNeed: return flag("needs = 1 OR barriers & \(Barrier.language.bit) > 0")
    case .barrier: return flag("barriers > 0")
    case .recovered: return flag("own = 1 AND \(MeasureWords.recovering)")
    case .kept, .noShow, .cancelled, .pending: return nil
    }
  }

  /// Counts that are added up here; the others come from elsewhere.
  private static let summed = MetricCount.allCases.filter { fact($0) != nil }

  private var sums: String {
    Self.summed.map { "CAST(sum(n_\($0.rawValue)) AS BIGINT)" }.joined(separator: ", ")
  }

  private func grouped(_ grouping: MetricGrouping) -> String {
    let key = MeasureWords.key(grouping)
    return """
      UNION ALL SELECT '\(grouping.rawValue)', \(key), \(sums) FROM fact GROUP BY \(key)
      \(spread(grouping.rawValue, key))
      """
  }

  /// Days one by one, of how many.
  private func spread(_ what: String, _ key: String) -> String {
    ["late", "took"].map { days in
      """
      UNION ALL SELECT '\(days):\(what)', \(key), \(days), count(*)\(zeros(after: 2)) FROM fact
        WHERE \(days) IS NOT NULL GROUP BY \(key == "''" ? "" : "\(key), ")\(days)
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
          WHERE attempt.recall = fact.id AND withdrawn_at IS NULL AND direction = 'outbound'
            AND caller <> '\(MessageStep.author)' \(own) GROUP BY recall, \(key)) AS tries
        GROUP BY step
      """
  }

  private func zeros(after count: Int) -> String {
    String(repeating: ", 0", count: max(0, Self.summed.count - count))
  }

  // MARK: The answer

  static func add(
    _ piece: MeasuredPiece, to report: inout MetricReport, _ question: MetricQuestion
  ) throws {
    for row in piece.rows {
      let answer = try Answer(row)
      switch answer.what {
      case "page": break
      case "left-out": report.leftOut += answer.count
      case "carried": addCarried(answer, to: &report)
      case "worked": addWorked(answer, to: &report)
      case "promised": report.waiting.promised += answer.count
      case "undecided" where report.caller == nil: report.waiting.undecided += answer.count
      case "unasked" where report.caller == nil: report.waiting.unasked += answer.count
      case "undecided", "unasked": break
      case "ended": addEnded(answer, to: &report)
      case "barriers":
        for barrier in Barrier.named(by: Int(answer.name) ?? 0) {
          report.barriers[barrier, default: 0] += answer.count
        }
      case "needs": report.languages[answer.name, default: 0] += answer.count
      case "week": addWeek(answer, to: &report)
      case "late:week", "took:week": addDays(answer, to: &report.total)
      default: try addGroup(answer, to: &report)
      }
    }
  }

  private struct Answer {
    let what: String
    let name: String
    let numbers: [Int]
    var count: Int { numbers[0] }

    init(_ row: SQLRow) throws {
      let fields = Fields(row, of: "measure")
      what = try fields.text("what")
      name = try fields.optionalText("name") ?? ""
      numbers = row.values.dropFirst(2).map { if case .int(let number) = $0 { number } else { 0 } }
    }

    var tally: MetricTally {
      zip(RecallMeasure.summed, numbers).reduce(into: MetricTally()) { $0[$1.0] = $1.1 }
    }
  }

  private static func addCarried(_ answer: Answer, to report: inout MetricReport) {
    guard report.caller == nil, answer.count > 0 else { return }
    report.carriedOver += answer.count
    guard let due = CivilDate(iso: answer.name) else { return }
    report.earliestDue = min(report.earliestDue ?? due, due)
  }

  private static func addWorked(_ answer: Answer, to report: inout MetricReport) {
    report.worked.tried += answer.numbers[0]
    report.worked.reached += answer.numbers[1]
    report.worked.scheduled += answer.numbers[2]
    report.worked.declined += answer.numbers[3]
    report.worked.asked += answer.numbers[4]
  }

  private static func addEnded(_ answer: Answer, to report: inout MetricReport) {
    guard report.caller == nil else { return }
    if answer.name == RecallEnd.scheduled.rawValue {
      report.endings.scheduled += answer.count
    } else {
      report.endings.unreachable += answer.count
    }
  }

  private static func addWeek(_ answer: Answer, to report: inout MetricReport) {
    report.total += answer.tally
    guard let number = Int(answer.name) else { return }
    let week = ReportWeek(of: CivilDate(dayNumber: number * 7 - 3))
    report.byWeek[week, default: MetricTally()] += answer.tally
  }

  /// Days from the due date tell also who was scheduled in time.
  private static func addDays(_ answer: Answer, to tally: inout MetricTally) {
    let (days, count) = (answer.numbers[0], answer.numbers[1])
    if answer.what.hasPrefix("late") {
      tally.daysFromDue[days, default: 0] += count
      if days <= 0 { tally[.onTime] += count }
    } else {
      tally.daysFromFirst[days, default: 0] += count
    }
  }

  private static func addGroup(_ answer: Answer, to report: inout MetricReport) throws {
    let name = answer.what.split(separator: ":").last.map(String.init) ?? ""
    guard let grouping = MetricGrouping(rawValue: name) else {
      throw DamagedRow(place: "measure")
    }
    if !grouping.isOfPatients {
      let tries = TryTally(
        called: answer.numbers[0], reached: answer.numbers[1], scheduled: answer.numbers[2])
      report.tries[grouping, default: [:]][answer.name, default: TryTally()] += tries
    } else if answer.what == name {
      report.groups[grouping, default: [:]][answer.name, default: MetricTally()] += answer.tally
    } else {
      addDays(
        answer, to: &report.groups[grouping, default: [:]][answer.name, default: MetricTally()])
    }
  }
}
