import RecallDomain

/// Claims, attempts, their journal, and all that an answer leaves for others.
extension Schema {
  static let tablesOfCalls: [String] = [
    """
    CREATE TABLE script_version (
      hash TEXT PRIMARY KEY,
      compiled BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE attempt (
      call TEXT PRIMARY KEY CHECK (call <> ''),
      recall TEXT NOT NULL REFERENCES recall (id),
      patient TEXT NOT NULL REFERENCES patient (id),
      number TEXT NOT NULL,
      direction TEXT NOT NULL CHECK (\(oneOf("direction", CallDirection.self))),
      attempt INTEGER NOT NULL CHECK (attempt >= 1),
      edition TEXT NOT NULL REFERENCES script_version (hash),
      caller TEXT NOT NULL,
      local_date TEXT NOT NULL CHECK (local_date IS date(local_date)),
      started INTEGER NOT NULL,
      emergency INTEGER NOT NULL DEFAULT 0 CHECK (emergency IN (0, 1)),
      parked_at INTEGER,
      withdrawn_at INTEGER,
      ended_at INTEGER,
      outcome TEXT,
      detail TEXT,
      also_outcome TEXT,
      also_detail TEXT,
      -- Set with the outcome: it counts against the caps.
      contact INTEGER NOT NULL DEFAULT 0 CHECK (contact IN (0, 1)),
      CHECK (\(ending("outcome", "detail"))),
      CHECK (\(ending("also_outcome", "also_detail"))),
      CHECK ((outcome IS NULL) = (ended_at IS NULL)),
      CHECK (withdrawn_at IS NULL OR outcome IS NULL)
    ) STRICT
    """,
    "CREATE INDEX attempt_recall ON attempt (recall, started)",
    "CREATE INDEX attempt_contact ON attempt (number, started) WHERE contact = 1",
    // At most one call of a patient needs an outcome.
    """
    CREATE UNIQUE INDEX attempt_unfinished ON attempt (patient)
      WHERE outcome IS NULL AND withdrawn_at IS NULL
    """,
    """
    CREATE TABLE claim (
      id TEXT PRIMARY KEY,
      recall TEXT NOT NULL REFERENCES recall (id),
      patient TEXT NOT NULL REFERENCES patient (id),
      number TEXT NOT NULL,
      caller TEXT NOT NULL,
      token INTEGER NOT NULL CHECK (token >= 1),
      last_seq INTEGER NOT NULL CHECK (last_seq >= 0),
      call TEXT UNIQUE REFERENCES attempt (call) DEFERRABLE INITIALLY DEFERRED,
      -- How long a lease lasts, and when this one ends: then it may be taken over, no more.
      lease INTEGER NOT NULL CHECK (lease > 0),
      lease_ends INTEGER NOT NULL,
      opened_at INTEGER NOT NULL,
      ended_at INTEGER,
      how TEXT CHECK (how IN ('closed', 'parked', 'gave-back', 'lapsed')),
      reason TEXT,
      CHECK ((ended_at IS NULL) = (how IS NULL))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX claim_patient ON claim (patient) WHERE ended_at IS NULL",
    "CREATE UNIQUE INDEX claim_number ON claim (number) WHERE ended_at IS NULL",
    "CREATE UNIQUE INDEX claim_caller ON claim (caller) WHERE ended_at IS NULL",
    "CREATE INDEX claim_given_back ON claim (caller, ended_at) WHERE how = 'gave-back'",
    """
    CREATE TABLE call_event (
      id INTEGER PRIMARY KEY,
      call TEXT NOT NULL REFERENCES attempt (call),
      seq INTEGER NOT NULL CHECK (seq >= 1),
      token INTEGER NOT NULL,
      kind TEXT NOT NULL,
      payload BLOB NOT NULL,
      at INTEGER NOT NULL,
      UNIQUE (call, seq)
    ) STRICT
    """,
    // What a console wrote after its claim had moved on: kept for review, never dropped.
    """
    CREATE TABLE stale_entry (
      id INTEGER PRIMARY KEY,
      call TEXT NOT NULL,
      recall TEXT NOT NULL,
      seq INTEGER NOT NULL,
      token INTEGER NOT NULL,
      caller TEXT NOT NULL,
      kind TEXT NOT NULL,
      payload BLOB NOT NULL,
      at INTEGER NOT NULL,
      UNIQUE (call, seq, token, payload)
    ) STRICT
    """,
    """
    CREATE TABLE note (
      id TEXT PRIMARY KEY,
      call TEXT NOT NULL UNIQUE REFERENCES attempt (call),
      patient TEXT NOT NULL REFERENCES patient (id),
      caller TEXT NOT NULL,
      ended INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX note_ended ON note (ended)",
    "CREATE INDEX note_patient ON note (patient, ended)",
    """
    CREATE TABLE unseen_save (
      note TEXT PRIMARY KEY REFERENCES note (id),
      caller TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE queue_item (
      id TEXT PRIMARY KEY,
      queue TEXT NOT NULL CHECK (\(oneOf("queue", QueueName.self))),
      recall TEXT NOT NULL REFERENCES recall (id),
      patient TEXT NOT NULL REFERENCES patient (id),
      call TEXT NOT NULL REFERENCES attempt (call),
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
    "CREATE INDEX queue_item_recall ON queue_item (recall)",
    """
    CREATE INDEX queue_item_open ON queue_item (queue, due)
      WHERE state IN ('open', 'taken', 'answered')
    """,
    """
    CREATE TABLE slot (
      id TEXT PRIMARY KEY,
      start INTEGER NOT NULL,
      minutes INTEGER NOT NULL CHECK (minutes > 0),
      provider TEXT,
      specialty TEXT,
      location TEXT,
      booked INTEGER NOT NULL DEFAULT 0 CHECK (booked IN (0, 1)),
      held_by TEXT REFERENCES attempt (call),
      held_until INTEGER,
      CHECK ((held_by IS NULL) = (held_until IS NULL)),
      CHECK (booked = 0 OR held_by IS NULL)
    ) STRICT
    """,
    "CREATE INDEX slot_open ON slot (start) WHERE booked = 0",
    "CREATE INDEX slot_held ON slot (held_by) WHERE held_by IS NOT NULL",
    """
    CREATE TABLE appointment (
      id TEXT PRIMARY KEY,
      patient TEXT NOT NULL REFERENCES patient (id),
      start INTEGER NOT NULL,
      provider TEXT,
      specialty TEXT,
      location TEXT,
      status TEXT NOT NULL CHECK (\(oneOf("status", BookedAppointment.Status.self))),
      slot TEXT REFERENCES slot (id),
      call TEXT UNIQUE REFERENCES attempt (call)
    ) STRICT
    """,
    "CREATE INDEX appointment_patient ON appointment (patient, start)",
    """
    CREATE UNIQUE INDEX appointment_slot ON appointment (slot)
      WHERE slot IS NOT NULL AND status <> 'cancelled'
    """,
    """
    CREATE TABLE outbox (
      key TEXT PRIMARY KEY,
      patient TEXT NOT NULL REFERENCES patient (id),
      call TEXT NOT NULL,
      channel TEXT NOT NULL CHECK (\(oneOf("channel", ContactMethod.self))),
      address TEXT NOT NULL,
      text TEXT NOT NULL,
      queued_at INTEGER NOT NULL,
      state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent', 'failed'))
    ) STRICT
    """,
    "CREATE INDEX outbox_waiting ON outbox (queued_at) WHERE state = 'waiting'",
    // Caps: contacts with a number, and with a patient, on one local day.
    """
    CREATE TABLE contact_day (
      kind TEXT NOT NULL CHECK (kind IN ('number', 'patient')),
      subject TEXT NOT NULL,
      local_date TEXT NOT NULL CHECK (local_date IS date(local_date)),
      contacts INTEGER NOT NULL CHECK (contacts >= 1),
      PRIMARY KEY (kind, subject, local_date)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE identity_try (
      patient TEXT NOT NULL REFERENCES patient (id),
      local_date TEXT NOT NULL,
      -- The answer that failed; a try is spent once, and never given back.
      key TEXT NOT NULL,
      PRIMARY KEY (patient, local_date, key)
    ) STRICT, WITHOUT ROWID
    """,
  ]
}
