/// Version 2: an approval keeps the content it approved and may be given again later for the same
/// content; the trail says what was approved; callers are told once what is new in a script.
extension Schema {
  static let stepOfApprovals: [String] = [
    """
    CREATE TABLE approval_with_content (
      id INTEGER PRIMARY KEY,
      script TEXT NOT NULL,
      structure TEXT NOT NULL,
      policy TEXT,
      words TEXT NOT NULL,
      edition TEXT REFERENCES script_version (hash),
      who TEXT NOT NULL,
      at INTEGER NOT NULL,
      UNIQUE (script, structure, words, who, at)
    ) STRICT
    """,
    """
    INSERT INTO approval_with_content (id, script, structure, words, who, at)
      SELECT id, script, structure, words, who, at FROM approval
    """,
    "DROP TABLE approval",
    "ALTER TABLE approval_with_content RENAME TO approval",
    // What an act was about, where it is neither a recall nor a call: the id of a script.
    "ALTER TABLE audit ADD COLUMN subject TEXT",
    """
    CREATE TABLE known_edition (
      caller TEXT NOT NULL,
      script TEXT NOT NULL,
      edition TEXT NOT NULL REFERENCES script_version (hash),
      at INTEGER NOT NULL,
      PRIMARY KEY (caller, script)
    ) STRICT, WITHOUT ROWID
    """,
  ]
}
