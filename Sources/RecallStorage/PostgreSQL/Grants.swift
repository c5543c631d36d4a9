import RecallDomain

/// The rights of every role of the staff list to every table (`TableRights`), and the row rules of a
/// live store. What the schema calls append-only can be altered or deleted by nobody.
struct Grants {
  let connection: PostgreSQLConnection
  let roles: StoreRoles

  /// A table, with what its triggers refuse.
  private struct Table {
    let name: String
    let isAppendOnly: Bool
  }

  /// Takes every right away and gives anew, so that the same program always leaves the same rights.
  /// In one transaction: nobody at work notices.
  func give() throws {
    let schema = PostgreSQLSettings.schema
    let groups = roles.quotedGroups
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
      ALTER DEFAULT PRIVILEGES IN SCHEMA \(schema) REVOKE ALL ON TABLES FROM \(groups);
      """)
    for person in try ofTheirOwn() {
      try connection.script("REVOKE ALL ON ALL TABLES IN SCHEMA \(schema) FROM \(person)")
    }
    for rule in try unknownRules() { try connection.script(rule) }
    for table in try tables() { try give(table) }
    let isLive = try connection.text("SELECT kind FROM \(schema).meta") == StoreKind.live.rawValue
    for statement in RowRules(roles: roles).statements(isLive: isLive) {
      try connection.script(statement)
    }
    try connection.script("RESET ROLE")
    if isLive { try followTheStaffList() }
  }

  /// Whoever was given rights to tables beside the groups.
  private func ofTheirOwn() throws -> [String] {
    let known = [roles.owner] + StaffRole.allCases.map(roles.name)
    return try connection.rows(
      """
      SELECT DISTINCT rolname FROM pg_class
          LEFT JOIN pg_attribute ON attrelid = pg_class.oid AND attacl IS NOT NULL
          CROSS JOIN LATERAL (SELECT * FROM aclexplode(relacl)
            UNION ALL SELECT * FROM aclexplode(attacl)) AS given
          JOIN pg_roles ON pg_roles.oid = given.grantee
        WHERE relnamespace = to_regnamespace(?1)
          AND NOT rolname \(Dialect.postgresql.among("?2")) ORDER BY 1
      """, [PostgreSQLSettings.schema, try bound(known)]
    ).map { SQLName.quoted(try Fields($0, of: "pg_roles").text("rolname")) }
  }

  /// Row rules that no program has made: one more opens what the others close.
  private func unknownRules() throws -> [String] {
    try connection.rows(
      """
      SELECT polname, relname FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid
        WHERE relnamespace = to_regnamespace(?1) AND NOT polname \(Dialect.postgresql.among("?2"))
      """, [PostgreSQLSettings.schema, try bound(RowRules.names)]
    ).map { row in
      let fields = Fields(row, of: "pg_policy")
      let (name, table) = (try fields.text("polname"), try fields.text("relname"))
      return "DROP POLICY \(SQLName.quoted(name)) ON \(SQLName.quoted(table))"
    }
  }

  /// People of the staff list who are let in already get just the roles that it gives them.
  private func followTheStaffList() throws {
    let people = try roles.people(connection)
    let rows = try connection.rows("SELECT id, roles FROM \(PostgreSQLSettings.schema).staff")
    for row in rows {
      let fields = Fields(row, of: "staff")
      let id = try fields.text("id")
      let listed = Set(try fields.optionalJSON("roles") as [StaffRole]? ?? [])
      guard let held = people[id], held != listed else { continue }
      try roles.admit(id, as: listed, connection)
    }
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
    let rights =
      TableRights.of(table.name)
      ?? .undecided(table.name, isAppendOnly: table.isAppendOnly)
    for role in StaffRole.allCases {
      let verbs = TableRights.Verb.allCases.compactMap { verb -> String? in
        switch rights.reach(of: role, verb) {
        case .nothing: return nil
        case .everything: return verb.rawValue
        case .columns(let columns):
          return
            "\(verb.rawValue) (\(columns.sorted().map(SQLName.quoted).joined(separator: ", ")))"
        }
      }
      guard !verbs.isEmpty else { continue }
      try connection.script(
        "GRANT \(verbs.joined(separator: ", ")) ON \(name) TO \(roles.quoted(role))")
    }
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
