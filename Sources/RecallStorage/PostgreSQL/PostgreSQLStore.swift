package import Foundation
package import RecallDomain

/// The store that a whole team shares: one schema of one PostgreSQL database. Acts are those of
/// `Acts/`, each one transaction; the constraints stand in the schema; who may do what stands in
/// its grants. Not for several threads at once: each has a store of its own.
package final class PostgreSQLStore: SharedActs {
  package let kind: StoreKind
  package let classes: HoursClasses
  package var relookFrom = ""
  package var searchDepth = 1
  let connection: PostgreSQLConnection
  package var chain: AuditChain? {
    get { connection.chain }
    set { connection.chain = newValue }
  }

  package var patience: TimeInterval? {
    get { connection.patience }
    set { connection.patience = newValue }
  }
  package func lookAgain() { connection.lookAgain() }
  package var isServed: Bool { true }
  package var serverClock: (@Sendable () -> Date?)? {
    let clock = connection.clock
    return { clock.now() }
  }
  /// Who works here, as the server knows them.
  package var user: String { connection.user }

  package let trailKey: String?

  private init(
    _ connection: PostgreSQLConnection, _ found: (kind: StoreKind, trailKey: String?),
    classes: HoursClasses
  ) {
    self.connection = connection
    (kind, trailKey) = found
    self.classes = classes
  }

  package static func open(
    _ address: PostgreSQLAddress, classes: HoursClasses = .none
  ) throws(StoreFailure) -> PostgreSQLStore {
    let connection = PostgreSQLConnection(address)
    let found = try connection.transaction("open", reading: true) { db in
      try PostgreSQLShape.recognise(db)
    }
    connection.isOpened = true
    return PostgreSQLStore(connection, found, classes: classes)
  }

  /// Makes the store in a database that has none, and brings one of an earlier program forward.
  /// Needs the rights of the database's owner and CREATEROLE, or those of the store's owner.
  ///
  /// - Parameters:
  ///   - kind: of a store that is made now.
  ///   - onlyOfKind: a store that is there and has another kind is refused, and left as it is.
  ///   - key: asked for when the trail is not chained yet.
  /// - Returns: the versions before and after; 0 before is a store made now.
  @discardableResult
  package static func migrate(
    _ address: PostgreSQLAddress, kind: StoreKind = .live, onlyOfKind: Bool = false,
    chainedWith key: (() throws -> AuditKey?)? = nil
  ) throws(StoreFailure) -> (from: Int, to: Int) {
    try PostgreSQLShape.migrate(
      PostgreSQLConnection(address), kind: kind, onlyOfKind: onlyOfKind, chainedWith: key)
  }

  /// A new store; refused where one is.
  package static func create(
    _ address: PostgreSQLAddress, kind: StoreKind,
    classes: HoursClasses = .none, chainedWith key: (() throws -> AuditKey?)? = nil
  ) throws(StoreFailure) -> PostgreSQLStore {
    try PostgreSQLShape.migrate(
      PostgreSQLConnection(address), kind: kind, onlyNew: true, chainedWith: key)
    return try open(address, classes: classes)
  }

  // MARK: Transactions

  package func write<Result>(
    _ act: String, _ body: (any Connection) throws -> Result
  ) throws(StoreFailure) -> Result {
    // A search goes on from one transaction to the next, and is begun anew as a whole.
    try connection.transaction(act, once: act == "claimNext", body)
  }

  package func read<Result>(
    _ act: String, _ body: (any Connection) throws -> Result
  ) throws(StoreFailure) -> Result {
    guard Self.readsAll.contains(act) else {
      return try connection.transaction(act, reading: true, body)
    }
    return try connection.transaction(act, reading: true) { db in
      try connection.withoutLimits {
        try connection.script("SET LOCAL statement_timeout = 0; SET LOCAL enable_seqscan = on")
        return try body(db)
      }
    }
  }

  /// Acts that look at every row of the store, and that nobody waits for.
  private static let readsAll: Set<String> = ["check", "measure", "trail"]

  /// Lets the session go; the next act opens another.
  package func leave() { connection.close() }

  /// Another key, from now on. As the store's owner.
  package static func changeKey(
    to key: AuditKey, at address: PostgreSQLAddress
  ) throws(StoreFailure) {
    let connection = PostgreSQLConnection(address)
    try connection.transaction("changeKey") { db in
      try connection.script("SET LOCAL ROLE \(StoreRoles.ofDatabase(db).quotedOwner)")
      try db.run("UPDATE meta SET audit_key = ?", [key.fingerprint])
    }
  }

  // MARK: People

  /// Lets a person in with these roles, and takes every other role back. Needs CREATEROLE.
  package static func admit(
    _ person: String, as wanted: Set<StaffRole>, at address: PostgreSQLAddress
  ) throws(StoreFailure) {
    let connection = PostgreSQLConnection(address)
    try connection.transaction("grant") { db in
      try StoreRoles.ofDatabase(db).admit(person, as: wanted, connection)
    }
  }

  /// A caller, or somebody who has every role that changes anything.
  package static func admit(
    _ person: String, asLead: Bool, at address: PostgreSQLAddress
  ) throws(StoreFailure) {
    let every = Set(StaffRole.allCases).subtracting([.auditor, .trainer])
    try admit(person, as: asLead ? every : [.caller], at: address)
  }

  /// Who is let in, by login, with the roles they have there.
  package static func people(
    at address: PostgreSQLAddress
  ) throws(StoreFailure) -> [String: Set<StaffRole>] {
    try PostgreSQLConnection(address).transaction("people", reading: true) { db in
      try StoreRoles.ofDatabase(db).people(db)
    }
  }

  /// Whoever owns the store stands above its rules, and may work under any name.
  package func isOwner() throws(StoreFailure) -> Bool {
    try read("isOwner") { db in
      try db.int(
        """
        SELECT CAST(pg_has_role(session_user, nspowner, 'MEMBER') AS integer) FROM pg_namespace
          WHERE nspname = ?
        """, [PostgreSQLSettings.schema]) == 1
    }
  }

  /// What the server lets the login of this session do, by roles.
  package func rolesGiven() throws(StoreFailure) -> Set<StaffRole> {
    try read("rolesGiven") { db in try StoreRoles.ofDatabase(db).held(by: user, db) }
  }

  package static func dismiss(
    _ person: String, at address: PostgreSQLAddress
  ) throws(StoreFailure) {
    let connection = PostgreSQLConnection(address)
    try connection.transaction("revoke") { db in
      try StoreRoles.ofDatabase(db).dismiss(person, connection)
    }
  }
}
