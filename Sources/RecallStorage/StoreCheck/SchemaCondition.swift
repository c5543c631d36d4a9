import RecallDomain

/// Whether what guards the store is still what it was made with: an index of the same name that admits
/// two, or a trigger that lets everything pass, guards nothing.
enum SchemaCondition {
  static func findings(in db: any Connection) throws -> [StoreFinding] {
    let missing = try db.dialect == .sqlite ? inFile(db) : onServer(db)
    var found: [StoreFinding] = []
    if !missing.isEmpty {
      found.append(
        StoreFinding(
          "shape", "the shape of the store is not the one it was made with", places: missing,
          advice: db.dialect == .sqlite ? .schema : .migrate))
    }
    let strangers = try db.dialect == .sqlite ? [] : strangers(db)
    if !strangers.isEmpty {
      found.append(
        StoreFinding(
          "strange-roles",
          "people have roles on the server that the staff list does not give them",
          places: strangers, advice: .logins))
    }
    return found
  }

  // MARK: A file

  /// Indexes and triggers by their words; of tables the columns, since a list of admitted words may
  /// have grown since the table was made.
  private static func inFile(_ db: any Connection) throws -> [String] {
    let (made, found) = (try SQLiteShape.ofANewStore(), try shape(db))
    return made.keys.filter { made[$0] != found[$0] }.sorted()
  }

  static func shape(_ db: any Connection) throws -> [String: String] {
    let guards = try db.rows(
      """
      SELECT name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL
        AND name NOT LIKE 'sqlite_%'
      """)
    let columns = try db.rows(
      """
      SELECT t.name || '.' || c.name AS name, c.type || c."notnull" || c.pk AS sql
        FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
      """)
    return try Dictionary(
      (guards + columns).map { row in
        let fields = Fields(row, of: "sqlite_schema")
        let words = try fields.text("sql").split(whereSeparator: \.isWhitespace)
        return (try fields.text("name"), words.joined(separator: " "))
      }, uniquingKeysWith: { $1 })
  }

  // MARK: A server

  private static func onServer(_ db: any Connection) throws -> [String] {
    let schema = PostgreSQLSettings.schema
    let unique = try names(
      """
      SELECT relname AS name FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
        WHERE relnamespace = to_regnamespace('\(schema)') AND indisunique AND indisvalid
      """, db)
    let triggers = try names(
      """
      SELECT tgname AS name FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE relnamespace = to_regnamespace('\(schema)') AND tgenabled <> 'D'
      """, db)
    let made =
      Schema.first(in: .postgresql)
      + Schema.steps(after: 0, in: .postgresql).flatMap(\.statements)
    let missing = Guards(made, "CREATE UNIQUE INDEX", "DROP INDEX").names.subtracting(unique)
      .union(Guards(made, "CREATE TRIGGER", "DROP TRIGGER").names.subtracting(triggers))
    let altered = try ServerGuards.altered(db)
    // What is altered is named with what it is; a name alone where no migration has kept it yet.
    return altered + missing.filter { name in !altered.contains { $0.hasSuffix(name) } }.sorted()
  }

  /// With a role of a live store and not on its staff list with it.
  private static func strangers(_ db: any Connection) throws -> [String] {
    guard try db.text("SELECT kind FROM meta") == StoreKind.live.rawValue else { return [] }
    let listed = try db.rows("SELECT id, roles FROM staff").reduce(
      into: [String: Set<StaffRole>]()
    ) { found, row in
      let fields = Fields(row, of: "staff")
      found[try fields.text("id")] = Set(try fields.optionalJSON("roles") as [StaffRole]? ?? [])
    }
    guard !listed.isEmpty else { return [] }
    return try StoreRoles.ofDatabase(db).people(db)
      .filter { !$0.value.isSubset(of: listed[$0.key, default: []]) }.keys.sorted()
  }

  private static func names(_ query: String, _ db: any Connection) throws -> Set<String> {
    Set(try db.rows(query).map { try Fields($0, of: "pg_class").text("name") })
  }
}

/// The names that stand after all statements have been run.
private struct Guards {
  private(set) var names: Set<String> = []

  init(_ statements: [String], _ make: String, _ drop: String) {
    for statement in statements {
      let words = statement.split(whereSeparator: \.isWhitespace).map(String.init)
      if let name = Self.name(words, after: make) { names.insert(name) }
      if let name = Self.name(words, after: drop) { names.remove(name) }
    }
  }

  private static func name(_ words: [String], after verb: String) -> String? {
    let verb = verb.split(separator: " ").map(String.init)
    guard words.starts(with: verb) else { return nil }
    let rest = words.dropFirst(verb.count).drop { ["IF", "NOT", "EXISTS"].contains($0) }
    return rest.first.map { $0.trimmingSuffix(";") }
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
