import Foundation
import RecallDomain
import RecallTestSupport
import Testing

@testable import RecallStorage

/// What a right to a table does not say, tried past the program: each rule with what it forbids, and with
/// what is done every day in nearly the same words.
@Suite(
  "row rules hold against plain SQL",
  .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
struct RowRulesTrustTests {
  // MARK: Names

  @Test("nobody writes as the program, but a whole step of the cadence that is due")
  func asTheProgram() throws {
    let team = try LiveTeam()
    let me = team.person(.caller)
    try team.refuses(
      [
        Self.attempt("m1", "r6", "p6"),
        Self.claim("c2", "r2", "p2"),
        Self.note("c2", "p2"),
        // Another's patient under a recall that is due.
        "\(Self.due("r6")); \(Self.attempt("m1", "r6", "p5"))",
        """
        INSERT INTO replay (claim, token, call, caller, first_seq, last_seq, digest, since, at, result)
          VALUES ('x', 1, 'c2', '\(team.other)', 1, 1, repeat('0', 64), 1, 1, 'written')
        """,
        """
        INSERT INTO note_set_aside (note, call, recall, patient, token, caller, at, body)
          VALUES ('x', 'c2', 'r2', 'p2', 1, '\(team.other)', 1, '{}')
        """,
        // A call that nobody has claimed.
        """
        INSERT INTO attempt (call, recall, patient, number, direction, attempt, edition, caller,
            local_date, started)
          VALUES ('x', 'r6', 'p6', '+1', 'outbound', 1, 'sha256:a', '\(me)', '2026-11-24', 1)
        """,
        // The key of a colleague's claim, which would tell that it had been one's own.
        """
        INSERT INTO claim_key (claim, token, epoch, key)
          SELECT id, 99, 'x', decode(repeat('00', 32), 'hex') FROM claim WHERE call = 'c2'
        """,
      ], as: me)
    try team.permits(
      [
        [
          Self.due("r6"), Self.attempt("m1", "r6", "p6"), Self.claim("m1", "r6", "p6"),
          Self.message("m1", "m1", "p6", "+16175551006"), Self.note("m1", "p6"),
        ].joined(separator: ";")
      ], as: me)
  }

  @Test("a script is kept under its own sum, and a limit set aside by whoever may")
  func scriptsAndLimits() throws {
    let team = try LiveTeam()
    let keep = { (name: String) in
      "INSERT INTO script_version (hash, compiled) VALUES ('\(name)', 'words')"
    }
    // SHA-256 of "words" begins with these digits.
    let sum = try team.cluster.run("SELECT left(encode(sha256('words'), 'hex'), 12)")[0][0] ?? ""
    let override = """
      INSERT INTO claim (id, recall, patient, number, caller, token, last_seq, lease, lease_ends,
          opened_at, because)
        VALUES ('x', 'r6', 'p6', '+1', '\(team.person(.caller))', 1, 0, 1, 1, 1, 'why')
      """
    try team.refuses(
      [keep("sha256:b"), keep("sha256:a.000000000000"), override], as: team.person(.caller))
    try team.permits(
      [keep("sha256:a.\(sum)"), override.replacing("'why'", with: "NULL")],
      as: team.person(.caller))
  }

  private static func due(_ recall: String) -> String {
    "UPDATE recall SET message_at = 1 WHERE id = '\(recall)'"
  }

  private static func attempt(_ call: String, _ recall: String, _ patient: String) -> String {
    """
    INSERT INTO attempt (call, recall, patient, number, direction, attempt, edition, caller,
        local_date, started, ended_at, outcome, detail, contact)
      VALUES ('\(call)', '\(recall)', '\(patient)', '+16175551006', 'outbound', 1, 'sha256:a',
        'outbox', '2026-11-24', 1, 1, 'left-message', 'sent', 1)
    """
  }

  private static func claim(_ call: String, _ recall: String, _ patient: String) -> String {
    """
    INSERT INTO claim (id, recall, patient, number, caller, token, last_seq, call, lease,
        lease_ends, opened_at, ended_at, how)
      VALUES ('x', '\(recall)', '\(patient)', '+1', 'outbox', 1, 0, '\(call)', 1, 1, 1, 1, 'closed')
    """
  }

  private static func note(_ call: String, _ patient: String) -> String {
    """
    INSERT INTO note (id, call, patient, caller, ended, body)
      VALUES ('x', '\(call)', '\(patient)', 'outbox', 1, '{}')
    """
  }

  private static func message(
    _ key: String, _ call: String, _ patient: String, _ address: String, by channel: String = "sms"
  ) -> String {
    """
    INSERT INTO outbox (key, patient, call, channel, address, text, language, queued_at)
      VALUES ('\(key)', '\(patient)', '\(call)', '\(channel)', '\(address)', 'words', 'en', 1)
    """
  }

  // MARK: People

  @Test("a role in other letters is no role, and nobody is called like the program or a group")
  func staff() throws {
    let team = try LiveTeam()
    let put = { (id: String, roles: String) in
      "INSERT INTO staff (id, name, roles, languages) VALUES ('\(id)', 'x', '\(roles)', '[]')"
    }
    for keeper in [team.person(.manager), team.person(.lead)] {
      try team.refuses(
        [
          put("zoe", #"["le\u0061d"]"#), put("zoe", #"[ "caller" ]"#), put("zoe", #"["boss"]"#),
          put("zoe", "caller"), put("outbox", "[]"), put("\(team.database)_lead", "[]"),
          put("\(team.database)_owner", #"["caller"]"#), put("pg_monitor", "[]"),
          "UPDATE staff SET id = 'zoe' WHERE id = '\(team.other)'",
          #"UPDATE staff SET roles = '["\u006cead"]' WHERE id = '\#(team.other)'"#,
        ], as: keeper)
      try team.permits(
        [
          put("zoe", #"["caller","office"]"#), put("zoe", "[]"),
          #"UPDATE staff SET roles = '["office"]' WHERE id = '\#(team.other)'"#,
        ], as: keeper)
    }
    try team.refuses([put("zoe", #"["lead"]"#)], as: team.person(.manager))
    try team.permits([put("zoe", #"["lead"]"#)], as: team.person(.lead))
  }

  @Test("who is taken off the list sees and writes nothing from that moment on")
  func removed() throws {
    let team = try LiveTeam()
    let manager = try team.store(team.person(.manager))
    let session = try team.session(team.other)
    #expect(try session.run("SELECT 1 FROM patient LIMIT 1").count == 1)
    try manager.removeStaff(team.other, by: team.person(.manager), at: team.now)
    // In a session that was open, and in no other any more.
    let state = Result { try session.run("SELECT 1 FROM patient LIMIT 1") }
    guard case .failure(let refused as PlainSession.Refused) = state else {
      Issue.record("still let in")
      return
    }
    #expect(refused.state == LiveTeam.notPermitted)
    #expect(throws: (any Error).self) { try team.session(team.other) }
    #expect(try PostgreSQLStore.people(at: team.address(team.owner))[team.other] == nil)
    let owner = try team.store(team.owner)
    #expect(try owner.check() == [])
  }

  @Test("a role that the list takes away is gone on the server too, and the others stay")
  func fewerRoles() throws {
    let team = try LiveTeam()
    let office = team.person(.office)
    try PostgreSQLStore.admit(office, as: [.office, .caller], at: team.address(team.owner))
    let lead = try team.store(team.person(.lead))
    let change = { (roles: Set<StaffRole>) throws in
      try lead.addStaff(
        StaffMember(id: office, name: "x", roles: roles, languages: ["en"]),
        by: team.person(.lead), at: team.now)
      return try PostgreSQLStore.people(at: team.address(team.owner))[office]
    }
    #expect(try change([.office, .caller]) == [.office, .caller])
    #expect(try change([.office]) == [.office])
    // Given is nothing by the list alone.
    #expect(try change([.office, .lead]) == [.office])
  }
}
