import GRDB
import RecallDomain

/// The shape of the store, by version. `PRAGMA application_id` says that a file is a store of
/// `recall`, `PRAGMA user_version` which shape it has.
enum Schema {
  /// `rcll`
  static let application = 0x7263_6C6C
  /// The newest version this program knows.
  static let known = 2

  /// The first shape, then every step since: a new store and one that grew are alike.
  static func create(_ db: Database, kind: StoreKind) throws {
    for statement in tablesOfPeople + tablesOfCalls + tablesOfTheHouse + triggers {
      try db.execute(sql: statement)
    }
    try db.execute(sql: "INSERT INTO meta (only, kind) VALUES (1, ?)", arguments: [kind.rawValue])
    try db.execute(sql: "PRAGMA application_id = \(application)")
    try db.execute(sql: "PRAGMA user_version = 1")
    try grow(db)
  }

  /// Brings a store of an earlier program to the newest shape, in the caller's transaction.
  static func grow(_ db: Database) throws {
    let found = try db.int("PRAGMA user_version") ?? 0
    for step in steps where step.version > found {
      for statement in step.statements { try db.execute(sql: statement) }
      try db.execute(sql: "PRAGMA user_version = \(step.version)")
    }
  }

  /// The store has a shape of an earlier program.
  static func isOld(_ db: Database) throws -> Bool {
    try db.int("PRAGMA user_version") ?? 0 < known
  }

  /// What was added to the first shape, by the version that it makes.
  private static let steps: [(version: Int, statements: [String])] = [
    (2, stepOfApprovals)
  ]

  /// Throws unless the file is a store whose version this program knows.
  static func recognise(_ db: Database) throws {
    guard try db.int("PRAGMA application_id") == application else {
      throw StoreFailure.damaged("the file is no store")
    }
    let found = try db.int("PRAGMA user_version") ?? 0
    guard found <= known else { throw StoreFailure.newerSchema(found: found, known: known) }
  }

  /// A CHECK over a closed list of the domain.
  static func oneOf<Word: CaseIterable & RawRepresentable<String>>(
    _ column: String, _ words: Word.Type
  ) -> String {
    "\(column) IN (\(words.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")))"
  }

  /// A CHECK that outcome and detail belong together, or are both absent.
  static func ending(_ outcome: String, _ detail: String) -> String {
    let pairs = Outcome.allCases.flatMap { outcome in
      outcome.details.map { "'\(outcome.rawValue)/\($0.rawValue)'" }
    }
    return """
      (\(outcome) IS NULL) = (\(detail) IS NULL) AND
        (\(outcome) IS NULL OR \(outcome) || '/' || \(detail) IN (\(pairs.joined(separator: ", "))))
      """
  }
}
