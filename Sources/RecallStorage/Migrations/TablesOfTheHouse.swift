import RecallDomain

/// Staff, approvals, imports and the trail.
extension Schema {
  static let tablesOfTheHouse: [String] = [
    """
    CREATE TABLE staff (
      id TEXT PRIMARY KEY CHECK (id <> ''),
      name TEXT NOT NULL,
      roles TEXT NOT NULL,
      languages TEXT NOT NULL,
      console_locale TEXT
    ) STRICT
    """,
    """
    CREATE TABLE approval (
      id INTEGER PRIMARY KEY,
      script TEXT NOT NULL,
      structure TEXT NOT NULL,
      words TEXT NOT NULL,
      who TEXT NOT NULL,
      at INTEGER NOT NULL,
      UNIQUE (script, structure, words, who)
    ) STRICT
    """,
    """
    CREATE TABLE import (
      id INTEGER PRIMARY KEY,
      source TEXT NOT NULL,
      at INTEGER NOT NULL,
      added INTEGER NOT NULL,
      updated INTEGER NOT NULL,
      unchanged INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE audit (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      who TEXT,
      act TEXT NOT NULL CHECK (act IN (\(publishedActs))),
      recall TEXT,
      call TEXT,
      -- The hash of the row before, once the chain is sealed.
      previous BLOB
    ) STRICT
    """,
  ]

  /// The acts that the first shape was published with. Later ones are in no list: version 3 takes it
  /// away.
  private static let publishedActs = """
    'claimed', 'opened', 'began', 'withdrawn', 'parked', 'closed', 'stale', 'imported', \
    'approved', 'overrode', 'overtaken', 'corrected', 'gave-back', 'taken-up', 'taken-over', \
    'staff-added', 'staff-removed', 'message-written', 'message-passed-over', \
    'message-stopped', 'message-sending', 'message-sent', 'message-again', \
    'message-given-up', 'message-retried', 'message-dropped', 'replied', 'note-graded', \
    'contact-changed', 'contact-taken-back', 'note-amended', 'note-corrected', 'notes-read', \
    'exported', 'replayed', 'queue-acted', 'inbox-read', 'messages-read', 'refused', \
    'list-read', 'opened-in-emergency', 'opening-looked-at', 'looked-up', 'trail-read', \
    'backed-up', 'key-changed', 'words-erased', 'person-erased', 'store-copied', \
    'store-restored'
    """
}
