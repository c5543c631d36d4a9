import RecallDomain

/// Patients, how they are reached, and the list itself. Instants are microseconds since 1970 in
/// UTC, civil dates ISO 8601.
extension Schema {
  static let tablesOfPeople: [String] = [
    """
    CREATE TABLE meta (
      "only" INTEGER PRIMARY KEY CHECK ("only" = 1),
      kind TEXT NOT NULL CHECK (\(oneOf("kind", StoreKind.self)))
    ) STRICT
    """,
    """
    CREATE TABLE patient (
      made INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE CHECK (id <> ''),
      first_name TEXT NOT NULL,
      last_name TEXT NOT NULL,
      folded_name TEXT NOT NULL,
      folded_last TEXT NOT NULL,
      born TEXT CHECK (born IS date(born)),
      mrn TEXT,
      email TEXT,
      postal_code TEXT,
      state TEXT,
      time_zone TEXT,
      language TEXT,
      interpreter INTEGER NOT NULL CHECK (interpreter IN (0, 1)),
      contact_method TEXT CHECK (\(oneOf("contact_method", ContactMethod.self))),
      deceased INTEGER NOT NULL CHECK (deceased IN (0, 1)),
      inactive INTEGER NOT NULL CHECK (inactive IN (0, 1)),
      sensitive INTEGER NOT NULL CHECK (sensitive IN (0, 1)),
      strict INTEGER NOT NULL CHECK (strict IN (0, 1)),
      confidential INTEGER NOT NULL CHECK (confidential IN (0, 1)),
      do_not_contact INTEGER NOT NULL CHECK (do_not_contact IN (0, 1)),
      -- Learned in a call, and never undone by an import.
      opted_out_at INTEGER,
      held_for_death_at INTEGER
    ) STRICT
    """,
    "CREATE INDEX patient_alike ON patient (born, folded_last)",
    """
    CREATE TABLE consent (
      patient TEXT NOT NULL REFERENCES patient (id),
      channel TEXT NOT NULL CHECK (channel IN ('voicemail', 'sms', 'email', 'portal')),
      allowed INTEGER NOT NULL CHECK (allowed IN (0, 1)),
      PRIMARY KEY (patient, channel)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE representative (
      patient TEXT NOT NULL REFERENCES patient (id),
      rank INTEGER NOT NULL,
      name TEXT NOT NULL,
      relationship TEXT NOT NULL,
      guardian INTEGER NOT NULL CHECK (guardian IN (0, 1)),
      PRIMARY KEY (patient, rank)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE phone (
      patient TEXT NOT NULL REFERENCES patient (id),
      number TEXT NOT NULL CHECK (number GLOB '+[1-9]*'),
      extension TEXT,
      kind TEXT NOT NULL CHECK (\(oneOf("kind", PatientPhone.Kind.self))),
      rank INTEGER NOT NULL,
      status TEXT NOT NULL CHECK (\(oneOf("status", PatientPhone.Status.self))),
      -- 0: no import names it any more; kept, so that what was learned about it stays.
      listed INTEGER NOT NULL DEFAULT 1 CHECK (listed IN (0, 1)),
      PRIMARY KEY (patient, number)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX phone_number ON phone (number)",
    """
    CREATE TABLE silenced (
      number TEXT PRIMARY KEY,
      at INTEGER NOT NULL,
      call TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    // What entries share as far as being callable now goes; one probe per lane finds the next one.
    """
    CREATE TABLE lane (
      id INTEGER PRIMARY KEY,
      segment TEXT NOT NULL,
      language TEXT NOT NULL,
      interpreter INTEGER NOT NULL,
      hours TEXT NOT NULL,
      -- No script serves this segment.
      shut INTEGER NOT NULL DEFAULT 0 CHECK (shut IN (0, 1)),
      UNIQUE (segment, language, interpreter, hours)
    ) STRICT
    """,
    """
    CREATE TABLE recall (
      id TEXT PRIMARY KEY CHECK (id <> ''),
      -- The name that the source gave this recall; several in a row may share it.
      source TEXT,
      patient TEXT NOT NULL REFERENCES patient (id),
      segment TEXT NOT NULL,
      reason TEXT,
      due TEXT NOT NULL CHECK (due IS date(due)),
      due_end TEXT CHECK (due_end IS date(due_end)),
      provider TEXT,
      specialty TEXT,
      location TEXT,
      last_appointment TEXT,
      "authorization" TEXT,
      priority INTEGER NOT NULL CHECK (priority >= 1),
      owner TEXT,
      state TEXT NOT NULL CHECK (\(oneOf("state", RecallEntry.State.self))),
      next_at INTEGER,
      next_action TEXT NOT NULL CHECK (\(oneOf("next_action", NextAction.Kind.self))),
      callback TEXT,
      -- Derived, for finding the next entry fast; `phase` off = not open.
      lane INTEGER NOT NULL REFERENCES lane (id),
      phase TEXT NOT NULL CHECK (phase IN ('ready', 'waiting', 'blocked', 'off')),
      -- Promised callbacks come first, by their time; for all others the last instant there is.
      turn INTEGER NOT NULL DEFAULT \(Standing.noTurn),
      -- A lower bound, early at worst.
      not_before INTEGER NOT NULL DEFAULT 0,
      kept_back TEXT CHECK (\(oneOf("kept_back", ExclusionReason.self))),
      CHECK ((phase = 'off') = (state <> 'open')),
      CHECK ((phase IN ('waiting', 'blocked')) = (kept_back IS NOT NULL))
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX recall_patient ON recall (patient, segment)",
    "CREATE INDEX recall_source ON recall (source) WHERE source IS NOT NULL",
    "CREATE INDEX recall_order ON recall (priority, due, id) WHERE state <> 'closed'",
    """
    CREATE INDEX recall_ready ON recall (lane, turn, priority, due, id)
      WHERE phase = 'ready'
    """,
    """
    CREATE INDEX recall_waiting ON recall (not_before, priority, due, id)
      WHERE phase = 'waiting'
    """,
    """
    CREATE INDEX recall_promised ON recall (not_before)
      WHERE phase = 'waiting' AND callback IS NOT NULL
    """,
    "CREATE INDEX recall_blocked ON recall (id) WHERE phase = 'blocked'",
    "CREATE INDEX recall_review ON recall (segment) WHERE state = 'review'",
  ]
}
