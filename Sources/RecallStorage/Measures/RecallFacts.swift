import RecallDomain

/// One row for each entry of a piece of the list, in yes and no: what its attempts say, then what it
/// counts as (`MetricCount` says what each count means).
struct RecallFacts {
  let words: MeasureWords
  let dialect: Dialect

  private var question: MetricQuestion { words.question }

  /// `page`, entries with their attempts in the order of their keys, which is that of an index of the
  /// attempts: nothing is sorted. Then `fact`, of those due in the period.
  var sql: String {
    """
    page AS MATERIALIZED (
      SELECT recall.id, recall.patient, segment, provider, due, state, ended_as,
          recall.ended_at AS closed_at, owner, callback, next_at, phase, kept_back,
          count(attempt.call) AS attempts, min(started) AS first_at,
          min(CASE WHEN outcome = 'scheduled' THEN attempt.ended_at END) AS booked,
          coalesce(bit_or(\(SaidBit.ofAttempt(isInDays: isInDays))), 0) AS said\(credit)
        FROM recall LEFT JOIN attempt ON attempt.recall = recall.id
          AND (due BETWEEN ?3 AND ?4 OR (started >= ?6 AND started < ?7))
          AND \(CountedAttempt.condition())
        WHERE recall.id > ?1 GROUP BY recall.id ORDER BY recall.id LIMIT ?2),
    known AS (\(known)),
    fact AS MATERIALIZED (SELECT \(columns) FROM known)
    """
  }

  private var isInDays: String {
    "started >= ?6 AND started < ?7" + (question.caller == nil ? "" : " AND caller = ?5")
  }

  /// The first who reached, else the last who tried; instants of our time have sixteen digits.
  private var credit: String {
    guard words.needsCredit else { return "" }
    let signed = "CAST(started AS TEXT) || '|' || caller"
    return """
      ,
          coalesce(substr(min(CASE WHEN identity \(MeasureWords.reached) THEN \(signed) END), 18),
            substr(max(CASE WHEN caller <> '\(MessageStep.author)' THEN \(signed) END), 18))
            AS credit
      """
  }

  /// `CROSS JOIN`: SQLite then begins with the piece, and never reads the whole of another table for
  /// it, whatever it believes of their sizes.
  private var known: String {
    """
    SELECT page.*, language, opted_out_at,
          coalesce(booked, CASE WHEN ended_as = 'scheduled' THEN closed_at END) AS settled,
          CASE WHEN booked IS NOT NULL OR page.state = 'scheduled' OR ended_as = 'scheduled'
            THEN 1 ELSE 0 END AS has_visit,
          CASE WHEN deceased = 1 OR inactive = 1 OR (attempts = 0 AND (
              do_not_contact = 1 OR opted_out_at IS NOT NULL OR page.state = 'scheduled'
              OR ended_as = 'scheduled')) THEN 1 ELSE 0 END AS is_out
        FROM page CROSS JOIN patient
        WHERE patient.id = page.patient AND page.due BETWEEN ?3 AND ?4
    """
  }

  private var columns: String {
    """
    id, segment, provider, language,
      \(words.needsCredit ? "coalesce(credit, '') AS credit" : "'' AS credit"),
      attempts, is_out, \(SaidBit.barriers) AS barriers, \(Self.wanted) AS wanted,
      (\(dayNumber) + 3) / 7 AS week, \(words.day(of: "settled")) - \(dayNumber) AS late,
      CASE WHEN first_at <= settled
        THEN \(words.day(of: "settled")) - \(words.day(of: "first_at")) END AS took,
      \(flags) AS flags
    """
  }

  private var dayNumber: String { dialect.dayNumber(of: "due") }

  /// Who is counted: due, and of the caller whose work is asked for.
  var isCounted: String {
    question.caller == nil ? "is_out = 0" : "is_out = 0 AND credit = ?5"
  }

  // MARK: Yes and no

  /// Counts that are added up here, in their order; the others come from elsewhere.
  static let summed = MetricCount.allCases.filter { sum($0) != nil }

  /// Their sums over a group.
  static let sums = summed.compactMap { sum($0) }.joined(separator: ", ")

  /// Who needs another language, as 0 or 1.
  static let needsLanguage = flag(.languageNeed)

  private static func sum(_ count: MetricCount) -> String? {
    switch count {
    case .due: "count(*)"
    case .attempts: "CAST(sum(attempts) AS BIGINT)"
    default: condition(count) == nil ? nil : "CAST(sum(\(flag(count))) AS BIGINT)"
    }
  }

  private static func flag(_ count: MetricCount) -> String { "((flags >> \(place(count))) & 1)" }

  private static func place(_ count: MetricCount) -> Int {
    MetricCount.allCases.firstIndex(of: count)!
  }

  private var flags: String {
    let flags = MetricCount.allCases.compactMap { count in
      Self.condition(count).map { "CASE WHEN \($0) THEN \(1 << Self.place(count)) ELSE 0 END" }
    }
    return "(\(flags.joined(separator: " | ")))"
  }

  private static func condition(_ count: MetricCount) -> String? {
    switch count {
    case .attempted: "attempts > 0"
    case .reached: SaidBit.reached.isSaid
    case .scheduled: "has_visit = 1"
    case .scheduledReached: "has_visit = 1 AND \(SaidBit.reached.isSaid)"
    case .attributable:
      "has_visit = 1 AND (\(SaidBit.ownBooking.isSaid) OR EXISTS (\(contactBefore)))"
    case .scheduledDated: "settled IS NOT NULL"
    case .wrongContact: SaidBit.wrong.isSaid
    case .declined: "\(SaidBit.refused.isSaid) AND has_visit = 0"
    case .unreachable:
      """
      attempts > 0 AND \(SaidBit.reached.flag) = 0 AND has_visit = 0
        AND (ended_as = 'attempts-exhausted'
          OR (\(SaidBit.asked.flag) = 0 AND (state = 'review' OR ended_as = 'answered')))
      """
    case .optedOut: "\(SaidBit.silenced.isSaid) OR opted_out_at >= first_at"
    case .identityAsked: SaidBit.gated.isSaid
    case .identityFailed: SaidBit.failed.isSaid
    case .languageNeed: isLanguageNeed
    case .barrier: "\(SaidBit.barriers) > 0"
    case .recovered: "\(SaidBit.ownBooking.isSaid) AND \(MeasureWords.recovering)"
    // The first two are added up as they are; on time is of the spread of days, told one by one.
    case .due, .attempts, .onTime, .kept, .noShow, .cancelled, .pending: nil
    }
  }

  private static let isLanguageNeed =
    "(\(SaidBit.needs.isSaid) OR (said & \(Barrier.language.bit)) > 0)"

  /// The language that the colleagues were told is needed; else the patient's own.
  private static let wanted = """
    CASE WHEN \(isLanguageNeed) THEN coalesce(
        (SELECT max(item.language) FROM queue_item AS item
          WHERE item.recall = known.id AND item.queue = 'language'), language, '') END
    """

  /// Contacts from which a booking followed.
  private static let contactBefore = """
    SELECT 1 FROM attempt WHERE attempt.recall = known.id AND \(CountedAttempt.condition())
        AND (contact = 1 OR identity \(MeasureWords.reached))
        AND coalesce(outcome, '') <> 'scheduled'
        AND started <= settled AND started >= settled - \(MeasureWords.attributable)
    """
}
