import RecallDomain

/// Version 10: messages leave. Who has one in hand and until when, how often it was tried, when it is
/// tried again; places where nobody is reached; what patients answer.
extension Schema {
  static let stepOfSending: [String] = [
    "ALTER TABLE outbox ADD COLUMN tries INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE outbox ADD COLUMN not_before INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE outbox ADD COLUMN sender TEXT",
    "ALTER TABLE outbox ADD COLUMN lease_ends INTEGER",
    "ALTER TABLE outbox ADD COLUMN settled_at INTEGER",
    // The exit code of the command, where it ended by itself.
    "ALTER TABLE outbox ADD COLUMN code INTEGER",
    // Its name outside the clinic.
    "ALTER TABLE outbox ADD COLUMN token TEXT",
    "DROP INDEX outbox_waiting",
    "CREATE INDEX outbox_waiting ON outbox (not_before, queued_at, key) WHERE state = 'waiting'",
    "CREATE INDEX outbox_sending ON outbox (lease_ends) WHERE state = 'sending'",
    "CREATE UNIQUE INDEX outbox_token ON outbox (token) WHERE token IS NOT NULL",
    "CREATE INDEX outbox_place ON outbox (channel, lower(address))",
    "CREATE INDEX patient_email ON patient (lower(email)) WHERE email IS NOT NULL",
    """
    CREATE TABLE undeliverable (
      -- A number or an address that a message found to reach nobody.
      place TEXT NOT NULL,
      channel TEXT NOT NULL CHECK (\(oneOf("channel", ConsentChannel.self))),
      said TEXT NOT NULL,
      at INTEGER NOT NULL,
      message TEXT,
      -- A person has found it good after all.
      ended_at INTEGER,
      PRIMARY KEY (place, channel)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE reply (
      -- Of the gateway, or made of what the row says.
      id TEXT PRIMARY KEY,
      channel TEXT NOT NULL CHECK (\(oneOf("channel", ContactMethod.self))),
      place TEXT NOT NULL,
      what TEXT NOT NULL CHECK (\(oneOf("what", ReplyKind.self))),
      -- As the patient wrote it; of a delivery, what the gateway says.
      text TEXT,
      -- The message it is about, where it names one.
      message TEXT,
      said_at INTEGER NOT NULL,
      at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX reply_place ON reply (place, said_at)",
  ]
}
