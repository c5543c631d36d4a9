import RecallDomain

/// The shape of a store on PostgreSQL: the schema `recall`, and in its table `shape` the version.
/// Whoever owns the schema makes it and lets it grow; callers only look.
enum PostgreSQLShape {
  /// A new store, in one transaction. The schema may stand already, as long as it is empty.
  static func create(_ connection: PostgreSQLConnection, kind: StoreKind) throws(StoreFailure) {
    try connection.transaction("create") { db in
      guard try version(db) == nil else {
        throw StoreFailure.refused(constraint: "a store stands here already")
      }
      let schema = PostgreSQLSettings.schema
      for statement in ["CREATE SCHEMA IF NOT EXISTS \(schema)"] + Schema.words {
        try connection.script(statement)
      }
      for statement in Schema.first(in: .postgresql) { try connection.script(statement) }
      try connection.script("CREATE TABLE shape (version bigint NOT NULL)")
      try db.run("INSERT INTO shape (version) VALUES (?)", [1])
      try db.run("INSERT INTO meta (\"only\", kind) VALUES (1, ?)", [kind.rawValue])
      try grow(connection, db, from: 1)
    }
  }

  /// Brings the store to the newest shape, all steps or none; answers the version it had.
  @discardableResult
  static func migrate(_ connection: PostgreSQLConnection) throws(StoreFailure) -> Int {
    try connection.transaction("migrate") { db in
      let found = try recognised(db)
      try db.run("LOCK TABLE shape IN ACCESS EXCLUSIVE MODE")
      try grow(connection, db, from: try version(db) ?? found)
      return found
    }
  }

  private static func grow(
    _ connection: PostgreSQLConnection, _ db: any Connection, from found: Int
  ) throws {
    for step in Schema.steps(after: found, in: .postgresql) {
      for statement in step.statements { try connection.script(statement) }
      try db.run("UPDATE shape SET version = ?", [step.version])
    }
  }

  /// Throws unless this is a store whose version this program knows and needs not change.
  static func recognise(_ db: any Connection) throws {
    let found = try recognised(db)
    guard found == Schema.known else {
      throw StoreFailure.olderSchema(found: found, known: Schema.known)
    }
  }

  private static func recognised(_ db: any Connection) throws -> Int {
    guard let found = try version(db) else {
      throw StoreFailure.unreachable("the database holds no store")
    }
    guard found <= Schema.known else {
      throw StoreFailure.newerSchema(found: found, known: Schema.known)
    }
    return found
  }

  /// `nil`: no store stands here.
  static func version(_ db: any Connection) throws -> Int? {
    let stands = try db.exists(
      "SELECT 1 FROM pg_tables WHERE schemaname = ? AND tablename = 'shape'",
      [PostgreSQLSettings.schema])
    return stands ? try db.int("SELECT version FROM shape") : nil
  }
}
