/// Version 3: the trail takes acts that this program does not know yet; a list of them in the schema
/// would stop a store that grew from recording what a later program does.
extension Schema {
  static let stepOfTheTrail: [String] = [
    """
    CREATE TABLE audit_of_any_act (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      who TEXT,
      act TEXT NOT NULL CHECK (act <> ''),
      recall TEXT,
      call TEXT,
      -- The hash of the row before, once the chain is sealed.
      previous BLOB,
      -- What an act was about, where it is neither a recall nor a call: the id of a script.
      subject TEXT
    ) STRICT
    """,
    """
    INSERT INTO audit_of_any_act (id, at, who, act, recall, call, previous, subject)
      SELECT id, at, who, act, recall, call, previous, subject FROM audit
    """,
    "DROP TABLE audit",
    "ALTER TABLE audit_of_any_act RENAME TO audit",
  ]
}
