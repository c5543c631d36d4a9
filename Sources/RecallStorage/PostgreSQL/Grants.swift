import RecallDomain

/// Who may do what to which table. A caller may do what the acts of a call do, and no more: what
/// the schema calls append-only can be added to and read by everybody, altered or deleted by
/// nobody; staff and approvals are a lead's.
struct Grants {
  let connection: PostgreSQLConnection
  let roles: StoreRoles

  /// A table, with what its triggers refuse.
  private struct Table {
    let name: String
    let isAppendOnly: Bool
  }

  /// Only read, and written by a migration alone.
  private static let fixed: Set<String> = ["shape", "meta"]
  /// Written by leads.
  private static let ofLeads: Set<String> = ["staff", "approval", "store_epoch"]
  /// Rows that acts take away: kept counts, notices that were read, lists that came anew.
  private static let shrinking: Set<String> = [
    "tally", "unseen_save", "representative", "staff", "slot", "waiting_appointment",
    "contact_day",
  ]

  /// Takes every right away and gives anew, so that the same program always leaves the same rights.
  /// In one transaction: nobody at work notices.
  func give() throws {
    let schema = PostgreSQLSettings.schema
    let groups = "\(roles.quotedCaller), \(roles.quotedLead)"
    if try databaseIsOurs() {
      try connection.script("REVOKE ALL ON DATABASE \(roles.quotedDatabase) FROM PUBLIC")
    }
    try connection.script(
      """
      GRANT CONNECT ON DATABASE \(roles.quotedDatabase) TO \(groups), \(roles.quotedOwner);
      SET LOCAL ROLE \(roles.quotedOwner);
      REVOKE ALL ON SCHEMA \(schema) FROM PUBLIC, \(groups);
      GRANT USAGE ON SCHEMA \(schema) TO \(groups);
      REVOKE ALL ON ALL TABLES IN SCHEMA \(schema) FROM PUBLIC, \(groups);
      ALTER DEFAULT PRIVILEGES IN SCHEMA \(schema)
        GRANT SELECT, INSERT ON TABLES TO \(roles.quotedCaller);
      """)
    for table in try tables() { try give(table) }
    try connection.script("RESET ROLE")
  }

  /// Nothing but the store is in it: then nobody else has business there. The server's own databases,
  /// and one that is shared with other programs, stay as open as they were.
  private func databaseIsOurs() throws -> Bool {
    guard !["postgres", "template1"].contains(roles.database) else { return false }
    return try !connection.exists(
      """
      SELECT 1 FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE relkind IN ('r', 'p', 'v', 'm') AND nspname <> ?
          AND nspname <> 'information_schema' AND nspname NOT LIKE 'pg\\_%'
        LIMIT 1
      """, [PostgreSQLSettings.schema])
  }

  private func give(_ table: Table) throws {
    let name = "\(PostgreSQLSettings.schema).\(SQLName.quoted(table.name))"
    let verbs = Self.verbs(table.name, isAppendOnly: table.isAppendOnly)
    let readsOnly = Self.fixed.union(Self.ofLeads).contains(table.name)
    try connection.script(
      "GRANT \(readsOnly ? "SELECT" : verbs) ON \(name) TO \(roles.quotedCaller)")
    if Self.ofLeads.contains(table.name) {
      try connection.script("GRANT \(verbs) ON \(name) TO \(roles.quotedLead)")
    }
  }

  static func verbs(_ table: String, isAppendOnly: Bool) -> String {
    if isAppendOnly { return "SELECT, INSERT" }
    return "SELECT, INSERT, UPDATE" + (shrinking.contains(table) ? ", DELETE" : "")
  }

  private func tables() throws -> [Table] {
    try connection.rows(
      """
      SELECT relname, bool_or(tgname = relname || '_no_update') AS append_only
        FROM pg_class LEFT JOIN pg_trigger ON tgrelid = pg_class.oid
        WHERE relnamespace = to_regnamespace(?) AND relkind = 'r'
        GROUP BY relname ORDER BY relname
      """, [PostgreSQLSettings.schema]
    ).map { row in
      let fields = Fields(row, of: "pg_class")
      return Table(
        name: try fields.text("relname"),
        isAppendOnly: try fields.optionalFlag("append_only") ?? false)
    }
  }
}
