import RecallDomain

/// Three roles that nobody logs in as: `…_owner` owns the schema and all that is in it, people get
/// their rights through `…_caller` and `…_lead`. They are named after the database, since roles
/// belong to the whole server and two clinics on it must not share them.
struct StoreRoles: Equatable {
  let owner: String
  let caller: String
  let lead: String
  let database: String

  init(database: String, stem: String? = nil) {
    self.database = database
    let stem = stem ?? database
    (owner, caller, lead) = (stem + "_owner", stem + "_caller", stem + "_lead")
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
    guard let owner, owner.hasSuffix("_owner") else { return StoreRoles(database: database) }
    return StoreRoles(database: database, stem: String(owner.dropLast("_owner".count)))
  }

  var quotedOwner: String { SQLName.quoted(owner) }
  var quotedCaller: String { SQLName.quoted(caller) }
  var quotedLead: String { SQLName.quoted(lead) }
  var quotedDatabase: String { SQLName.quoted(database) }

  /// Makes what is not there yet, and the schema. Whoever does is a member of the owner, so that
  /// they can make the store grow later.
  func make(_ connection: PostgreSQLConnection) throws {
    for role in [owner, caller, lead] {
      if try Self.isThere(role, connection) { continue }
      let members = role == owner ? " ROLE CURRENT_USER" : ""
      try connection.script("CREATE ROLE \(SQLName.quoted(role)) NOLOGIN\(members)")
    }
    // Left from an earlier database of this name.
    let isMember = try connection.int(
      "SELECT CAST(pg_has_role(current_user, rolname, 'MEMBER') AS integer) FROM pg_roles "
        + "WHERE rolname = ?", [owner])
    if isMember == 0 { try connection.script("GRANT \(quotedOwner) TO CURRENT_USER") }
    let isThere = try connection.exists(
      "SELECT 1 FROM pg_namespace WHERE nspname = ?", [PostgreSQLSettings.schema])
    if !isThere {
      let schema = PostgreSQLSettings.schema
      try connection.script(
        """
        GRANT \(quotedCaller) TO \(quotedLead);
        CREATE SCHEMA \(schema) AUTHORIZATION \(quotedOwner)
        """)
    }
  }

  /// Lets a person in, as themselves: their login is made when there is none, without a password.
  func admit(_ person: String, asLead: Bool, _ connection: PostgreSQLConnection) throws {
    let name = SQLName.quoted(person)
    if try !Self.isThere(person, connection) { try connection.script("CREATE ROLE \(name) LOGIN") }
    try connection.script("GRANT \(asLead ? quotedLead : quotedCaller) TO \(name)")
    if !asLead { try connection.script("REVOKE \(quotedLead) FROM \(name)") }
  }

  /// Takes every right in this store back. The login stays: it may serve other databases.
  func dismiss(_ person: String, _ connection: PostgreSQLConnection) throws {
    guard try Self.isThere(person, connection) else { throw StoreFailure.notFound }
    let name = SQLName.quoted(person)
    try connection.script("REVOKE \(quotedCaller), \(quotedLead) FROM \(name)")
  }

  private static func isThere(_ role: String, _ db: any Connection) throws -> Bool {
    try db.exists("SELECT 1 FROM pg_roles WHERE rolname = ?", [role])
  }
}
