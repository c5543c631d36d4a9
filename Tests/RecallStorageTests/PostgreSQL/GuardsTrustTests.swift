import RecallDomain
import RecallTestSupport
import Testing

@testable import RecallStorage

/// Whatever somebody with the owner's rights has taken from a store's guards is named by a check, and is
/// there again after a migration.
@Suite(
  "guards of a store on a server",
  .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
struct GuardsTrustTests {
  private static let broken = [
    "DROP TRIGGER audit_no_update ON audit", "ALTER TABLE audit DISABLE TRIGGER audit_no_update",
    "DROP TRIGGER item_is_its_teams ON queue_item", "DROP INDEX claim_patient",
    "DROP INDEX claim_number; CREATE INDEX claim_number ON claim (number)", "DROP INDEX note_ended",
    """
    CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN RETURN new; END'
    """,
    """
    CREATE OR REPLACE FUNCTION is_in_hand(of_call text) RETURNS boolean LANGUAGE sql AS
      'SELECT true'
    """,
    "DROP POLICY added ON claim", "CREATE POLICY mine ON claim USING (true)",
    "ALTER TABLE staff DISABLE ROW LEVEL SECURITY", "GRANT DELETE ON note TO PUBLIC",
    "ALTER POLICY added ON note WITH CHECK (true)", "REVOKE SELECT ON patient FROM %_caller",
    "GRANT UPDATE (body) ON note TO %_auditor", "GRANT DELETE ON audit TO ben_of_%",
  ]

  /// What rows may have come in against is only named.
  private static let lasting = [
    "ALTER TABLE slot DROP CONSTRAINT slot_check",
    "ALTER TABLE note ALTER COLUMN body DROP NOT NULL",
    "CREATE TRIGGER mine BEFORE INSERT ON note FOR EACH ROW EXECUTE FUNCTION refuse('x')",
  ]

  @Test("a check names each that is not as it was, and a migration sets it right")
  func mended() throws {
    let team = try LiveTeam()
    let owner = try team.store(team.owner)
    #expect(try owner.check() == [])
    for sql in Self.broken {
      try alter(sql, team)
      #expect(try isNamed(owner, once: sql))
      try PostgreSQLStore.migrate(team.address(team.owner))
      #expect(try owner.check() == [], "after \(sql)")
    }
    // Also for those who only read.
    try alter(Self.broken[0], team)
    #expect(try isNamed(team.store(team.person(.auditor)), once: Self.broken[0]))
  }

  @Test("what a migration cannot set right it leaves to be named")
  func named() throws {
    for sql in Self.lasting {
      let team = try LiveTeam()
      let owner = try team.store(team.owner)
      try alter(sql, team)
      #expect(try isNamed(owner, once: sql))
    }
  }

  @Test("people who have roles that the staff list does not give them are named")
  func strangers() throws {
    let team = try LiveTeam()
    let person = team.person(.auditor)
    let (auditor, server) = (try team.store(person), try team.address(team.owner))
    try PostgreSQLStore.admit(person, as: [.auditor, .lead], at: server)
    #expect(try auditor.check().contains { $0.hasPrefix("people have roles on the server") })
    try PostgreSQLStore.admit(person, as: [.auditor], at: server)
    #expect(try auditor.check() == [])
  }

  private func alter(_ sql: String, _ team: LiveTeam) throws {
    try team.cluster.run(
      "SET search_path = recall; SET ROLE \(team.database)_owner; "
        + sql.replacing("%", with: team.database), in: team.database)
  }

  private func isNamed(_ store: PostgreSQLStore, once sql: String) throws -> Bool {
    let found = try store.check()
    let isNamed = found.contains { $0.hasPrefix("the shape of the store") }
    TrustLedger.count("broken invariants named", tried: 1, broken: isNamed ? 0 : 1)
    if !isNamed { Issue.record("\(sql): \(found)") }
    return isNamed
  }
}
