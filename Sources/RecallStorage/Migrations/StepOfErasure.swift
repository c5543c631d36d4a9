import RecallDomain

/// What was erased: each batch of it, and each row that has lost its words. What is append-only is set
/// aside inside the transaction that erases, for the store's owner alone (`SharedActs.erasing`).
extension Schema {
  static let stepOfErasure: [String] = [
    """
    CREATE TABLE erasure (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      who TEXT NOT NULL CHECK (who <> ''),
      -- A kind of the clinic's rules, or what else went.
      what TEXT NOT NULL CHECK (what <> ''),
      -- Up to which instant; NULL: all that there was.
      before INTEGER,
      -- One person's, on their request, with the reason that was typed.
      patient TEXT,
      because TEXT,
      entries INTEGER NOT NULL CHECK (entries >= 0)
    ) STRICT
    """,
    """
    CREATE TABLE erased_words (
      -- The table, and the key of the row in it.
      what TEXT NOT NULL CHECK (what <> ''),
      id TEXT NOT NULL,
      erasure INTEGER NOT NULL REFERENCES erasure (id),
      PRIMARY KEY (what, id)
    ) STRICT, WITHOUT ROWID
    """,
    // Numbers of erased persons, as `ForgottenNumbers` hashes them; and its key.
    """
    CREATE TABLE forgotten_number (
      hash TEXT PRIMARY KEY CHECK (length(hash) = 64),
      erasure INTEGER NOT NULL REFERENCES erasure (id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE erasure_key (
      "only" INTEGER PRIMARY KEY CHECK ("only" = 1),
      key BLOB NOT NULL CHECK (length(key) = 32)
    ) STRICT
    """,
  ]

  @Sendable static func erasureTriggers(in dialect: Dialect) -> [String] {
    setAside(in: dialect)
      + ["erasure", "erased_words", "forgotten_number", "erasure_key"].flatMap {
        appendOnly($0, in: dialect)
      }
  }

  /// Tables whose words go, though nobody else may change them.
  static let erasedTables = [
    "call_event", "claim_key", "note", "note_addition", "note_grade", "note_set_aside", "opening",
    "queue_act", "recall_turn", "reply", "stale_entry", "stumble",
  ]

  /// SQLite takes a trigger away and puts it back; on a server that would make everybody wait, so there
  /// the trigger asks who acts: only the owner of the table, in a transaction that says so.
  private static func setAside(in dialect: Dialect) -> [String] {
    guard dialect == .postgresql else { return [] }
    return [
      """
      CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF current_setting('recall.erasing', true) = 'words' AND current_user = (
          SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID)
        THEN
          IF TG_OP = 'DELETE' THEN RETURN old; END IF;
          RETURN new;
        END IF;
        RAISE EXCEPTION 'refused' USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[0];
      END $$
      """
    ]
  }
}
