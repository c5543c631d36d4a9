package import RecallDomain

/// The store that many consoles share: a schema on a PostgreSQL server.
///
/// Each act of `RecallStore` is one method in `Acts/`, one transaction; its rows are kept from
/// others by the locks it names (`Locks`), its rules by the constraints of the schema. A session
/// that was lost is made anew at the next act; an act that failed on the way is repeated by whoever
/// asked for it. Not for several threads at once.
package final class PostgreSQLStore: SharedActs {
  package let kind: StoreKind
  let connection: PostgreSQLConnection
  package let hoursClass: (Patient) -> String?
  package var relookFrom = ""

  private init(
    _ connection: PostgreSQLConnection, hoursClass: @escaping (Patient) -> String?
  ) throws(StoreFailure) {
    self.connection = connection
    self.hoursClass = hoursClass
    kind = try connection.transaction("open", reading: true) { db in
      try PostgreSQLShape.recognise(db)
      let name = try db.text("SELECT kind FROM meta")
      guard let name, let kind = StoreKind(rawValue: name) else { throw DamagedRow(place: "meta") }
      return kind
    }
  }

  /// Makes a new store; the database user owns it. The kind is fixed for ever.
  package static func create(
    _ address: PostgreSQLAddress, kind: StoreKind,
    hoursClass: @escaping (Patient) -> String? = { _ in nil }
  ) throws(StoreFailure) -> PostgreSQLStore {
    let connection = PostgreSQLConnection(address)
    try PostgreSQLShape.create(connection, kind: kind)
    return try PostgreSQLStore(connection, hoursClass: hoursClass)
  }

  /// Opens a store of the shape this program knows; an older one is first to be migrated by its
  /// owner.
  package static func open(
    _ address: PostgreSQLAddress, hoursClass: @escaping (Patient) -> String? = { _ in nil }
  ) throws(StoreFailure) -> PostgreSQLStore {
    try PostgreSQLStore(PostgreSQLConnection(address), hoursClass: hoursClass)
  }

  package func write<Result>(
    _ act: String, _ body: (any Connection) throws -> Result
  ) throws(StoreFailure) -> Result {
    try connection.transaction(act, body)
  }

  package func read<Result>(
    _ act: String, _ body: (any Connection) throws -> Result
  ) throws(StoreFailure) -> Result {
    try connection.transaction(act, reading: true, body)
  }

  /// Lets the session go; the next act opens another.
  package func leave() { connection.close() }

  package func describe() throws(StoreFailure) -> [(name: String, value: String)] {
    try read("describe") { db in
      let facts = [
        ("engine", "SELECT 'PostgreSQL ' || current_setting('server_version')"),
        ("database", "SELECT current_database()"), ("user", "SELECT current_user"),
        ("durability", "SELECT 'synchronous_commit ' || current_setting('synchronous_commit')"),
        ("fsync", "SELECT current_setting('fsync')"),
      ]
      return try facts.map { (name: $0.0, value: try db.text($0.1) ?? "") }
        + [("kind", kind.rawValue), ("schema", "\(Schema.known)")]
    }
  }
}
