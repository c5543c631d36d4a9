/// Kept counts of where entries stand. SQLite has one writer at a time and counts in place; on
/// PostgreSQL a count that everybody changes would make everybody wait, so each transaction adds
/// its own difference, and `Tallies.sweep` folds them.
extension Schema {
  static func tallying(in dialect: Dialect) -> [String] {
    switch dialect {
    case .sqlite: [tallyAdded, tallyRemoved, tallyMoved]
    case .postgresql: differences
    }
  }

  /// How many entries of a lane stand in which phase, by the hour of `not_before`.
  static func tallyTable(in dialect: Dialect) -> [String] {
    let columns = """
      lane INTEGER NOT NULL, phase TEXT NOT NULL, kept_back TEXT NOT NULL, hour INTEGER NOT NULL
      """
    switch dialect {
    case .sqlite:
      return [
        """
        CREATE TABLE tally (
          \(columns), entries INTEGER NOT NULL CHECK (entries >= 0),
          PRIMARY KEY (lane, phase, kept_back, hour)
        ) STRICT, WITHOUT ROWID
        """
      ]
    case .postgresql:
      return [
        dialect.definition("CREATE TABLE tally (\(columns), entries INTEGER NOT NULL) STRICT"),
        "CREATE INDEX tally_key ON tally (lane, phase)",
      ]
    }
  }

  private static let tallyAdded = """
    CREATE TRIGGER recall_tally_added AFTER INSERT ON recall WHEN new.state <> 'closed'
    BEGIN \(count("new", by: 1)); END
    """
  private static let tallyRemoved = """
    CREATE TRIGGER recall_tally_removed AFTER DELETE ON recall WHEN old.state <> 'closed'
    BEGIN \(count("old", by: -1)); END
    """
  private static let tallyMoved = """
    CREATE TRIGGER recall_tally_moved
      AFTER UPDATE OF lane, phase, kept_back, not_before, state ON recall
      WHEN (new.lane, new.phase, new.kept_back, new.not_before, new.state)
        IS NOT (old.lane, old.phase, old.kept_back, old.not_before, old.state)
    BEGIN
      \(count("old", by: -1, when: "old.state <> 'closed'"));
      \(count("new", by: 1, when: "new.state <> 'closed'"));
    END
    """

  /// Rows counted down to nothing are left for a sweep: a trigger that deleted them would cost
  /// every write a second look.
  private static func count(_ row: String, by step: Int, when condition: String = "true") -> String
  {
    let hour = "\(row).not_before / 3600000000"
    let key = "\(row).lane, \(row).phase, coalesce(\(row).kept_back, ''), \(hour)"
    if step < 0 {
      return """
        UPDATE tally SET entries = entries - 1
          WHERE (lane, phase, kept_back, hour) = (\(key)) AND \(condition)
        """
    }
    return """
      INSERT INTO tally (lane, phase, kept_back, hour, entries)
        SELECT \(key), 1 WHERE \(condition)
        ON CONFLICT DO UPDATE SET entries = entries + 1
      """
  }

  /// Per statement, not per row: an import of many rows adds a few differences.
  private static let differences: [String] = [
    """
    CREATE FUNCTION tally_added() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO tally (lane, phase, kept_back, hour, entries)
        SELECT lane, phase, coalesce(kept_back, ''), not_before / 3600000000, count(*)
          FROM after WHERE state <> 'closed' GROUP BY 1, 2, 3, 4;
      RETURN NULL;
    END $$
    """,
    """
    CREATE FUNCTION tally_moved() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO tally (lane, phase, kept_back, hour, entries)
        SELECT lane, phase, coalesce(kept_back, ''), not_before / 3600000000, sum(step) FROM (
          SELECT lane, phase, kept_back, not_before, -1 AS step FROM before WHERE state <> 'closed'
          UNION ALL
          SELECT lane, phase, kept_back, not_before, 1 FROM after WHERE state <> 'closed') AS step
          GROUP BY 1, 2, 3, 4 HAVING sum(step) <> 0;
      RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER recall_tally_added AFTER INSERT ON recall
      REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION tally_added()
    """,
    """
    CREATE TRIGGER recall_tally_moved AFTER UPDATE ON recall
      REFERENCING OLD TABLE AS before NEW TABLE AS after
      FOR EACH STATEMENT EXECUTE FUNCTION tally_moved()
    """,
  ]
}
