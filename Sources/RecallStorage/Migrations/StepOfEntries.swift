import RecallDomain

/// Version 23: the trail takes no row that no program would write. A number out of the world is no
/// entry of anybody's, and one beside the line would hold up whoever comes after it: numbers follow
/// each other, seals too, and instants are of this age. Which patients a look has shown is in its entry.
extension Schema {
  static let stepOfEntries: [String] = [
    // Ids of those that were shown, each with a space before and behind it.
    "ALTER TABLE audit ADD COLUMN patients TEXT"
  ]

  @Sendable static func entryTriggers(in dialect: Dialect) -> [String] {
    [
      Refusal(
        name: "audit_is_possible", act: "INSERT", table: "audit",
        when: """
          new.at NOT BETWEEN 0 AND \(AuditRow.highest)
            OR (new.session IS NULL) <> (new.seq IS NULL)
            OR (new.session IS NULL) <> (new.mac IS NULL)
            OR new.session < 1 OR new.seq NOT BETWEEN 1 AND \(AuditRow.highest)
            OR length(new.mac) <> 32
          """,
        says: impossible
      ).statement(in: dialect)
    ] + (dialect == .sqlite ? entriesInTheFile : entriesOnTheServer)
  }

  private static let impossible = "no program writes such an entry of the trail"

  /// A file that holds a number out of the world already goes on, as well as it can: whoever verifies
  /// is told of it.
  private static let entriesInTheFile = [
    """
    CREATE TRIGGER audit_number_is_next AFTER INSERT ON audit
      WHEN (new.id NOT BETWEEN 1 AND \(AuditRow.highest)
          OR EXISTS (SELECT 1 FROM audit WHERE id > new.id)
          OR new.id > 1 + coalesce((SELECT max(id) FROM audit WHERE id < new.id), 0))
        AND coalesce((SELECT max(id) FROM audit WHERE id <> new.id), 0) < \(AuditRow.highest)
    BEGIN SELECT RAISE(ABORT, '\(impossible)'); END
    """,
    """
    CREATE TRIGGER audit_seal_is_next BEFORE INSERT ON audit_seal
      WHEN new.at NOT BETWEEN 0 AND \(AuditRow.highest)
        OR new.number > 1 + coalesce((SELECT max(number) FROM audit_seal), 0)
        OR new.upto > max(coalesce((SELECT max(id) FROM audit), 0),
          coalesce((SELECT max(upto) FROM audit_seal), 0))
    BEGIN SELECT RAISE(ABORT, '\(impossible)'); END
    """,
  ]

  /// The numbers of entries are the server's own: nobody has the right to give one (`TableRights`).
  private static let entriesOnTheServer = [
    """
    CREATE FUNCTION audit_seal_is_next() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF new.at NOT BETWEEN 0 AND \(AuditRow.highest)
        OR new.number > 1 + coalesce((SELECT max(number) FROM audit_seal), 0)
        OR new.upto > greatest((SELECT max(id) FROM audit), (SELECT max(upto) FROM audit_seal), 0)
      THEN
        RAISE EXCEPTION 'refused'
          USING ERRCODE = 'check_violation', CONSTRAINT = '\(impossible)';
      END IF;
      RETURN new;
    END $$
    """,
    """
    CREATE TRIGGER audit_seal_is_next BEFORE INSERT ON audit_seal
      FOR EACH ROW EXECUTE FUNCTION audit_seal_is_next()
    """,
  ]
}
