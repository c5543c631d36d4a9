import RecallDomain

/// Version 24: lines of scripts that callers have marked as hard to say.
extension Schema {
  static let stepOfStumbles: [String] = [
    """
    CREATE TABLE stumble (
      -- The call, and the number of the answer in its journal.
      id TEXT PRIMARY KEY CHECK (id <> ''),
      call TEXT NOT NULL REFERENCES attempt (call),
      edition TEXT NOT NULL REFERENCES script_version (hash),
      script TEXT NOT NULL CHECK (script <> ''),
      node TEXT NOT NULL CHECK (node <> ''),
      line TEXT NOT NULL CHECK (line <> ''),
      locale TEXT NOT NULL CHECK (locale <> ''),
      -- As that edition has it, with its facts in braces: no value that was spoken.
      said TEXT NOT NULL CHECK (said <> ''),
      words TEXT NOT NULL CHECK (length(words) <= \(StumbleWords.most)),
      who TEXT NOT NULL CHECK (who <> ''),
      at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX stumble_script ON stumble (script, at)",
    "CREATE INDEX stumble_call ON stumble (call)",
  ]
}
