/// Patients who were opened in an emergency by somebody whose role does not show them, with the
/// reason, until whoever answers for it has looked at each.
extension Schema {
  static let stepOfOpenings: [String] = [
    """
    CREATE TABLE opening (
      id TEXT PRIMARY KEY CHECK (id <> ''),
      recall TEXT NOT NULL REFERENCES recall (id),
      who TEXT NOT NULL CHECK (who <> ''),
      because TEXT NOT NULL CHECK (because <> ''),
      at INTEGER NOT NULL,
      looked_at_by TEXT,
      looked_at INTEGER,
      CHECK ((looked_at_by IS NULL) = (looked_at IS NULL)),
      -- Nobody looks at what they did themselves.
      CHECK (looked_at_by <> who)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX opening_waiting ON opening (at) WHERE looked_at IS NULL",
  ]

  @Sendable static func openingsStay(in dialect: Dialect) -> [String] {
    [
      Refusal(
        name: "opening_stays", act: "DELETE", table: "opening",
        says: "an opening in an emergency stays"),
      Refusal(
        name: "opening_is_looked_at_once", act: "UPDATE", table: "opening",
        when: """
          old.looked_at IS NOT NULL OR new.id <> old.id OR new.recall <> old.recall
            OR new.who <> old.who OR new.because <> old.because OR new.at <> old.at
          """,
        says: "an opening in an emergency is looked at once"),
    ].map { $0.statement(in: dialect) }
  }
}
