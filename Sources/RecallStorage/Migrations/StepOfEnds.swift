import RecallDomain

/// Version 6: why the work on a recall has ended; which calls gave a time that was promised; the
/// calls of a patient over all of their recalls, for the caps; the recalls whose last day comes.
extension Schema {
  static let stepOfEnds: [String] = [
    """
    ALTER TABLE recall ADD COLUMN ended_as TEXT CHECK (\(oneOf("ended_as", RecallEnd.self)))
    """,
    """
    ALTER TABLE attempt ADD COLUMN gave_time INTEGER NOT NULL DEFAULT 0
      CHECK (gave_time IN (0, 1))
    """,
    "CREATE INDEX attempt_patient ON attempt (patient, started)",
    """
    CREATE INDEX recall_last_day ON recall (next_at)
      WHERE state = 'open' AND next_action = 'none'
    """,
  ]
}
