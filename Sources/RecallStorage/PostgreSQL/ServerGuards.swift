import RecallDomain

/// All that guards a store on a server, as its catalog tells it: shapes of tables, constraints, indexes,
/// triggers and functions, row rules, and the rights of everybody. A migration keeps what it has left
/// (`guard`), and a check compares, whoever asks.
///
/// What is compared is the catalog's own words: those of one version of the server, whose number stands
/// among them.
enum ServerGuards {
  /// The last act of a migration, as the store's owner.
  static func keep(_ connection: PostgreSQLConnection) throws {
    try connection.run("DELETE FROM guard")
    try connection.run("INSERT INTO guard (what, name, words) \(asTheyAre)")
  }

  /// What is not as a migration left it; nothing where none has kept it yet.
  static func altered(_ db: any Connection) throws -> [String] {
    let isOfThisServer = try db.exists(
      "SELECT 1 FROM guard WHERE what = 'server' AND words = \(version)")
    guard isOfThisServer else { return [] }
    return try db.rows(
      """
      WITH now AS (
        SELECT what COLLATE "C" AS what, name COLLATE "C" AS name, words COLLATE "C" AS words
          FROM (\(asTheyAre)) AS catalog)
      SELECT DISTINCT what || ' ' || name AS name FROM (
        (SELECT * FROM now EXCEPT SELECT what, name, words FROM guard)
        UNION ALL (SELECT what, name, words FROM guard EXCEPT SELECT * FROM now)) AS other
        ORDER BY 1
      """
    ).map { try Fields($0, of: "guard").text("name") }
  }

  private static let schema = "to_regnamespace('\(PostgreSQLSettings.schema)')"
  private static let version =
    "CAST(CAST(current_setting('server_version_num') AS integer) / 10000 AS text)"

  /// Rights, one row for each person or group, and verb.
  private static func rights(_ name: String, _ list: String, of rest: String) -> String {
    """
    SELECT 'right', \(name) || ' ' || coalesce(g.rolname, 'everybody') || ' '
          || x.privilege_type, CAST(x.is_grantable AS text)
        FROM \(rest) CROSS JOIN LATERAL aclexplode(\(list)) AS x
          LEFT JOIN pg_roles AS g ON g.oid = x.grantee
    """
  }

  private static let asTheyAre = [
    "SELECT 'server' AS what, 'version' AS name, \(version) AS words",
    """
    SELECT 'table', CAST(relname AS text), pg_get_userbyid(relowner) || ' '
        || relrowsecurity || ' ' || relforcerowsecurity
      FROM pg_class WHERE relnamespace = \(schema) AND relkind IN ('r', 'v', 'm', 'p', 'f')
    """,
    """
    SELECT 'column', relname || '.' || attname, concat_ws(' ', format_type(atttypid, atttypmod),
        attnotnull, attidentity, pg_get_expr(adbin, adrelid))
      FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
      WHERE relnamespace = \(schema) AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
    """,
    """
    SELECT 'constraint', relname || '.' || conname, pg_get_constraintdef(pg_constraint.oid)
        || ' ' || convalidated
      FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid WHERE relnamespace = \(schema)
    """,
    """
    SELECT 'index', CAST(relname AS text), pg_get_indexdef(indexrelid) || ' ' || indisvalid
      FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE relnamespace = \(schema)
    """,
    """
    SELECT 'trigger', relname || '.' || tgname, pg_get_triggerdef(pg_trigger.oid) || ' '
        || CAST(tgenabled AS text)
      FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
      WHERE relnamespace = \(schema) AND NOT tgisinternal
    """,
    """
    SELECT 'function', CAST(CAST(oid AS regprocedure) AS text), concat_ws(' ', prosrc, prosecdef,
        provolatile, proconfig, pg_get_userbyid(proowner))
      FROM pg_proc WHERE pronamespace = \(schema)
    """,
    """
    SELECT 'row rule', relname || '.' || polname, concat_ws(' ', polcmd, polpermissive, polroles,
        pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
      FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid WHERE relnamespace = \(schema)
    """,
    """
    SELECT 'row rule', relname || '.' || rulename, pg_get_ruledef(pg_rewrite.oid)
      FROM pg_rewrite JOIN pg_class ON pg_class.oid = ev_class WHERE relnamespace = \(schema)
    """,
    rights(
      "relname", "relacl",
      of: "(SELECT * FROM pg_class WHERE relnamespace = \(schema)) AS t"),
    rights(
      "relname || '.' || attname", "attacl",
      of: """
        (SELECT relname, attname, attacl FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
          WHERE relnamespace = \(schema) AND NOT attisdropped) AS t
        """),
    rights(
      "CAST(nspname AS text)", "nspacl",
      of: "(SELECT * FROM pg_namespace WHERE oid = \(schema)) AS t"),
    rights(
      "proname || '()'", "proacl",
      of: "(SELECT * FROM pg_proc WHERE pronamespace = \(schema)) AS t"),
  ].joined(separator: "\nUNION ALL ")
}
