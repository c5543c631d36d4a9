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
}
