import GRDB
import RecallDomain

/// The shape of a file: `PRAGMA application_id` says that it is a store of `recall`,
/// `PRAGMA user_version` which version it has.
enum SQLiteShape {
  /// `rcll`
  static let application = 0x7263_6C6C

  static func create(_ db: Database, kind: StoreKind) throws {
    for statement in Schema.first(in: .sqlite) { try run(statement, db) }
    try db.execute(
      sql: "INSERT INTO meta (\"only\", kind) VALUES (1, ?)", arguments: [kind.rawValue])
    try db.execute(sql: "PRAGMA application_id = \(application)")
    try db.execute(sql: "PRAGMA user_version = 1")
    try grow(db)
  }

  /// What a new store is made of (`SchemaCondition.shape`).
  static func ofANewStore() throws -> [String: String] {
    try DatabaseQueue().write { db in
      try create(db, kind: .live)
      return try SchemaCondition.shape(SQLiteConnection(db))
    }
  }

  /// Brings a store of an earlier program to the newest shape, in the caller's transaction.
  static func grow(_ db: Database) throws {
    for step in Schema.steps(after: try version(db), in: .sqlite) {
      for statement in step.statements { try run(statement, db) }
      try db.execute(sql: "PRAGMA user_version = \(step.version)")
    }
  }

  private static func run(_ statement: String, _ db: Database) throws {
    try db.execute(sql: statement)
    KillWatch.ran(statement)
  }

  /// The store has a shape of an earlier program.
  static func isOld(_ db: Database) throws -> Bool { try version(db) < Schema.known }

  /// Throws unless the file is a store whose version this program knows.
  static func recognise(_ db: Database) throws {
    guard try Int.fetchOne(db, sql: "PRAGMA application_id") == application else {
      throw StoreFailure.damaged("the file is no store")
    }
    let found = try version(db)
    guard found <= Schema.known else {
      throw StoreFailure.newerSchema(found: found, known: Schema.known)
    }
  }

  /// In each transaction that writes: a newer program may have brought the store forward while this one
  /// had it open, and knows nothing of what its rows mean since.
  static func expectTodays(_ db: Database) throws {
    let found = try Int.fetchOne(db.cachedStatement(sql: "PRAGMA user_version")) ?? 0
    guard found != Schema.known else { return }
    // A file that was written over has another number there too.
    try recognise(db)
    throw StoreFailure(found: found)
  }

  private static func version(_ db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
  }
}

extension StoreFailure {
  /// Of a store that has another version than this program knows.
  init(found: Int) {
    let known = Schema.known
    self =
      found > known
      ? .newerSchema(found: found, known: known) : .olderSchema(found: found, known: known)
  }
}
