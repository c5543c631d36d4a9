/// An invariant as a query of the auditor's own that finds what breaks it. Plain SQL for both
/// stores; nothing here is taken from the program.
package struct AuditRule {
  package let sentence: String
  package let query: String

  /// Must hold at every moment; looked at again and again while the consoles work. The open claims
  /// are found without the indexes that should keep them apart.
  package static let always = [
    AuditRule(
      sentence: "patients are in two open claims",
      query: openTwice("patient")),
    AuditRule(sentence: "numbers are in two open claims", query: openTwice("number")),
    AuditRule(sentence: "callers have two open claims", query: openTwice("caller")),
    AuditRule(
      sentence: "slots are booked twice",
      query: """
        SELECT slot FROM appointment WHERE slot IS NOT NULL AND status <> 'cancelled'
          GROUP BY slot HAVING count(*) > 1
        """),
    AuditRule(
      sentence: "patients have two calls without an outcome",
      query: """
        SELECT patient FROM attempt WHERE coalesce(outcome, '') = '' AND withdrawn_at IS NULL
          GROUP BY patient HAVING count(*) > 1
        """),
  ]

  private static func openTwice(_ column: String) -> String {
    """
    SELECT \(column) FROM claim WHERE coalesce(ended_at, 0) = 0
      GROUP BY \(column) HAVING count(*) > 1
    """
  }

  /// Looked at when everybody has gone home.
  package static let afterwards =
    always + journals + attempts + slots + silence + care + owed + trail

  private static let journals = [
    AuditRule(
      sentence: "journals are not 1 to n without a gap",
      query: """
        SELECT call FROM call_event GROUP BY call
          HAVING min(seq) <> 1 OR max(seq) <> count(*) OR count(DISTINCT seq) <> count(*)
        """),
    AuditRule(
      sentence: "events of an old token stand after newer ones",
      query: """
        SELECT call FROM (SELECT call, token, lag(token) OVER (PARTITION BY call ORDER BY seq) AS old
          FROM call_event) AS e WHERE token < old
        """),
    AuditRule(
      sentence: "events were written out of their order",
      query: """
        SELECT call FROM (SELECT call, id, lag(id) OVER (PARTITION BY call ORDER BY seq) AS old
          FROM call_event) AS e WHERE id < old
        """),
    AuditRule(
      sentence: "claims have a token or a length that their journals do not have",
      query: """
        SELECT c.id FROM claim c JOIN (SELECT call, max(seq) AS n, max(token) AS t
            FROM call_event GROUP BY call) AS e ON e.call = c.call
          WHERE c.last_seq <> e.n OR c.token < e.t
        """),
    AuditRule(
      sentence: "calls began twice, or not with their beginning",
      query: """
        SELECT call FROM call_event GROUP BY call
          HAVING sum(CASE WHEN kind = 'began' THEN 1 ELSE 0 END) <> 1
            OR min(CASE WHEN kind = 'began' THEN seq END) <> 1
        """),
    AuditRule(
      sentence: "something stands after the end of a call",
      query: """
        SELECT e.call FROM call_event e JOIN call_event f ON f.call = e.call AND f.seq > e.seq
          WHERE e.kind IN ('saved', 'withdrawn')
        """),
    // What came too late: the claim must really have moved on.
    AuditRule(
      sentence: "words were kept back that were not late",
      query: """
        SELECT s.id FROM stale_entry s JOIN claim c ON c.call = s.call
          WHERE s.token >= c.token AND s.seq > c.last_seq AND c.ended_at IS NULL
        """),
    AuditRule(
      sentence: "words that came too late stand in the journal too",
      query: """
        SELECT s.id FROM stale_entry s
          JOIN call_event e ON e.call = s.call AND e.seq = s.seq AND e.token = s.token
        """),
  ]

  private static let attempts = [
    AuditRule(
      sentence: "attempts do not have one note for one outcome",
      query: """
        SELECT a.call FROM attempt a LEFT JOIN note n ON n.call = a.call
          GROUP BY a.call, a.outcome HAVING count(n.id) <> CASE WHEN a.outcome IS NULL THEN 0 ELSE 1 END
        """),
    // A message of the cadence is an attempt that nobody journals and saves.
    AuditRule(
      sentence: "outcomes were not given by one `saved`",
      query: """
        SELECT a.call FROM attempt a LEFT JOIN call_event e ON e.call = a.call AND e.kind = 'saved'
          WHERE a.caller <> 'outbox'
          GROUP BY a.call, a.outcome HAVING count(e.id) <> CASE WHEN a.outcome IS NULL THEN 0 ELSE 1 END
        """),
    AuditRule(
      sentence: "attempts have an outcome and were withdrawn",
      query: "SELECT call FROM attempt WHERE outcome IS NOT NULL AND withdrawn_at IS NOT NULL"),
    AuditRule(
      sentence: "attempts have neither an outcome nor a claim to be taken up by",
      query: """
        SELECT a.call FROM attempt a LEFT JOIN claim c ON c.call = a.call
          WHERE a.outcome IS NULL AND a.withdrawn_at IS NULL
            AND (c.id IS NULL OR (c.ended_at IS NOT NULL AND c.how <> 'parked'))
        """),
    AuditRule(
      sentence: "claims are open on calls that are over",
      query: """
        SELECT c.id FROM claim c JOIN attempt a ON a.call = c.call
          WHERE c.ended_at IS NULL AND (a.outcome IS NOT NULL OR a.withdrawn_at IS NOT NULL)
        """),
    AuditRule(
      sentence: "claims, attempts and recalls name different patients",
      query: """
        SELECT c.id FROM claim c JOIN recall r ON r.id = c.recall LEFT JOIN attempt a ON a.call = c.call
          WHERE r.patient <> c.patient OR a.patient <> c.patient OR a.recall <> c.recall
        """),
    AuditRule(
      sentence: "items stand on calls that are not there",
      // Without any attempt nothing is among them, not even no call.
      query: """
        SELECT id FROM queue_item
          WHERE call IS NOT NULL AND call NOT IN (SELECT call FROM attempt)
        """),
  ]

  private static let slots = [
    AuditRule(
      sentence: "slots are booked without their appointment",
      query: """
        SELECT s.id FROM slot s LEFT JOIN appointment a ON a.slot = s.id AND a.status <> 'cancelled'
          GROUP BY s.id, s.booked HAVING count(a.id) <> s.booked
        """),
    AuditRule(
      sentence: "appointments do not stand at their slot's time",
      query: """
        SELECT a.id FROM appointment a LEFT JOIN slot s ON s.id = a.slot
          WHERE a.slot IS NOT NULL AND (s.id IS NULL OR s.start <> a.start)
        """),
    AuditRule(
      sentence: "appointments stand on calls that did not end as scheduled",
      query: """
        SELECT p.id FROM appointment p LEFT JOIN attempt a ON a.call = p.call
          WHERE p.call IS NOT NULL AND coalesce(a.outcome, '') <> 'scheduled'
        """),
    AuditRule(
      sentence: "slots are held for calls that are over",
      query: """
        SELECT s.id FROM slot s JOIN attempt a ON a.call = s.held_by
          WHERE a.outcome IS NOT NULL OR a.withdrawn_at IS NOT NULL
        """),
  ]

  /// By the order in which the store wrote, not by clocks: consoles that slept have late ones.
  private static let silence = [
    AuditRule(
      sentence: "silenced numbers were dialled afterwards",
      query: """
        SELECT a.call FROM silenced s JOIN attempt a ON a.number = s.number
            AND a.direction = 'outbound' AND a.call <> s.call
          JOIN call_event b ON b.call = a.call AND b.seq = 1
          JOIN call_event e ON e.call = s.call AND e.kind = 'interrupted' AND e.at = s.at
          WHERE b.id > e.id
        """),
    AuditRule(
      sentence: "patients who wanted no calls were dialled afterwards",
      query: """
        SELECT b.call FROM patient p JOIN attempt a ON a.patient = p.id
            AND a.direction = 'outbound'
          JOIN call_event b ON b.call = a.call AND b.seq = 1
          JOIN attempt o ON o.patient = p.id
          JOIN call_event e ON e.call = o.call AND e.kind = 'interrupted' AND e.at = p.opted_out_at
          WHERE b.id > e.id
        """),
    AuditRule(
      sentence: "numbers silenced by late words were dialled afterwards",
      query: """
        SELECT began.call FROM audit late JOIN silenced s ON s.call = late.call AND s.at = late.at
          JOIN attempt a ON a.number = s.number AND a.direction = 'outbound'
          JOIN audit began ON began.call = a.call AND began.act = 'began'
          WHERE late.act = 'stale' AND began.id > late.id
        """),
    AuditRule(
      sentence: "two appointments of one patient were booked by two calls of one recall",
      query: """
        SELECT a.recall FROM appointment p JOIN attempt a ON a.call = p.call
          WHERE p.status <> 'cancelled' GROUP BY a.recall HAVING count(*) > 1
        """),
  ]
}
