import RecallDomain

/// Version 7: consents by channel and by number, with their day and source; what is said in calls
/// about how a patient is reached, beside what sources say; representatives' periods; messages
/// that are a step of the cadence.
extension Schema {
  static let stepOfContact: [String] = [
    "ALTER TABLE patient ADD COLUMN only_number TEXT",
    // Names of needs, separated by spaces; the interpreter has a column of its own.
    "ALTER TABLE patient ADD COLUMN needs TEXT",
    "ALTER TABLE representative ADD COLUMN valid_from TEXT",
    "ALTER TABLE representative ADD COLUMN valid_until TEXT",
    """
    CREATE TABLE consent_by_place (
      patient TEXT NOT NULL REFERENCES patient (id),
      channel TEXT NOT NULL CHECK (\(oneOf("channel", ConsentChannel.self))),
      -- A number or an address; empty = the channel as a whole.
      place TEXT NOT NULL DEFAULT '',
      allowed INTEGER NOT NULL CHECK (allowed IN (0, 1)),
      given TEXT,
      source TEXT,
      PRIMARY KEY (patient, channel, place)
    ) STRICT, WITHOUT ROWID
    """,
    """
    INSERT INTO consent_by_place (patient, channel, allowed)
      SELECT patient, channel, allowed FROM consent
    """,
    "DROP TABLE consent",
    "ALTER TABLE consent_by_place RENAME TO consent",
    """
    CREATE TABLE contact_change (
      id TEXT PRIMARY KEY,
      patient TEXT NOT NULL REFERENCES patient (id),
      call TEXT NOT NULL,
      number INTEGER NOT NULL,
      what TEXT NOT NULL CHECK (what IN ('consent', 'only', 'need', 'prefer')),
      name TEXT NOT NULL,
      place TEXT NOT NULL,
      value TEXT NOT NULL CHECK (value IN ('yes', 'no')),
      -- The day it was said, where the patient is.
      said TEXT NOT NULL,
      at INTEGER NOT NULL,
      -- Taken back in its call, or overtaken by a source.
      ended_at INTEGER
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX contact_change_patient ON contact_change (patient) WHERE ended_at IS NULL",
    """
    CREATE INDEX contact_change_place ON contact_change (place)
      WHERE ended_at IS NULL AND what = 'consent' AND value = 'no' AND place <> ''
    """,
    "ALTER TABLE outbox ADD COLUMN language TEXT",
    // Why it is not to be sent any more.
    "ALTER TABLE outbox ADD COLUMN reason TEXT",
    // When to look at its message step again.
    "ALTER TABLE recall ADD COLUMN message_at INTEGER",
    """
    CREATE INDEX recall_message ON recall (coalesce(message_at, next_at, 0), id)
      WHERE state = 'open' AND next_action = 'message'
    """,
  ]
}
