import Foundation
import RecallDomain
import RecallTestSupport
import Testing

@testable import RecallStorage

/// Everything that a role must not do, tried with plain SQL as a person who has just that role: every
/// verb on every table and column that the table of rights does not give, and every row that is
/// somebody else's.
@Suite(
  "what a role must never do is impossible by plain SQL",
  .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
struct RolesTrustTests {
  // MARK: Tables, verbs, columns

  @Test("no role sees, adds, changes or removes what its duties do not need")
  func tables() throws {
    let team = try LiveTeam()
    let columns = try columns(team)
    for role in StaffRole.allCases {
      let forbidden = columns.keys.sorted().flatMap { table in
        Self.forbidden(role, table, columns[table] ?? [])
      }
      #expect(forbidden.count > 300)
      try team.refuses(forbidden, as: team.person(role))
    }
  }

  private func columns(_ team: LiveTeam) throws -> [String: [String]] {
    let rows = try team.cluster.run(
      """
      SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = 'recall' ORDER BY ordinal_position
      """, in: team.database)
    return rows.reduce(into: [:]) { found, row in
      if let table = row[0], let column = row[1] { found[table, default: []].append(column) }
    }
  }

  private static func forbidden(
    _ role: StaffRole, _ table: String, _ columns: [String]
  ) -> [String] {
    let rights = TableRights.of(table) ?? TableRights(table)
    var all: [String] = [
      "TRUNCATE \(table)", "DROP TABLE \(table)", "ALTER TABLE \(table) ADD COLUMN more text",
      "ALTER TABLE \(table) DISABLE TRIGGER ALL",
      "ALTER TABLE \(table) DISABLE ROW LEVEL SECURITY",
      "CREATE POLICY mine ON \(table) USING (true)",
      "CREATE TRIGGER mine BEFORE INSERT ON \(table) EXECUTE FUNCTION refuse()",
      "CREATE INDEX ON \(table) ((1))",
    ]
    switch rights.reach(of: role, .see) {
    case .everything: break
    case .nothing: all.append("SELECT count(*) FROM \(table)")
    case .columns(let seen):
      all.append("SELECT * FROM \(table) LIMIT 0")
      all += columns.filter { !seen.contains($0) }.map { "SELECT \"\($0)\" FROM \(table) LIMIT 0" }
    }
    if rights.reach(of: role, .add) == .nothing {
      all += ["INSERT INTO \(table) DEFAULT VALUES", "COPY \(table) FROM '/dev/null'"]
    }
    let closed: [String] =
      switch rights.reach(of: role, .change) {
      case .everything: []
      case .nothing: columns
      case .columns(let open): columns.filter { !open.contains($0) }
      }
    all += closed.map { "UPDATE \(table) SET \"\($0)\" = DEFAULT" }
    if rights.reach(of: role, .remove) == .nothing { all.append("DELETE FROM \(table)") }
    return all
  }

  @Test("every table and column of the schema has a decision, and every decision a table")
  func decided() throws {
    let team = try LiveTeam()
    let columns = try columns(team)
    #expect(Set(columns.keys) == Set(TableRights.all.map(\.table)))
    #expect(Set(TableRights.all.map(\.table)).count == TableRights.all.count)
    for rights in TableRights.all {
      for (role, verb) in StaffRole.allCases.flatMap({ role in
        TableRights.Verb.allCases.map { (role, $0) }
      }) {
        guard case .columns(let named) = rights.reach(of: role, verb) else { continue }
        let unknown = named.subtracting(columns[rights.table] ?? [])
        #expect(unknown.isEmpty, "\(rights.table) has no \(unknown)")
      }
    }
  }

  @Test("an auditor changes nothing at all, and a trainer sees no patient")
  func readersOnly() {
    for rights in TableRights.all {
      let isTrace = ["audit", "audit_seal", "practice_result"].contains(rights.table)
      for role in [StaffRole.auditor, .trainer] {
        #expect(rights.reach(of: role, .change) == .nothing)
        #expect(rights.reach(of: role, .remove) == .nothing)
        if !isTrace { #expect(rights.reach(of: role, .add) == .nothing) }
      }
    }
    let telling: Set = [
      "first_name", "last_name", "folded_name", "folded_last", "born", "mrn", "email",
      "postal_code", "number", "question", "answer", "call_back", "address", "text", "body",
      "payload", "words", "place", "phone",
    ]
    for table in [
      "patient", "phone", "consent", "representative", "recall", "attempt", "call_event", "note",
      "queue_item", "queue_act", "outbox", "reply", "contact_change", "appointment",
      "note_addition",
    ] {
      switch TableRights.of(table)?.reach(of: .trainer, .see) {
      case .everything: Issue.record("a trainer sees all of \(table)")
      case .columns(let columns): #expect(columns.isDisjoint(with: telling), "\(table)")
      case .nothing, nil: break
      }
    }
  }

  @Test("nobody makes, becomes or names anything beside the store's own")
  func beside() throws {
    let team = try LiveTeam()
    for role in StaffRole.allCases {
      let others = StaffRole.allCases.filter { $0 != role }.map {
        "SET ROLE \(team.database)_\($0.rawValue)"
      }
      let forbidden =
        others + [
          "SET ROLE \(team.database)_owner", "SET ROLE \(team.owner)",
          "SET SESSION AUTHORIZATION \(team.other)", "CREATE TABLE mine (n bigint)",
          "CREATE TABLE recall.mine (n bigint)", "CREATE SCHEMA mine",
          "CREATE TEMP TABLE claim (n bigint)", "CREATE VIEW recall.mine AS SELECT 1",
          "CREATE FUNCTION recall.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
          "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE sql AS 'SELECT NULL'",
          "DROP FUNCTION refuse()", "DROP SCHEMA recall CASCADE",
          "ALTER SCHEMA recall RENAME TO other", "SET session_replication_role = replica",
          "CREATE ROLE other", "GRANT \(team.database)_lead TO \(team.person(role))",
          "ALTER ROLE \(team.other) PASSWORD 'x'", "COPY (SELECT 1) TO PROGRAM 'cat'",
          "COPY (SELECT 1) TO '/tmp/x'", "SELECT pg_read_file('/etc/passwd')",
          "SELECT lo_import('/etc/passwd')",
          "ALTER DATABASE \(team.database) SET row_security = off",
        ]
      try team.refuses(forbidden, as: team.person(role))
    }
  }

  // MARK: Rows

  @Test("nobody writes under another's name, ends another's call, or answers for the clinical team")
  func rows() throws {
    let team = try LiveTeam()
    let writers = StaffRole.allCases.filter { StaffDuty.workQueues.roles.contains($0) }
    for role in writers { try team.refuses(Self.ofTeams(role, team), as: team.person(role)) }
    for role in StaffRole.allCases {
      let trail = [
        "INSERT INTO audit (at, who, act) VALUES (1, '\(team.other)', 'closed')",
        """
        INSERT INTO practice_result (id, staff, kind, script, locale, passed, started, body)
          VALUES ('x', '\(team.other)', 'free', 'x', 'en', 1, 1, '{}')
        """,
      ]
      try team.refuses(trail, as: team.person(role))
    }
    try team.refuses(Self.ofCallers(team), as: team.person(.caller))
    try team.refuses(Self.ofManagers(team), as: team.person(.manager))
    let approval = """
      INSERT INTO approval (script, structure, words, who, at)
        VALUES ('x', 'x', '{}', '\(team.other)', 1)
      """
    try team.refuses([approval], as: team.person(.lead))
  }

  private static func ofCallers(_ team: LiveTeam) -> [String] {
    let (me, ben) = (team.person(.caller), team.other)
    let claim =
      "(id, recall, patient, number, caller, token, last_seq, lease, lease_ends, opened_at"
    let stumble = """
      INSERT INTO stumble (id, call, edition, script, node, line, locale, said, words, who, at)
        VALUES ('c2/9'
      """
    return [
      "INSERT INTO claim \(claim)) VALUES ('x', 'r6', 'p6', '+1', '\(ben)', 1, 0, 1, 1, 1)",
      "INSERT INTO claim \(claim)) VALUES ('x', 'r6', 'p6', '+1', 'outbox', 1, 0, 1, 1, 1)",
      "UPDATE claim SET ended_at = 1, how = 'gave-back' WHERE call = 'c2'",
      "UPDATE claim SET ended_at = 1, how = 'lapsed' WHERE call = 'c2'",
      "UPDATE claim SET caller = '\(me)', token = token + 1 WHERE call = 'c2'",
      "UPDATE claim SET last_seq = last_seq + 1 WHERE call = 'c2'",
      "UPDATE claim SET lease_ends = 1 WHERE call = 'c2'",
      "UPDATE claim SET caller = '\(me)' WHERE call = 'c1'",
      """
      INSERT INTO call_event (call, seq, token, kind, payload, at)
        VALUES ('c2', 99, 1, 'heard', '', 1)
      """,
      """
      INSERT INTO attempt (call, recall, patient, number, direction, attempt, edition, caller,
          local_date, started)
        VALUES ('x', 'r6', 'p6', '+1', 'outbound', 1, 'sha256:a', '\(ben)', '2026-11-24', 1)
      """,
      """
      UPDATE attempt SET outcome = 'no-answer', detail = 'rang-out', ended_at = 1 WHERE call = 'c2'
      """,
      "UPDATE attempt SET withdrawn_at = 1 WHERE call = 'c2'",
      """
      UPDATE attempt SET outcome = 'declined', detail = 'final', corrections = corrections + 1
        WHERE call = 'c1'
      """,
      """
      INSERT INTO stale_entry (call, recall, seq, token, caller, kind, payload, at)
        VALUES ('c2', 'r2', 9, 1, '\(ben)', 'heard', '', 1)
      """,
      "\(stumble), 'c2', 'sha256:a', 's', 'n', 'l', 'en', 'x', 'x', '\(ben)', 1)",
      "\(stumble), 'c2', 'sha256:a', 's', 'n', 'l', 'en', 'x', 'x', '\(me)', 1)",
      """
      INSERT INTO note (id, call, patient, caller, ended, body)
        VALUES ('x', 'c2', 'p2', '\(ben)', 1, '{}')
      """,
      """
      INSERT INTO note (id, call, patient, caller, ended, body)
        VALUES ('x', 'c2', 'p2', '\(me)', 1, '{}')
      """,
      """
      INSERT INTO note_addition (id, note, number, kind, author, at, body)
        VALUES ('x', 'n1', 1, 'remark', '\(ben)', 1, '{}')
      """,
      """
      INSERT INTO note_addition (id, note, number, kind, author, at, body)
        VALUES ('x', 'n1', 1, 'remark', '\(me)', 1, '{}')
      """,
      "INSERT INTO unseen_save (note, caller) VALUES ('n1', '\(ben)')",
      """
      INSERT INTO known_edition (caller, script, edition, at)
        VALUES ('\(ben)', 'x', 'sha256:a', 1)
      """,
    ]
  }

  /// Of whoever works queues: under their own name, and the clinical one only by its team.
  private static func ofTeams(_ role: StaffRole, _ team: LiveTeam) -> [String] {
    let (me, ben) = (team.person(role), team.other)
    let act = "INSERT INTO queue_act (key, item, at, who, act, nth"
    var all = [
      "UPDATE queue_item SET taken_by = '\(ben)', state = 'taken' WHERE queue = 'insurance'",
      "UPDATE queue_item SET answered_by = '\(ben)' WHERE queue = 'insurance'",
      "\(act)) VALUES ('x', 'c2-insurance', 1, '\(ben)', 'note', 1)",
      "INSERT INTO queue_seen (item, staff, at) VALUES ('c2-clinical', '\(ben)', 1)",
      "UPDATE queue_item SET taken_by = '\(ben)', state = 'taken' WHERE queue = 'clinical'",
    ]
    if !StaffDuty.answerClinical.roles.contains(role) {
      all += [
        "UPDATE queue_item SET taken_by = '\(me)', state = 'taken' WHERE queue = 'clinical'",
        """
        UPDATE queue_item SET state = 'answered', answer = 'x', verdict = 'handled',
          answered_by = '\(me)', answered_at = 1 WHERE queue = 'clinical'
        """,
        "UPDATE queue_item SET answer = 'x' WHERE queue = 'clinical'",
        "UPDATE queue_item SET state = 'closed', closed_at = 1 WHERE queue = 'clinical'",
        "UPDATE queue_item SET queue = 'insurance' WHERE queue = 'clinical'",
        "\(act)) VALUES ('x', 'c2-clinical', 1, '\(me)', 'answer', 1)",
        "\(act)) VALUES ('x', 'c2-clinical', 1, '\(me)', 'close', 1)",
        """
        \(act), from_queue, to_queue)
          VALUES ('x', 'c2-clinical', 1, '\(me)', 'hand-on', 1, 'clinical', 'insurance')
        """,
      ]
    }
    return all
  }

  private static func ofManagers(_ team: LiveTeam) -> [String] {
    let (me, lead) = (team.person(.manager), team.person(.lead))
    return [
      "INSERT INTO staff (id, name, roles, languages) VALUES ('x', 'x', '[\"lead\"]', '[]')",
      """
      INSERT INTO staff (id, name, roles, languages) VALUES ('\(me)', 'x', '["lead"]', '[]')
        ON CONFLICT (id) DO UPDATE SET roles = excluded.roles
      """,
      "UPDATE staff SET roles = '[\"lead\"]' WHERE id = '\(team.other)'",
      """
      INSERT INTO staff (id, name, roles, languages) VALUES ('\(lead)', 'x', '["caller"]', '[]')
        ON CONFLICT (id) DO UPDATE SET roles = excluded.roles
      """,
      """
      INSERT INTO note_grade (note, reviewer, rubric, answers, at)
        VALUES ('n1', '\(team.other)', 'x', '{}', 1)
      """,
    ]
  }

  @Test("rows that are not theirs are as if they were not there")
  func untouched() throws {
    let team = try LiveTeam()
    let manager = try team.session(team.person(.manager))
    for id in [team.person(.lead), team.person(.manager)] {
      try manager.run("UPDATE staff SET name = 'changed' WHERE id = '\(id)'")
      try manager.run("DELETE FROM staff WHERE id = '\(id)'")
    }
    try team.session(team.person(.caller)).run("DELETE FROM unseen_save")
    let staff = try team.store(team.owner).staff()
    #expect(staff.count == StaffRole.allCases.count + 1)
    #expect(!staff.contains { $0.name == "changed" })
    #expect(try team.store(team.owner).unseenSaves(by: team.other).count == 1)
  }

  @Test("the rights of nobody in particular are none")
  func nobody() throws {
    let team = try LiveTeam()
    let stranger = "eve_of_\(team.database)"
    try team.cluster.run("CREATE ROLE \(stranger) LOGIN")
    #expect(throws: (any Error).self) { try team.session(stranger) }
    // Let into the database, and into nothing in it.
    try team.cluster.run("GRANT CONNECT ON DATABASE \(team.database) TO \(stranger)")
    let all = TableRights.all.map { "SELECT 1 FROM recall.\($0.table)" }
    try team.refuses(all, as: stranger)
  }
}
