import RecallDomain
import RecallStorage
import RecallTestSupport
import Testing

/// A store with three people: its owner, a caller and a lead. Roles belong to the whole server, so
/// everybody is named after the database.
struct TeamStore {
  let database: String
  let cluster: Cluster

  init() throws {
    cluster = try Cluster.shared()
    database = try cluster.makeDatabase()
    try cluster.run("CREATE ROLE \(owner) LOGIN CREATEROLE")
    try cluster.run("ALTER DATABASE \(database) OWNER TO \(owner)")
    try PostgreSQLStore.migrate(address(owner))
    try PostgreSQLStore.admit(caller, asLead: false, at: address(owner))
    try PostgreSQLStore.admit(lead, asLead: true, at: address(owner))
  }

  var owner: String { "maria_\(database)" }
  var caller: String { "ana_\(database)" }
  var lead: String { "lea_\(database)" }

  func address(_ person: String) throws -> PostgreSQLAddress {
    try PostgreSQLAddress(cluster.url(database, as: person))
  }

  /// A call that has begun, as the caller.
  func call() throws -> StoreBench {
    let owned = try address(owner)
    let bench = try StoreBench(try PostgreSQLStore.open(owned)) { try PostgreSQLStore.open(owned) }
    try bench.bring(2)
    let own = try StoreBench(nextTo: try PostgreSQLStore.open(address(caller)))
    _ = try own.call(by: caller)
    return bench
  }

  /// SQLSTATE of what the server said to plain SQL of this person; `nil` when it did as asked.
  func refusal(of sql: String, by person: String) throws -> String? {
    do {
      try cluster.run("SET search_path = recall; " + sql, in: database, as: person)
      return nil
    } catch let refused as PlainSession.Refused { return refused.state }
  }
}

@Suite(
  "roles and rights of a PostgreSQL store",
  .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
struct RolesTests {
  private static let notPermitted = "42501"

  @Test("a caller cannot alter, delete or empty what is append-only, nor change its schema")
  func caller() throws {
    let team = try TeamStore()
    defer { team.cluster.drop(team.database) }
    let bench = try team.call()
    let closed = [
      "call_event", "note", "audit", "stale_entry", "approval", "import", "script_version",
      "identity_try", "practice_result", "stumble",
    ]
    let forbidden =
      closed.flatMap { table in
        [
          "DELETE FROM \(table)", "TRUNCATE \(table)", "DROP TABLE \(table)",
          "ALTER TABLE \(table) DISABLE TRIGGER ALL", "ALTER TABLE \(table) ADD COLUMN more text",
          "CREATE TRIGGER mine BEFORE INSERT ON \(table) EXECUTE FUNCTION refuse()",
        ]
      } + [
        "UPDATE call_event SET kind = 'other'", "UPDATE note SET body = ''",
        "UPDATE audit SET who = 'other'", "UPDATE import SET added = 0",
        "DELETE FROM patient", "DELETE FROM recall", "DELETE FROM attempt", "DELETE FROM claim",
        "DELETE FROM queue_item", "DELETE FROM appointment", "DELETE FROM consent",
        "UPDATE meta SET kind = 'demo'", "UPDATE shape SET version = 9",
        "INSERT INTO staff (id, name, roles, languages) VALUES ('x', 'x', '[]', '[]')",
        "INSERT INTO approval (script, structure, words, who, at) VALUES ('x', 'x', '', 'x', 1)",
        "CREATE TABLE mine (n bigint)", "CREATE TEMP TABLE recall (n bigint)",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "GRANT SELECT ON note TO PUBLIC; ALTER TABLE note OWNER TO \(team.caller)",
        "SET ROLE \(team.database)_owner", "SET ROLE \(team.database)_lead",
        "SET session_replication_role = replica", "CREATE ROLE other",
        "COPY note TO PROGRAM 'cat'", "ALTER SCHEMA recall RENAME TO other",
      ]
    for sql in forbidden {
      #expect(try team.refusal(of: sql, by: team.caller) == Self.notPermitted, "\(sql)")
    }
    #expect(try bench.store.check() == [])
  }

  @Test("a lead writes the staff list and approvals, and no more than that")
  func lead() throws {
    let team = try TeamStore()
    defer { team.cluster.drop(team.database) }
    let store = try PostgreSQLStore.open(try team.address(team.lead))
    try store.addStaff(StaffMember(id: "x", name: "x", roles: [.caller], languages: ["en"]))
    try store.removeStaff("x")
    for sql in ["DELETE FROM audit", "UPDATE approval SET who = 'x'", "DELETE FROM approval"] {
      #expect(try team.refusal(of: sql, by: team.lead) == Self.notPermitted, "\(sql)")
    }
  }

  @Test("not even the owner alters the journal by accident: the triggers stand")
  func owner() throws {
    let team = try TeamStore()
    defer { team.cluster.drop(team.database) }
    _ = try team.call()
    let own = "SET ROLE \(team.database)_owner; "
    for sql in ["DELETE FROM call_event", "UPDATE audit SET who = 'x'"] {
      #expect(try team.refusal(of: own + sql, by: team.owner) == "23514", "\(sql)")
    }
  }

  @Test("a stranger on the server gets in nowhere, a person let go neither")
  func stranger() throws {
    let team = try TeamStore()
    defer { team.cluster.drop(team.database) }
    let stranger = "eve_\(team.database)"
    try team.cluster.run("CREATE ROLE \(stranger) LOGIN")
    for person in [stranger, team.caller] {
      if person == team.caller {
        try PostgreSQLStore.dismiss(person, at: try team.address(team.owner))
      }
      #expect {
        _ = try PostgreSQLStore.open(try team.address(person))
      } throws: { error in
        guard case .unreachable(let why)? = error as? StoreFailure else { return false }
        return why.contains("does not let")
      }
    }
  }

  @Test("a migration leaves the same rights every time, and only its owner runs it")
  func again() throws {
    let team = try TeamStore()
    defer { team.cluster.drop(team.database) }
    try team.cluster.run("GRANT DELETE ON recall.note TO PUBLIC", in: team.database)
    let growth = try PostgreSQLStore.migrate(try team.address(team.owner))
    #expect(growth.from == growth.to)
    let sql = "DELETE FROM note"
    #expect(try team.refusal(of: sql, by: team.caller) == Self.notPermitted)
    #expect(throws: StoreFailure.notPermitted) {
      try PostgreSQLStore.migrate(try team.address(team.caller))
    }
  }

  @Test("a store of a newer program is left alone, one of an older program is not used")
  func versions() throws {
    let team = try TeamStore()
    defer { team.cluster.drop(team.database) }
    let known = try PostgreSQLStore.migrate(try team.address(team.owner)).to
    try team.cluster.run("UPDATE recall.shape SET version = version + 1", in: team.database)
    let newer = StoreFailure.newerSchema(found: known + 1, known: known)
    #expect(throws: newer) { try PostgreSQLStore.migrate(try team.address(team.owner)) }
    #expect(throws: newer) { try PostgreSQLStore.open(try team.address(team.caller)) }
    try team.cluster.run("UPDATE recall.shape SET version = 1", in: team.database)
    #expect(throws: StoreFailure.olderSchema(found: 1, known: known)) {
      try PostgreSQLStore.open(try team.address(team.caller))
    }
  }

  @Test("a console writes nothing more when a newer program has brought the store forward")
  func outgrown() throws {
    let team = try TeamStore()
    defer { team.cluster.drop(team.database) }
    let known = try PostgreSQLStore.migrate(try team.address(team.owner)).to
    let open = try PostgreSQLStore.open(try team.address(team.caller))
    let bench = try StoreBench(nextTo: open)
    try StoreBench(nextTo: try PostgreSQLStore.open(try team.address(team.owner))).bring(2)
    let (ticket, _) = try bench.claimed(team.caller)
    try team.cluster.run("UPDATE recall.shape SET version = version + 1", in: team.database)
    let outgrown = StoreFailure.newerSchema(found: known + 1, known: known)
    // In the session that is there, and in one of its own.
    for _ in 1...2 {
      #expect(throws: outgrown) { try open.giveBack(ticket, reason: "", at: Clinic.now) }
      open.leave()
    }
    #expect(throws: outgrown) {
      try open.becomeKnown("e", of: "s", to: team.caller, at: Clinic.now)
    }
    try team.cluster.run("UPDATE recall.shape SET version = version - 1", in: team.database)
    try open.giveBack(ticket, reason: "", at: Clinic.now)
  }

  @Test("a database without a store says so")
  func empty() throws {
    let cluster = try Cluster.shared()
    let database = try cluster.makeDatabase()
    defer { cluster.drop(database) }
    #expect {
      _ = try PostgreSQLStore.open(PostgreSQLAddress(cluster.url(database)))
    } throws: { error in
      if case .olderSchema(found: 0, known: _)? = error as? StoreFailure { true } else { false }
    }
  }
}
