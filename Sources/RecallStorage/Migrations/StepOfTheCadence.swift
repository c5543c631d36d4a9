import RecallDomain

/// Version 8: a message step is looked for by one instant alone, whatever the entry waits for; a
/// recall that a fact on record ended keeps how it stood, so that a correction loses nothing; the
/// reason of an override stays with its claim; an item may come of no call.
extension Schema {
  static let stepOfTheCadence: [String] = [
    // When to look whether the entry's message is to be written; NULL = no message is in sight.
    """
    UPDATE recall SET message_at = coalesce(message_at, next_at, 0)
      WHERE state = 'open' AND next_action = 'message'
    """,
    "DROP INDEX recall_message",
    """
    CREATE INDEX recall_message ON recall (message_at, id)
      WHERE message_at IS NOT NULL AND state = 'open'
    """,
    """
    ALTER TABLE recall ADD COLUMN stood_as TEXT CHECK (\(oneOf("stood_as", RecallEntry.State.self)))
    """,
    """
    CREATE INDEX recall_stood ON recall (id, ended_as, segment)
      WHERE stood_as IS NOT NULL AND state = 'closed'
    """,
    "CREATE INDEX recall_by_fact ON recall (id) WHERE \(keptBackByFact)",
    "ALTER TABLE claim ADD COLUMN because TEXT",
    "CREATE INDEX outbox_patient ON outbox (patient) WHERE state = 'waiting'",
    "CREATE INDEX outbox_address ON outbox (address) WHERE state = 'waiting'",
    "CREATE INDEX outbox_stopped ON outbox (patient) WHERE state = 'failed'",
  ]

  /// Entries that a fact on record keeps back and has not ended yet, or that wait for a release for
  /// which the clinical team was not asked yet.
  static let keptBackByFact: String = {
    let reasons = (ClosingFact.allCases.map(\.reason) + [.clinicalReview]).map {
      "'\($0.rawValue)'"
    }
    return "phase = 'blocked' AND kept_back IN (\(reasons.joined(separator: ", ")))"
  }()

  /// SQLite takes a NOT NULL away by making the table anew.
  static func itemsWithoutCall(in dialect: Dialect) -> [String] {
    guard dialect == .sqlite else {
      return ["ALTER TABLE queue_item ALTER COLUMN call DROP NOT NULL"]
    }
    let columns = """
      id, queue, recall, patient, call, opened, due, urgent, state, owner, question, verified,
        call_back, language, note, withdrawn_at
      """
    return [
      """
      CREATE TABLE queue_item_of_any_cause (
        id TEXT PRIMARY KEY,
        queue TEXT NOT NULL CHECK (\(oneOf("queue", QueueName.self))),
        recall TEXT NOT NULL REFERENCES recall (id),
        patient TEXT NOT NULL REFERENCES patient (id),
        -- NULL: a fact on record has raised it.
        call TEXT REFERENCES attempt (call),
        opened INTEGER NOT NULL,
        due INTEGER,
        urgent INTEGER NOT NULL CHECK (urgent IN (0, 1)),
        state TEXT NOT NULL CHECK (\(oneOf("state", QueueItem.State.self))),
        owner TEXT,
        question TEXT,
        verified INTEGER NOT NULL CHECK (verified IN (0, 1)),
        call_back TEXT,
        language TEXT,
        note TEXT,
        -- Raised by mistake; an item already taken stays, so marked.
        withdrawn_at INTEGER
      ) STRICT
      """,
      "INSERT INTO queue_item_of_any_cause (\(columns)) SELECT \(columns) FROM queue_item",
      "DROP TABLE queue_item",
      "ALTER TABLE queue_item_of_any_cause RENAME TO queue_item",
      "CREATE INDEX queue_item_recall ON queue_item (recall)",
      """
      CREATE INDEX queue_item_open ON queue_item (queue, due)
        WHERE state IN ('open', 'taken', 'answered')
      """,
      "CREATE INDEX queue_item_answered ON queue_item (recall) WHERE state = 'answered'",
    ]
  }
}
