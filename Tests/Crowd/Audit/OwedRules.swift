/// Nobody is forgotten: who was promised a call is called, who waits for a team waits for somebody, and
/// what a mistake or a booking had ended goes on when it is gone.
extension AuditRule {
  package static let owed = [
    // A time stands with the recall until another call, a booking or a team has settled it.
    AuditRule(
      sentence: "a time was promised, and the recall knows nothing of it",
      query: """
        SELECT r.id FROM recall r JOIN attempt a ON a.recall = r.id
          WHERE r.state = 'open' AND r.callback IS NULL AND a.detail = 'at-time' AND a.gave_time = 1
            AND NOT EXISTS (SELECT 1 FROM attempt b WHERE b.recall = r.id AND b.call <> a.call
              AND b.started >= a.started AND b.withdrawn_at IS NULL)
            AND NOT EXISTS (SELECT 1 FROM appointment p WHERE p.patient = r.patient)
        """),
    AuditRule(
      sentence: "recalls wait for a team that has nothing of theirs",
      query: """
        SELECT r.id FROM recall r WHERE r.state = 'review'
          AND NOT EXISTS (SELECT 1 FROM queue_item i WHERE i.recall = r.id
            AND (i.state IN ('open', 'taken') OR i.unapplied = 1))
        """),
    AuditRule(
      sentence: "recalls ended by a fact that is on record no more",
      query: """
        SELECT r.id FROM recall r JOIN patient p ON p.id = r.patient
          WHERE r.stood_as IS NOT NULL AND p.deceased = 0 AND p.inactive = 0
            AND p.do_not_contact = 0 AND p.opted_out_at IS NULL AND p.held_for_death_at IS NULL
        """),
    AuditRule(
      sentence: "recalls are scheduled, and nothing is booked",
      query: """
        SELECT r.id FROM recall r WHERE r.state = 'scheduled'
          AND NOT EXISTS (SELECT 1 FROM appointment p WHERE p.patient = r.patient
            AND p.status <> 'cancelled')
          AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.recall = r.id
            AND a.outcome = 'scheduled')
        """),
    AuditRule(
      sentence: "answers were told that their patients never heard",
      query: """
        SELECT i.id FROM queue_item i JOIN attempt a ON a.call = i.told_in
          WHERE a.outcome IS NULL OR a.outcome IN ('no-answer', 'left-message', 'wrong-number')
        """),
    // Once in a round, and twice in all (DOMAIN 9b).
    AuditRule(
      sentence: "words were left three times for one recall",
      query: """
        SELECT recall FROM attempt WHERE detail IN ('voicemail', 'with-person')
          GROUP BY recall HAVING count(*) > 2
        """),
    AuditRule(
      sentence: "numbers that are wrong were dialled again",
      query: """
        SELECT b.call FROM attempt a JOIN call_event e ON e.call = a.call AND e.kind = 'saved'
          JOIN attempt b ON b.number = a.number AND b.direction = 'outbound'
            AND (b.patient = a.patient OR a.detail = 'disconnected')
          JOIN call_event f ON f.call = b.call AND f.seq = 1
          WHERE a.outcome = 'wrong-number' AND a.direction = 'outbound' AND f.id > e.id
        """),
    AuditRule(
      sentence: "patients lost their place at dial before their time was over",
      query: "SELECT id FROM claim WHERE how = 'lapsed' AND lease_ends > ended_at"),
  ]
}

extension AuditRule {
  /// For a clinic whose calls are all made between ten and six of its open days: its teams answer until
  /// seven (DOMAIN 4). What was handed on keeps what was promised first.
  package static let sameDay = AuditRule(
    sentence: "clinical questions are due later than the same day",
    query: """
      SELECT i.id FROM queue_item i WHERE i.queue = 'clinical' AND i.due > i.opened + \(nineHours)
        AND NOT EXISTS (SELECT 1 FROM call_event e
          WHERE e.call = i.call AND e.at + \(nineHours) >= i.due)
        AND NOT EXISTS (SELECT 1 FROM queue_act q WHERE q.item = i.id AND q.act = 'hand-on')
      """)

  /// In microseconds.
  private static let nineHours = 32_400_000_000
}
