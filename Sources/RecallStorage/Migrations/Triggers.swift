/// What never changes, and what is always counted.
extension Schema {
  static let triggers: [String] =
    appendOnly("call_event") + appendOnly("note") + appendOnly("audit") + appendOnly("stale_entry")
    + appendOnly("approval") + appendOnly("import") + appendOnly("script_version")
    + appendOnly("identity_try") + [
      kindIsFixed, metaStays, tokenOnlyGrows, outcomeStays, attemptStays,
      tallyAdded, tallyRemoved, tallyMoved,
    ]

  static func appendOnly(_ table: String) -> [String] {
    ["UPDATE", "DELETE"].map { act in
      """
      CREATE TRIGGER \(table)_no_\(act.lowercased()) BEFORE \(act) ON \(table)
      BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END
      """
    }
  }

  private static let kindIsFixed = """
    CREATE TRIGGER meta_kind_is_fixed BEFORE UPDATE ON meta WHEN new.kind <> old.kind
    BEGIN SELECT RAISE(ABORT, 'the kind of a store is fixed'); END
    """
  private static let metaStays = """
    CREATE TRIGGER meta_stays BEFORE DELETE ON meta
    BEGIN SELECT RAISE(ABORT, 'the kind of a store is fixed'); END
    """
  private static let tokenOnlyGrows = """
    CREATE TRIGGER claim_token_only_grows BEFORE UPDATE OF token ON claim
      WHEN new.token < old.token
    BEGIN SELECT RAISE(ABORT, 'a token only grows'); END
    """
  private static let outcomeStays = """
    CREATE TRIGGER attempt_outcome_stays BEFORE UPDATE OF outcome, detail ON attempt
      WHEN old.outcome IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'an attempt ends once'); END
    """
  private static let attemptStays = """
    CREATE TRIGGER attempt_stays BEFORE DELETE ON attempt
    BEGIN SELECT RAISE(ABORT, 'an attempt stays'); END
    """

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

  /// Rows counted down to nothing are left for `claimNext` to sweep: a trigger that deleted them
  /// would cost every write a second look.
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
}
