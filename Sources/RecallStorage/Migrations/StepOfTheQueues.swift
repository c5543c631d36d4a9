import RecallDomain

/// Version 13: teams take, answer, hand on and close what was asked of them; everything they do is
/// kept; an urgent item is shown once to each person.
extension Schema {
  static let stepOfTheQueues: [String] =
    columnsOfTheQueues.map { "ALTER TABLE queue_item ADD COLUMN \($0)" } + [
      """
      CREATE TABLE queue_act (
        key TEXT PRIMARY KEY CHECK (key <> ''),
        item TEXT NOT NULL REFERENCES queue_item (id),
        at INTEGER NOT NULL,
        who TEXT NOT NULL CHECK (who <> ''),
        act TEXT NOT NULL CHECK (\(oneOf("act", QueueAct.Kind.self))),
        words TEXT,
        verdict TEXT CHECK (\(oneOf("verdict", QueueVerdict.self))),
        -- The queues of a handing on.
        from_queue TEXT CHECK (\(oneOf("from_queue", QueueName.self))),
        to_queue TEXT CHECK (\(oneOf("to_queue", QueueName.self))),
        -- In the order of the acts on one item.
        nth INTEGER NOT NULL CHECK (nth >= 1),
        UNIQUE (item, nth)
      ) STRICT, WITHOUT ROWID
      """,
      """
      CREATE TABLE queue_seen (
        item TEXT NOT NULL REFERENCES queue_item (id),
        staff TEXT NOT NULL CHECK (staff <> ''),
        at INTEGER NOT NULL,
        PRIMARY KEY (item, staff)
      ) STRICT, WITHOUT ROWID
      """,
      """
      CREATE INDEX queue_item_urgent ON queue_item (opened)
        WHERE urgent = 1 AND state = 'open'
      """,
      "CREATE INDEX queue_item_unapplied ON queue_item (id) WHERE unapplied = 1",
    ]

  private static let columnsOfTheQueues = [
    "taken_by TEXT",
    "taken_at INTEGER",
    "answer TEXT",
    "verdict TEXT CHECK (\(oneOf("verdict", QueueVerdict.self)))",
    "answered_by TEXT",
    "answered_at INTEGER",
    "closed_at INTEGER",
    // The call in which the patient heard the answer.
    "told_in TEXT REFERENCES attempt (call)",
    // What was done has not reached the recall yet: somebody had the patient on the line.
    "unapplied INTEGER NOT NULL DEFAULT 0 CHECK (unapplied IN (0, 1))",
  ]
}
