import RecallDomain

/// Version 12: what is added to notes after they were saved; how a recall stood before each call,
/// so that a corrected outcome is followed by what should have followed.
extension Schema {
  static let stepOfCorrections: [String] = [
    """
    CREATE TABLE note_addition (
      id TEXT PRIMARY KEY CHECK (id <> ''),
      note TEXT NOT NULL REFERENCES note (id),
      number INTEGER NOT NULL CHECK (number > 0),
      kind TEXT NOT NULL CHECK (\(oneOf("kind", NoteAddition.Kind.self))),
      author TEXT NOT NULL CHECK (author <> ''),
      at INTEGER NOT NULL,
      outcome TEXT,
      detail TEXT,
      body TEXT NOT NULL,
      UNIQUE (note, number),
      CHECK ((kind = 'outcome') = (outcome IS NOT NULL)),
      CHECK (\(ending("outcome", "detail")))
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE recall_turn (
      call TEXT NOT NULL REFERENCES attempt (call),
      -- 0: the call was saved; later ones are the numbers of corrections.
      number INTEGER NOT NULL,
      -- How the recall stood before the call, and the number dialled.
      state TEXT NOT NULL CHECK (\(oneOf("state", RecallEntry.State.self))),
      next_at INTEGER,
      next_action TEXT NOT NULL CHECK (\(oneOf("next_action", NextAction.Kind.self))),
      owner TEXT,
      callback TEXT,
      phone TEXT,
      -- What the call, or its correction, has made of it.
      then_state TEXT NOT NULL CHECK (\(oneOf("then_state", RecallEntry.State.self))),
      then_next_at INTEGER,
      then_next_action TEXT NOT NULL CHECK (\(oneOf("then_next_action", NextAction.Kind.self))),
      then_callback TEXT,
      then_ended_as TEXT,
      PRIMARY KEY (call, number)
    ) STRICT, WITHOUT ROWID
    """,
    // How often the outcome was corrected: the only way in which it changes.
    """
    ALTER TABLE attempt ADD COLUMN corrections INTEGER NOT NULL DEFAULT 0
    """,
  ]

  @Sendable static func correctionTriggers(in dialect: Dialect) -> [String] {
    let replaced =
      dialect == .sqlite
      ? "DROP TRIGGER attempt_outcome_stays"
      : "DROP TRIGGER attempt_outcome_stays ON attempt"
    return [
      replaced,
      Refusal(
        name: "attempt_outcome_stays", act: "UPDATE OF outcome, detail", table: "attempt",
        when: "old.outcome IS NOT NULL AND new.corrections <> old.corrections + 1",
        says: "an attempt ends once"
      ).statement(in: dialect),
    ] + appendOnly("note_addition", in: dialect) + appendOnly("recall_turn", in: dialect)
  }
}
