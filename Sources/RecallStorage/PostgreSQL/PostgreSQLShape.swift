import RecallDomain

/// The shape of the store in its schema `recall`: `shape.version` says which version it has. Only
/// whoever may act as the owner makes it grow (`recall store migrate`); a console never does.
enum PostgreSQLShape {
  /// What a migration did; the same version twice when there was nothing to do.
  typealias Growth = (from: Int, to: Int)

  /// Throws unless the database holds a store of just this program's version.
  static func recognise(
    _ db: any Connection
  ) throws -> (kind: StoreKind, trailKey: String?) {
    let row: SQLRow?
    do {
      row = try db.row(
        "SELECT version, meta.* FROM \(schema).shape AS shape CROSS JOIN \(schema).meta AS meta")
    } catch let failure as ServerFailure where failure.saysThereIsNoTable {
      throw StoreFailure.olderSchema(found: 0, known: Schema.known)
    }
    guard let row else { throw DamagedRow(place: "shape") }
    let fields = Fields(row, of: "shape")
    try judge(try fields.int("version"))
    return (try fields.word("kind"), try fields.optionalText("audit_key"))
  }

  /// Asked in each transaction that writes: whoever owns the store may have brought it forward with a
  /// newer program, and this one knows nothing of what its rows mean since.
  /// The server itself refuses the whole transaction, which may end on the same way.
  static let insistence =
    "SELECT 1 / CAST(version = \(Schema.known) AS integer) AS todays FROM shape"
  /// Division by zero.
  static let refusal = "22012"

  static func judge(_ answer: [SQLRow]) throws {
    guard let row = answer.first else { throw DamagedRow(place: "shape") }
    try judge(try Fields(row, of: "shape").int("version"))
  }

  private static func judge(_ found: Int) throws {
    guard found == Schema.known else { throw StoreFailure(found: found) }
  }

  /// Makes the store, or brings it forward, with its roles and rights: all of it or nothing, and
  /// never by two at once. What guards it is as in a new one afterwards; what it does not know it leaves
  /// as it is.
  ///
  /// - Parameters:
  ///   - kind: of a store that is made now; one that is there keeps its own.
  ///   - onlyNew: a store that is there is refused.
  ///   - onlyOfKind: a store that is there and has another kind is refused.
  ///   - key: what the trail is chained with from now on, where it is not yet.
  ///   - fill: brings the rows of a backup.
  @discardableResult
  static func migrate(
    _ connection: PostgreSQLConnection, kind: StoreKind, onlyNew: Bool = false,
    onlyOfKind: Bool = false, chainedWith key: (() throws -> AuditKey?)? = nil,
    filledBy fill: ((PostgreSQLConnection) throws -> Void)? = nil
  ) throws(StoreFailure) -> Growth {
    try connection.transaction("migrate") { db in
      try connection.withoutLimits {
        try connection.script("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '60s'")
        _ = try db.row("SELECT pg_advisory_xact_lock(?)", [migrations])
        let found = try version(db)
        guard found <= Schema.known else {
          throw StoreFailure.newerSchema(found: found, known: Schema.known)
        }
        guard found == 0 || !onlyNew else {
          throw StoreFailure.refused(constraint: "a store stands in this database already")
        }
        if onlyOfKind, found > 0,
          try db.text("SELECT kind FROM \(schema).meta") != kind.rawValue
        {
          throw StoreFailure.refused(constraint: "a store of another kind stands here")
        }
        let roles = try StoreRoles.ofDatabase(db)
        try roles.make(connection)
        try connection.script("SET LOCAL ROLE \(roles.quotedOwner)")
        try grow(connection, from: found, kind: kind)
        try chain(connection, key)
        try fill?(connection)
        try connection.script("RESET ROLE")
        try Grants(connection: connection, roles: roles).give()
        try connection.script("SET LOCAL ROLE \(roles.quotedOwner)")
        try ServerGuards.keep(connection)
        try connection.script("RESET ROLE")
        return (found, Schema.known)
      }
    }
  }

  /// In the transaction that makes the store or brings it forward: nobody works in it before.
  private static func chain(
    _ db: PostgreSQLConnection, _ key: (() throws -> AuditKey?)?
  ) throws {
    guard let key, try db.text("SELECT audit_key FROM meta") == nil, let key = try key() else {
      return
    }
    try db.run("UPDATE meta SET audit_key = ?", [key.fingerprint])
  }

  /// New rows get numbers that no row has: a table that was made anew with its rows counts from 1.
  static func countOn(_ server: PostgreSQLConnection) throws {
    let counters = try server.rows(
      """
      SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = ? AND is_identity = 'YES'
      """, [PostgreSQLSettings.schema])
    for row in counters {
      let fields = Fields(row, of: "columns")
      let (table, column) = (try fields.text("table_name"), try fields.text("column_name"))
      try server.script(
        """
        SELECT setval(pg_get_serial_sequence('\(PostgreSQLSettings.schema).\(table)', '\(column)'),
          GREATEST((SELECT max(\(SQLName.quoted(column))) FROM \(SQLName.quoted(table))), 1))
        """)
    }
  }

  private static func version(_ db: any Connection) throws -> Int {
    guard
      try db.int("SELECT count(*) FROM pg_namespace WHERE nspname = ?", [schema]) == 1,
      try db.int("SELECT count(*) FROM pg_class WHERE oid = to_regclass(?)", ["\(schema).shape"])
        == 1
    else { return 0 }
    return try db.int("SELECT version FROM \(schema).shape") ?? 0
  }

  private static func grow(
    _ connection: PostgreSQLConnection, from found: Int, kind: StoreKind
  ) throws {
    if found == 0 {
      let table = "CREATE TABLE shape (version bigint NOT NULL)"
      for statement in [table] + Schema.words + Schema.first(in: .postgresql) {
        try connection.script(statement)
      }
      try connection.run("INSERT INTO shape (version) VALUES (1)")
      try connection.run("INSERT INTO meta (\"only\", kind) VALUES (1, ?)", [kind.rawValue])
    }
    for step in Schema.steps(after: max(found, 1), in: .postgresql) {
      for statement in step.statements { try connection.script(statement) }
      try connection.run("UPDATE shape SET version = ?", [step.version])
    }
    if found > 0 { try GuardMending(connection: connection).mend() }
    try pinTriggers(connection)
    if found > 0, found < Schema.known { try countOn(connection) }
  }

  /// Triggers find their tables whatever the search path of the session: also for an administrator
  /// with `psql`.
  private static func pinTriggers(_ connection: PostgreSQLConnection) throws {
    let names = try connection.rows(
      """
      SELECT proname FROM pg_proc WHERE pronamespace = to_regnamespace(?)
        AND prorettype = 'trigger'::regtype AND proconfig IS NULL
      """, [schema])
    for case .text(let name) in names.map(\.first) {
      try connection.script(
        "ALTER FUNCTION \(SQLName.quoted(name))() SET search_path = \(schema), pg_temp")
    }
  }

  private static let schema = PostgreSQLSettings.schema
  /// Advisory lock: `recall` in ASCII.
  private static let migrations = 0x7265_6361_6C6C
}

extension ServerFailure {
  /// Neither the table nor perhaps its schema is there.
  fileprivate var saysThereIsNoTable: Bool { state == "42P01" || state == "3F000" }
}

/// Names of roles and tables, safe inside a statement: they cannot be bound.
enum SQLName {
  static func quoted(_ name: String) -> String {
    // By scalar, as the server reads it: a quote under an accent is a quote.
    let doubled = name.unicodeScalars.map { scalar in
      scalar == "\"" ? "\"\"" : scalar == "\0" ? "" : String(scalar)
    }
    return "\"\(doubled.joined())\""
  }
}
