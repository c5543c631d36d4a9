import Foundation
import RecallDomain
import RecallStorage

/// Every figure once more, each by a query of its own that says what the field's definition says and
/// nothing of how the report counts. For both databases alike.
struct PlainFigures {
  let store: any SharedActs
  let period: ReportPeriod
  let now: Date

  /// Attempts that count.
  private static let tried = """
    SELECT 1 FROM attempt a WHERE a.recall = r.id AND \(counts)
    """
  /// No withdrawn call, no message that was stopped before it went out.
  private static let counts = """
    a.withdrawn_at IS NULL AND (a.caller <> 'outbox' OR a.contact = 1)
    """
  private static let spoken =
    "\(tried) AND a.identity IN ('verified', 'representative', 'helper')"
  private static let hasVisit = """
    (r.state = 'scheduled' OR coalesce(r.ended_as, '') = 'scheduled'
      OR EXISTS (\(tried) AND a.outcome = 'scheduled'))
    """

  /// Who is due in the period.
  private var due: String {
    """
    FROM recall r JOIN patient p ON p.id = r.patient
      WHERE r.due >= '\(period.from)' AND r.due <= '\(period.to)'
        AND p.deceased = 0 AND p.inactive = 0
        AND (EXISTS (\(Self.tried)) OR (p.do_not_contact = 0 AND p.opted_out_at IS NULL
          AND r.state <> 'scheduled' AND coalesce(r.ended_as, '') <> 'scheduled'))
    """
  }

  /// When it was scheduled: in the first call that did, else when the booking was found.
  private static let scheduledAt = """
    coalesce((SELECT min(a.ended_at) FROM attempt a WHERE a.recall = r.id
      AND \(counts) AND a.outcome = 'scheduled'),
      CASE WHEN coalesce(r.ended_as, '') = 'scheduled' THEN r.ended_at END)
    """

  func condition(_ count: MetricCount) -> String? {
    let (tried, spoken, visit) = (Self.tried, Self.spoken, Self.hasVisit)
    switch count {
    case .due: return "1 = 1"
    case .attempted: return "EXISTS (\(tried))"
    case .reached: return "EXISTS (\(spoken))"
    case .scheduled: return visit
    case .scheduledReached: return "\(visit) AND EXISTS (\(spoken))"
    case .attributable:
      return """
        \(visit) AND (EXISTS (\(tried) AND a.detail = 'booked') OR \(Self.scheduledAt)
          - (SELECT max(a.started) FROM attempt a WHERE a.recall = r.id AND \(Self.counts)
            AND (a.outcome IS NULL OR a.outcome <> 'scheduled')
            AND (a.contact = 1 OR a.identity IN ('verified', 'representative', 'helper'))
            AND a.started <= \(Self.scheduledAt))
          <= 1209600000000)
        """
    case .scheduledDated: return "\(Self.scheduledAt) IS NOT NULL"
    case .wrongContact: return "EXISTS (\(tried) AND a.outcome = 'wrong-number')"
    case .declined: return "NOT \(visit) AND EXISTS (\(tried) AND a.outcome = 'declined')"
    case .unreachable:
      return """
        EXISTS (\(tried)) AND NOT EXISTS (\(spoken)) AND NOT \(visit)
          AND (coalesce(r.ended_as, '') = 'attempts-exhausted'
            OR ((r.state = 'review' OR coalesce(r.ended_as, '') = 'answered')
              AND NOT EXISTS (\(tried) AND a.outcome IN ('clinical-question', 'escalated'))))
        """
    case .optedOut:
      return """
        EXISTS (\(tried)) AND (EXISTS (\(tried) AND a.detail = 'do-not-contact')
          OR p.opted_out_at >= (SELECT min(a.started) FROM attempt a
            WHERE a.recall = r.id AND \(Self.counts)))
        """
    case .identityAsked: return "EXISTS (\(tried) AND a.identity <> 'not-asked')"
    case .identityFailed: return "EXISTS (\(tried) AND a.identity = 'failed')"
    case .languageNeed:
      return """
        (EXISTS (\(tried) AND a.outcome = 'language-support') OR EXISTS (\(tried)
          AND a.barriers & 16 = 16))
        """
    case .barrier: return "EXISTS (\(tried) AND a.barriers <> 0)"
    case .recovered:
      return """
        r.segment IN ('missed-visit', 'delayed-scheduling')
          AND EXISTS (\(tried) AND a.detail = 'booked')
        """
    case .attempts, .onTime, .kept, .noShow, .cancelled, .pending: return nil
    }
  }

  func count(_ count: MetricCount, and more: String = "1 = 1") throws -> Int? {
    guard let condition = condition(count) else { return nil }
    return try int("SELECT count(*) \(due) AND \(condition) AND \(more)")
  }

  func attempts() throws -> Int {
    try int(
      """
      SELECT count(*) FROM attempt a WHERE \(Self.counts) AND a.recall IN (SELECT r.id \(due))
      """)
  }

  /// Recalls with an attempt that began in the days themselves.
  func worked(_ condition: String = "1 = 1") throws -> Int {
    try int(
      """
      SELECT count(DISTINCT a.recall) FROM attempt a WHERE \(Self.counts) AND \(condition)
        AND a.started >= \(micros(period.start)) AND a.started < \(micros(period.end))
      """)
  }

  func named(_ barrier: Barrier, bit: Int) throws -> Int {
    try int("SELECT count(*) \(due) AND EXISTS (\(Self.tried) AND a.barriers & \(bit) = \(bit))")
  }

  func visits(_ status: String, ofCalls: Bool = true) throws -> Int {
    try int(
      """
      SELECT count(*) FROM appointment v WHERE status = '\(status)'
        AND start >= \(micros(period.start)) AND start < \(micros(period.end))
        AND (1 = \(ofCalls ? 0 : 1) OR call IS NOT NULL)
      """)
  }

  func said(_ condition: String) throws -> Int {
    try int(
      """
      SELECT count(DISTINCT recall) FROM attempt WHERE \(condition)
        AND ended_at >= \(micros(period.start)) AND ended_at < \(micros(period.end))
      """)
  }

  func ended(_ end: String) throws -> Int {
    try int(
      """
      SELECT count(*) FROM recall WHERE ended_as = '\(end)'
        AND ended_at >= \(micros(period.start)) AND ended_at < \(micros(period.end))
      """)
  }

  func items(_ queue: QueueName, _ condition: String = "1 = 1") throws -> Int {
    try int(
      """
      SELECT count(*) FROM queue_item WHERE queue = '\(queue.rawValue)' AND state <> 'withdrawn'
        AND withdrawn_at IS NULL AND opened >= \(micros(period.start)) AND opened < \(micros(period.end)) AND \(condition)
      """)
  }

  /// Minutes from opening until `end`, in order.
  func minutes(_ queue: QueueName, until end: String, _ condition: String) throws -> [Int] {
    let rows = try store.read("test") { db in
      try db.select(
        """
        SELECT \(end) - opened AS micros FROM queue_item WHERE queue = '\(queue.rawValue)'
          AND state <> 'withdrawn' AND withdrawn_at IS NULL AND opened >= \(micros(period.start))
          AND opened < \(micros(period.end)) AND \(condition) AND \(end) IS NOT NULL
        """, [])
    }
    return rows.compactMap { row -> Int? in
      guard case .int(let micros)? = row["micros"] else { return nil }
      return Int((Double(micros) / 60e6).rounded(.down))
    }.sorted()
  }

  func overdue(_ queue: QueueName) throws -> Int {
    try int(
      """
      SELECT count(*) FROM queue_item WHERE queue = '\(queue.rawValue)'
        AND state IN ('open', 'taken') AND withdrawn_at IS NULL AND due < \(micros(now))
      """)
  }

  /// Open, not late yet, and due before midnight.
  func dueToday(_ queue: QueueName) throws -> Int {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: period.zone.identifier)!
    let midnight = calendar.startOfDay(for: now.addingTimeInterval(86_400))
    return try int(
      """
      SELECT count(*) FROM queue_item WHERE queue = '\(queue.rawValue)'
        AND state IN ('open', 'taken') AND withdrawn_at IS NULL
        AND due BETWEEN \(micros(now)) AND \(micros(midnight) - 1)
      """)
  }

  func tries(_ step: String, _ what: String = "1 = 1") throws -> Int {
    try int(
      """
      SELECT count(DISTINCT a.recall) FROM attempt a WHERE a.withdrawn_at IS NULL
        AND a.caller <> 'outbox' AND a.direction = 'outbound' AND \(step) AND \(what)
        AND a.recall IN (SELECT r.id \(due))
      """)
  }

  /// Whose patient it is, read out of the rows by nothing but their order.
  func credits() throws -> [String: Int] {
    let rows = try store.read("test") { db in
      try db.select(
        """
        SELECT r.id, coalesce(
          (SELECT a.caller FROM attempt a WHERE a.recall = r.id AND a.withdrawn_at IS NULL
            AND a.identity IN ('verified', 'representative', 'helper')
            ORDER BY a.started, a.caller LIMIT 1),
          (SELECT a.caller FROM attempt a WHERE a.recall = r.id AND a.withdrawn_at IS NULL
            AND a.caller <> 'outbox' ORDER BY a.started DESC, a.caller DESC LIMIT 1), '') AS who
        \(due)
        """, [])
    }
    return rows.reduce(into: [:]) { counts, row in
      guard case .text(let who)? = row["who"] else { return }
      counts[who, default: 0] += 1
    }
  }

  /// Days between, by the calendar of the system.
  func days() throws -> (fromDue: [Int], fromFirst: [Int]) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: period.zone.identifier)!
    let rows = try store.read("test") { db in
      try db.select(
        """
        SELECT r.due AS due, \(Self.scheduledAt) AS at, (SELECT min(a.started) FROM attempt a
          WHERE a.recall = r.id AND \(Self.counts)) AS first \(due)
        """, [])
    }
    var days: (fromDue: [Int], fromFirst: [Int]) = ([], [])
    for row in rows {
      guard case .text(let due)? = row["due"], case .int(let at)? = row["at"] else { continue }
      let scheduled = calendar.startOfDay(for: Date(timeIntervalSince1970: Double(at) / 1e6))
      let parts = due.split(separator: "-").map { Int($0)! }
      let wanted = calendar.date(
        from: DateComponents(year: parts[0], month: parts[1], day: parts[2]))!
      let between = { (from: Date, to: Date) in
        calendar.dateComponents([.day], from: from, to: to).day!
      }
      days.fromDue.append(between(wanted, scheduled))
      guard case .int(let first)? = row["first"], first <= at else { continue }
      let began = calendar.startOfDay(for: Date(timeIntervalSince1970: Double(first) / 1e6))
      days.fromFirst.append(between(began, scheduled))
    }
    return (days.fromDue.sorted(), days.fromFirst.sorted())
  }

  func int(_ sql: String) throws -> Int {
    let rows = try store.read("test") { try $0.select(sql, []) }
    guard case .int(let number)? = rows.first?.first else { throw Unexpected() }
    return number
  }

  private func micros(_ date: Date) -> Int { Int(date.timeIntervalSince1970 * 1_000_000) }
}
