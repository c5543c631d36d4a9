/// What a call has promised to the patient and to the rest of the clinic, as queries of the auditor's own.
extension AuditRule {
  /// Looked at when everybody has gone home.
  package static let care =
    teams.map { outcome, queue in missingItem(outcome: outcome, queue: queue) } + [
      AuditRule(
        sentence: "patients were dialled after somebody had said that they had died",
        // Unless records have found out that it is not so.
        query: """
          SELECT b.call FROM attempt d
            JOIN call_event e ON e.call = d.call AND e.kind = 'saved'
            JOIN attempt a ON a.patient = d.patient AND a.direction = 'outbound'
            JOIN call_event b ON b.call = a.call AND b.seq = 1
            WHERE d.outcome = 'escalated' AND d.detail = 'deceased' AND b.id > e.id
              AND NOT EXISTS (SELECT 1 FROM queue_item i
                WHERE i.call = d.call AND i.verdict IS NOT NULL)
          """),
      AuditRule(
        sentence: "emergencies are on nobody's table",
        query: """
          SELECT call FROM attempt a WHERE emergency = 1 AND outcome IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM queue_item i WHERE i.call = a.call AND i.urgent = 1)
          """),
      AuditRule(
        sentence: "items that are open have no time by which they are due",
        query: "SELECT id FROM queue_item WHERE state IN ('open', 'taken') AND due IS NULL"),
      AuditRule(
        sentence: "recalls are in line while the clinical team has something urgent about them",
        query: """
          SELECT r.id FROM recall r JOIN queue_item i ON i.recall = r.id
            WHERE r.phase = 'ready' AND i.queue = 'clinical' AND i.urgent = 1
              AND i.state IN ('open', 'taken')
              AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.patient = r.patient
                AND a.outcome IS NULL AND a.withdrawn_at IS NULL)
          """),
    ]

  /// Which team an outcome is for (DOMAIN 5).
  private static let teams = [
    ("clinical-question", "clinical"), ("authorization-review", "insurance"),
    ("language-support", "language"),
  ]

  /// A question that was noted is somebody's to answer: open, or answered, or closed by them. One that
  /// was withdrawn, because it was a mistake, is no outcome any more.
  private static func missingItem(outcome: String, queue: String) -> AuditRule {
    AuditRule(
      sentence: "calls ended as \(outcome), and the \(queue) queue knows nothing of it",
      query: """
        SELECT call FROM attempt a
          WHERE '\(outcome)' IN (coalesce(a.outcome, ''), coalesce(a.also_outcome, ''))
            AND NOT EXISTS (SELECT 1 FROM queue_item i WHERE i.call = a.call
              AND i.state <> 'withdrawn'
              AND (i.queue = '\(queue)' OR EXISTS (SELECT 1 FROM queue_act h
                WHERE h.item = i.id AND h.act = 'hand-on' AND h.from_queue = '\(queue)')))
        """)
  }
}
