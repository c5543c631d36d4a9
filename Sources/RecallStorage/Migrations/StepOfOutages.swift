/// Version 18: what a call needs to go on while its store is away, and what comes of it afterwards.
extension Schema {
  static let stepOfOutages: [String] = [
    // What seals a claim's words on its caller's computer. Who made the claim may read it, and nobody
    // else: on a server a row rule says so.
    """
    CREATE TABLE claim_key (
      claim TEXT NOT NULL REFERENCES claim (id),
      token INTEGER NOT NULL CHECK (token >= 1),
      -- The life of the store in which it was made.
      epoch TEXT NOT NULL,
      owner TEXT NOT NULL DEFAULT '',
      key BLOB NOT NULL CHECK (length(key) = 32),
      PRIMARY KEY (claim, token)
    ) STRICT, WITHOUT ROWID
    """,
    // 1: kept on the caller's computer while the store was away; the instant is its estimate.
    """
    ALTER TABLE call_event ADD COLUMN estimated INTEGER NOT NULL DEFAULT 0
      CHECK (estimated IN (0, 1))
    """,
    // Each time something kept elsewhere came in, and what became of it.
    """
    CREATE TABLE replay (
      id INTEGER PRIMARY KEY,
      claim TEXT NOT NULL,
      token INTEGER NOT NULL,
      call TEXT NOT NULL,
      caller TEXT NOT NULL,
      first_seq INTEGER NOT NULL,
      last_seq INTEGER NOT NULL,
      -- SHA-256 of all that was kept.
      digest TEXT NOT NULL CHECK (length(digest) = 64),
      since INTEGER NOT NULL,
      at INTEGER NOT NULL,
      result TEXT NOT NULL CHECK (result IN ('written', 'slot-lost', 'moved-on', 'restored')),
      UNIQUE (claim, token, digest)
    ) STRICT
    """,
    // The note of a call that somebody else had gone on with: beside theirs, never instead of it.
    """
    CREATE TABLE note_set_aside (
      id INTEGER PRIMARY KEY,
      note TEXT NOT NULL,
      call TEXT NOT NULL,
      recall TEXT NOT NULL,
      patient TEXT NOT NULL,
      token INTEGER NOT NULL,
      caller TEXT NOT NULL,
      at INTEGER NOT NULL,
      body TEXT NOT NULL,
      UNIQUE (call, token, note)
    ) STRICT
    """,
    "CREATE INDEX note_set_aside_patient ON note_set_aside (patient, at)",
  ]

  static func outageTriggers(in dialect: Dialect) -> [String] {
    let closed = ["claim_key", "replay", "note_set_aside"]
    return closed.flatMap { appendOnly($0, in: dialect) } + ownersOfKeys(in: dialect)
  }

  /// A file has one owner; a server knows who asks.
  private static func ownersOfKeys(in dialect: Dialect) -> [String] {
    guard dialect == .postgresql else { return [] }
    return [
      "ALTER TABLE claim_key ALTER COLUMN owner SET DEFAULT current_user",
      "ALTER TABLE claim_key ENABLE ROW LEVEL SECURITY",
      """
      CREATE POLICY claim_key_is_its_owners ON claim_key
        USING (owner = current_user) WITH CHECK (owner = current_user)
      """,
    ]
  }
}
