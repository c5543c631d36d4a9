import RecallDomain
import RecallTestSupport
import Testing

@testable import RecallStorage

@Suite(
  "the shape of a PostgreSQL store",
  .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
struct MigrationTests {
  @Test("a store of the first shape grows into what a new one is, with the same rights")
  func grows() throws {
    let cluster = try Cluster.shared()
    let (old, new) = (try cluster.makeDatabase(), try cluster.makeDatabase())
    defer { [old, new].forEach(cluster.drop) }
    try makeFirstShape(in: old)
    let growth = try PostgreSQLStore.migrate(PostgreSQLAddress(cluster.url(old)))
    #expect(growth.from == 1 && growth.to == Schema.known)
    try PostgreSQLStore.migrate(PostgreSQLAddress(cluster.url(new)))
    for query in Self.shape {
      let (grown, made) = (try cluster.run(query, in: old), try cluster.run(query, in: new))
      #expect(plain(grown, old) == plain(made, new))
    }
  }

  @Test("a practice store is made beside, and no other store is taken for one")
  func practice() throws {
    let cluster = try Cluster.shared()
    let (live, practice) = (try cluster.makeDatabase(), try cluster.makeDatabase())
    defer { [live, practice].forEach(cluster.drop) }
    try makeFirstShape(in: live)
    let refused = StoreFailure.refused(constraint: "a store of another kind stands here")
    #expect(throws: refused) {
      try PostgreSQLStore.migrate(
        PostgreSQLAddress(cluster.url(live)), kind: .practice, onlyOfKind: true)
    }
    #expect(try cluster.run("SELECT version FROM recall.shape", in: live) == [["1"]])
    let address = try PostgreSQLAddress(cluster.url(practice))
    for found in [0, Schema.known] {
      let growth = try PostgreSQLStore.migrate(address, kind: .practice, onlyOfKind: true)
      #expect(growth.from == found && growth.to == Schema.known)
    }
    #expect(try PostgreSQLStore.open(address).kind == .practice)
  }

  @Test("a migration that fails leaves the store as it was")
  func fails() throws {
    let cluster = try Cluster.shared()
    let database = try cluster.makeDatabase()
    defer { cluster.drop(database) }
    try makeFirstShape(in: database)
    // A table that a step is about to make stands in its way.
    try cluster.run("CREATE TABLE recall.known_edition (n bigint)", in: database)
    #expect(throws: StoreFailure.self) {
      try PostgreSQLStore.migrate(PostgreSQLAddress(cluster.url(database)))
    }
    #expect(try cluster.run("SELECT version FROM recall.shape", in: database) == [["1"]])
  }

  /// As the first program that knew PostgreSQL would have made it.
  private func makeFirstShape(in database: String) throws {
    let cluster = try Cluster.shared()
    try cluster.run("CREATE ROLE \(database)_owner")
    let session = try PlainSession(cluster.url(database))
    try session.run("CREATE SCHEMA recall AUTHORIZATION \(database)_owner")
    try session.run("SET ROLE \(database)_owner")
    try session.run("SET search_path = recall")
    try session.run("CREATE TABLE shape (version bigint NOT NULL)")
    for statement in Schema.words + Schema.first(in: .postgresql) { try session.run(statement) }
    try session.run("INSERT INTO shape (version) VALUES (1)")
    try session.run("INSERT INTO meta (\"only\", kind) VALUES (1, 'live')")
  }

  private static let shape = [
    """
    SELECT table_name, column_name, data_type, is_nullable, column_default
      FROM information_schema.columns WHERE table_schema = 'recall' ORDER BY 1, 2
    """,
    "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'recall' ORDER BY 1, 2",
    """
    SELECT event_object_table, trigger_name, event_manipulation, action_statement
      FROM information_schema.triggers WHERE trigger_schema = 'recall' ORDER BY 1, 2, 3
    """,
    """
    SELECT table_name, grantee, privilege_type FROM information_schema.role_table_grants
      WHERE table_schema = 'recall' AND grantee NOT IN ('postgres') ORDER BY 1, 2, 3
    """,
  ]

  /// Roles are named after their database.
  private func plain(_ rows: [[String?]], _ database: String) -> [[String?]] {
    rows.map { row in row.map { $0?.replacing("\(database)_", with: "") } }
  }
}
