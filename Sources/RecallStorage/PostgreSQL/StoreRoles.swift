import RecallDomain

/// Roles that nobody logs in as: `…_owner` owns the schema and all that is in it; people get their
/// rights through one group for each role of the staff list, `…_caller` to `…_auditor`. They are named
/// after the database, since roles belong to the whole server and two clinics on it must not share
/// them.
struct StoreRoles: Equatable {
  let owner: String
  let database: String
  private let stem: String

  init(database: String, stem: String? = nil) {
    self.database = database
    self.stem = stem ?? database
    owner = self.stem + "_owner"
  }

  /// Of a store that is there: by who owns its schema, as a database may be renamed. Else by the
  /// name of the database.
  static func ofDatabase(_ db: any Connection) throws -> StoreRoles {
    guard let database = try db.text("SELECT current_database()") else {
      throw DamagedRow(place: "current_database")
    }
    let owner = try db.text(
      """
      SELECT rolname FROM pg_namespace JOIN pg_roles ON pg_roles.oid = nspowner WHERE nspname = ?
      """, [PostgreSQLSettings.schema])
    guard let owner else { return try free(in: database, db) }
    guard owner.hasSuffix("_owner") else { return StoreRoles(database: database) }
    return StoreRoles(database: database, stem: String(owner.dropLast("_owner".count)))
  }

  /// Of a store that is made now: the name of the database, unless people have it as the name of their
  /// login, or a store that has another name now.
  private static func free(in database: String, _ db: any Connection) throws -> StoreRoles {
    var stems = [database]
    stems += (2...99).map { "\(database)_\($0)" }
    for stem in stems {
      let roles = StoreRoles(database: database, stem: stem)
      if try !roles.areAnothers(db) { return roles }
    }
    throw StoreFailure.refused(constraint: "all names for the roles of this store are taken")
  }

  /// A role of these names logs in, or owns something in another database.
  private func areAnothers(_ db: any Connection) throws -> Bool {
    try db.exists(
      """
      SELECT 1 FROM pg_roles WHERE rolname \(Dialect.postgresql.among("?1")) AND rolcanlogin
      UNION ALL
      SELECT 1 FROM pg_shdepend JOIN pg_roles ON pg_roles.oid = refobjid
        WHERE rolname = ?2 AND deptype = 'o' AND dbid <> 0
          AND dbid <> (SELECT oid FROM pg_database WHERE datname = current_database())
      LIMIT 1
      """, [try bound([owner] + StaffRole.allCases.map(name)), owner])
  }

  func name(of role: StaffRole) -> String { "\(stem)_\(role.rawValue)" }

  func quoted(_ role: StaffRole) -> String { SQLName.quoted(name(of: role)) }
  var quotedOwner: String { SQLName.quoted(owner) }
  var quotedDatabase: String { SQLName.quoted(database) }
  /// All groups of people, with commas between them.
  var quotedGroups: String { StaffRole.allCases.map(quoted).joined(separator: ", ") }

  /// Makes what is not there yet, and the schema. Whoever does is a member of the owner, so that
  /// they can make the store grow later.
  func make(_ connection: PostgreSQLConnection) throws {
    let isThere = try connection.exists(
      "SELECT 1 FROM pg_namespace WHERE nspname = ?", [PostgreSQLSettings.schema])
    for role in [owner] + StaffRole.allCases.map(name) {
      if try Self.isThere(role, connection) {
        if !isThere { try letGo(of: role, connection) }
        continue
      }
      let members = role == owner ? " ROLE CURRENT_USER" : ""
      try connection.script("CREATE ROLE \(SQLName.quoted(role)) NOLOGIN\(members)")
    }
    // Left from an earlier database of this name.
    let isMember = try connection.int(
      "SELECT CAST(pg_has_role(current_user, rolname, 'MEMBER') AS integer) FROM pg_roles "
        + "WHERE rolname = ?", [owner])
    if isMember == 0 { try connection.script("GRANT \(quotedOwner) TO CURRENT_USER") }
    // Of an earlier program: a lead was a caller too, whatever the staff list said.
    let (caller, lead) = (name(of: .caller), name(of: .lead))
    if try members(of: caller, connection).contains(lead) {
      try connection.script("REVOKE \(quoted(.caller)) FROM \(quoted(.lead))")
    }
    try letOwnerTakeBack(connection)
    if !isThere {
      let schema = PostgreSQLSettings.schema
      try connection.script("CREATE SCHEMA \(schema) AUTHORIZATION \(quotedOwner)")
    }
  }

  /// Roles outlive their database: who had rights in one that was dropped has none in the next one of
  /// its name.
  private func letGo(of role: String, _ connection: PostgreSQLConnection) throws {
    let me = try connection.text("SELECT current_user")
    for member in try allMembers(of: role, connection) where member != me {
      try connection.script("REVOKE \(SQLName.quoted(role)) FROM \(SQLName.quoted(member))")
    }
  }

  /// Whoever is taken off the staff list loses their roles in the same moment, whoever does it: the
  /// store's owner does, for whom a trigger acts (`RowRules`). Where whoever migrates may not give it
  /// that, people are let go by `recall store revoke`, as the program says.
  private func letOwnerTakeBack(_ connection: PostgreSQLConnection) throws {
    for role in StaffRole.allCases {
      let may = try connection.row(
        """
        SELECT (SELECT bool_or(m.admin_option) FROM pg_auth_members AS m
              JOIN pg_roles AS o ON o.oid = m.member
              WHERE m.roleid = g.oid AND o.rolname = ?) AS has,
            (u.rolsuper OR u.rolcreaterole
              OR pg_has_role(u.oid, g.oid, 'USAGE WITH ADMIN OPTION')) AS may
          FROM pg_roles AS g, pg_roles AS u WHERE g.rolname = ? AND u.rolname = current_user
        """, [owner, name(of: role)])
      guard let may else { continue }
      let fields = Fields(may, of: "pg_auth_members")
      if try fields.optionalFlag("has") ?? false { continue }
      guard try fields.optionalFlag("may") ?? false else { continue }
      try connection.script("GRANT \(quoted(role)) TO \(quotedOwner) WITH ADMIN OPTION")
    }
  }

  // MARK: People

  /// Lets a person in, as themselves and with just these roles: their login is made when there is
  /// none, without a password.
  func admit(
    _ person: String, as wanted: Set<StaffRole>, _ connection: PostgreSQLConnection
  ) throws {
    let name = SQLName.quoted(person)
    if try !Self.isThere(person, connection) { try connection.script("CREATE ROLE \(name) LOGIN") }
    // A group among the people would give its rights to all that are in it.
    let logsIn = "SELECT 1 FROM pg_roles WHERE rolname = ? AND rolcanlogin"
    guard try wanted.isEmpty || connection.exists(logsIn, [person]) else {
      throw StoreFailure.refused(constraint: "a role of the server has this name and is no login")
    }
    let had = try held(by: person, connection)
    for role in StaffRole.allCases where had.contains(role) != wanted.contains(role) {
      if wanted.contains(role) {
        try give("GRANT \(quoted(role)) TO \(name)", role, connection)
        continue
      }
      let act = "REVOKE \(quoted(role)) FROM \(name)"
      try connection.script(act)
      // Since version 16 of the server nobody takes back what another gave.
      if try held(by: person, connection).contains(role) { try give(act, role, connection) }
    }
  }

  /// As the store's owner where it may, so that the owner can take it back.
  private func give(
    _ act: String, _ role: StaffRole, _ connection: PostgreSQLConnection
  ) throws {
    let mayAct = try connection.exists(
      """
      SELECT 1 FROM pg_roles AS o JOIN pg_auth_members AS m ON m.member = o.oid AND m.admin_option
          JOIN pg_roles AS g ON g.oid = m.roleid
        WHERE o.rolname = ? AND g.rolname = ? AND pg_has_role(current_user, o.oid, 'MEMBER')
      """, [owner, name(of: role)])
    guard mayAct else { return try connection.script(act) }
    try connection.script("SET LOCAL ROLE \(quotedOwner); \(act); RESET ROLE")
  }

  /// Takes every right in this store back. The login stays: it may serve other databases.
  func dismiss(_ person: String, _ connection: PostgreSQLConnection) throws {
    guard try Self.isThere(person, connection) else { throw StoreFailure.notFound }
    try admit(person, as: [], connection)
  }

  /// The roles of a person's login.
  func held(by person: String, _ db: any Connection) throws -> Set<StaffRole> {
    Set(try StaffRole.allCases.filter { try members(of: name(of: $0), db).contains(person) })
  }

  /// Everybody who logs in with a role of this store.
  func people(_ db: any Connection) throws -> [String: Set<StaffRole>] {
    var people: [String: Set<StaffRole>] = [:]
    for role in StaffRole.allCases {
      for person in try members(of: name(of: role), db) where person != name(of: .lead) {
        people[person, default: []].insert(role)
      }
    }
    return people
  }

  /// The store's owner is a member so that it can take others out.
  private func members(of group: String, _ db: any Connection) throws -> [String] {
    try allMembers(of: group, db).filter { $0 != owner }
  }

  private func allMembers(of group: String, _ db: any Connection) throws -> [String] {
    try db.rows(
      """
      SELECT m.rolname FROM pg_auth_members a JOIN pg_roles g ON g.oid = a.roleid
        JOIN pg_roles m ON m.oid = a.member WHERE g.rolname = ? ORDER BY m.rolname
      """, [group]
    ).map { try Fields($0, of: "pg_auth_members").text("rolname") }
  }

  static func isThere(_ role: String, _ db: any Connection) throws -> Bool {
    try db.exists("SELECT 1 FROM pg_roles WHERE rolname = ?", [role])
  }
}
