import RecallDomain

/// What a right to a table does not say: whose row it is. Nobody writes under another's name; a claim
/// is its caller's until its lease has run out; a clinical question is answered by the clinical team.
///
/// The name of a person is that of their login, which the server has proven. In a demo anybody may
/// say to be anybody, so that these rules stand in live stores only. Who owns the store stands above
/// them, as above everything in it.
struct RowRules {
  let roles: StoreRoles

  private static let me = "(session_user)::text"
  private static let cadence = "'\(MessageStep.author)'"

  /// One table's rules: what a row must be to be added, and which may be changed or removed.
  struct Rule {
    let table: String
    /// `nil`: nothing but the grant.
    var added: String?
    var changed: String?
    /// What a changed row must be afterwards.
    var left: String?
    var removed: String?
  }

  var rules: [Rule] {
    let (me, cadence) = (Self.me, Self.cadence)
    let mine = { (column: String) in "\(column) = \(me)" }
    let myCall = { (call: String) in
      "EXISTS (SELECT 1 FROM claim AS c WHERE c.call = \(call) AND c.caller = \(me))"
    }
    let notOfLeads = "(roles NOT LIKE '%\"lead\"%' AND id <> \(me) OR \(has(.appointLeads)))"
    return [
      Rule(
        table: "claim",
        added: "caller = \(me) OR (caller = \(cadence) AND how = 'closed' AND \(has(.moveTheList)))"
      ),
      Rule(table: "attempt", added: "caller IN (\(me), \(cadence))"),
      Rule(table: "call_event", added: myCall("call_event.call")),
      Rule(table: "stale_entry", added: mine("caller")),
      Rule(
        table: "note",
        added: "caller = \(cadence) OR (caller = \(me) AND \(myCall("note.call")))"),
      Rule(table: "unseen_save", added: mine("caller"), removed: mine("caller")),
      Rule(
        table: "note_addition",
        added: """
          author = \(me) AND (\(has(.correctAnyNote)) OR EXISTS (
            SELECT 1 FROM note AS n WHERE n.id = note_addition.note AND n.caller = \(me)))
          """),
      Rule(
        table: "note_grade",
        added: """
          reviewer = \(me) AND NOT EXISTS (
            SELECT 1 FROM note AS n WHERE n.id = note_grade.note AND n.caller = \(me))
          """),
      Rule(
        table: "queue_act",
        added: """
          who = \(me) AND (act IN ('told', 'withdrawn', 'hand-on') OR \(has(.answerClinical))
            OR EXISTS (SELECT 1 FROM queue_item AS q
              WHERE q.id = queue_act.item AND q.queue <> 'clinical'))
            AND (from_queue IS DISTINCT FROM 'clinical' OR \(has(.answerClinical)))
          """),
      Rule(table: "queue_seen", added: mine("staff")),
      Rule(table: "outbox", left: "state IN ('waiting', 'failed') OR \(has(.sendMessages))"),
      Rule(
        table: "staff", added: notOfLeads, changed: notOfLeads, left: notOfLeads,
        removed: "\(notOfLeads) AND id <> \(me)"),
      Rule(table: "opening", added: mine("who"), left: mine("looked_at_by")),
      Rule(table: "approval", added: mine("who")),
      Rule(table: "known_edition", added: mine("caller"), changed: mine("caller")),
      Rule(table: "practice_result", added: mine("staff")),
      // The program itself, and nobody: what it ends or stops on the way.
      Rule(table: "audit", added: "who IS NULL OR who IN (\(me), \(cadence))"),
    ]
  }

  /// The statements that bring the rules into force, whatever stood before; `isLive` off = none.
  func statements(isLive: Bool) -> [String] {
    rules.flatMap { policies($0, isLive: isLive) } + triggers(isLive: isLive)
  }

  private func policies(_ rule: Rule, isLive: Bool) -> [String] {
    let table = rule.table
    let gone = ["seen", "added", "changed", "removed"].map {
      "DROP POLICY IF EXISTS \($0) ON \(table)"
    }
    guard isLive else { return gone + ["ALTER TABLE \(table) DISABLE ROW LEVEL SECURITY"] }
    return gone + [
      "CREATE POLICY seen ON \(table) FOR SELECT USING (true)",
      "CREATE POLICY added ON \(table) FOR INSERT WITH CHECK (\(rule.added ?? "true"))",
      """
      CREATE POLICY changed ON \(table) FOR UPDATE USING (\(rule.changed ?? "true"))
        WITH CHECK (\(rule.left ?? rule.changed ?? "true"))
      """,
      "CREATE POLICY removed ON \(table) FOR DELETE USING (\(rule.removed ?? "true"))",
      "ALTER TABLE \(table) ENABLE ROW LEVEL SECURITY",
    ]
  }

  /// Whether the login has one of the roles of a duty; who owns the store has all of them.
  private func has(_ duty: StaffDuty) -> String {
    let checks = StaffRole.allCases.filter(duty.roles.contains).map { role in
      "pg_has_role(session_user, '\(roles.name(of: role).replacing("'", with: "''"))', 'MEMBER')"
    }
    return "(\(checks.joined(separator: " OR ")))"
  }

  // MARK: Rules that compare a row with what it was

  private func triggers(isLive: Bool) -> [String] {
    let owner = roles.owner.replacing("'", with: "''")
    return changes.flatMap { change -> [String] in
      let gone = "DROP TRIGGER IF EXISTS \(change.name) ON \(change.table)"
      guard isLive else { return [gone] }
      return [
        gone,
        """
        CREATE OR REPLACE FUNCTION \(change.name)() RETURNS trigger LANGUAGE plpgsql
          SET search_path = \(PostgreSQLSettings.schema), pg_temp AS $$
        DECLARE
          me text := session_user;
          now_or_so bigint := extract(epoch FROM clock_timestamp()) * 1000000 + 5000000;
        BEGIN
          IF pg_has_role(session_user, '\(owner)', 'MEMBER') OR (\(change.allowed)) THEN
            RETURN new;
          END IF;
          RAISE EXCEPTION 'refused' USING ERRCODE = 'insufficient_privilege';
        END $$
        """,
        """
        CREATE TRIGGER \(change.name) BEFORE \(change.act) ON \(change.table) FOR EACH ROW
          WHEN (\(change.when)) EXECUTE FUNCTION \(change.name)()
        """,
      ]
    }
  }

  private struct Change {
    let name: String
    let table: String
    var act = "UPDATE"
    /// Rows that the rule looks at; the others cost nothing.
    let when: String
    let allowed: String
  }

  private var changes: [Change] {
    let me = Self.me
    return [
      // Taken over when it is parked or its lease has run out, token by token; or ended for the same
      // reason before anything was dialled.
      Change(
        name: "claim_is_its_callers", table: "claim",
        when: "old.caller <> \(me) OR new.caller <> \(me)",
        allowed: """
          (new.caller = me AND new.token = old.token + 1 AND new.last_seq = old.last_seq
            AND new.call IS NOT DISTINCT FROM old.call AND new.number = old.number
            AND (old.ended_at IS NOT NULL OR old.lease_ends <= now_or_so))
          OR (new.caller = old.caller AND new.token = old.token AND new.how = 'lapsed'
            AND old.ended_at IS NULL AND old.call IS NULL AND old.lease_ends <= now_or_so)
          """),
      Change(
        name: "attempt_is_ended_by_its_caller", table: "attempt",
        when: """
          old.outcome IS DISTINCT FROM new.outcome OR old.detail IS DISTINCT FROM new.detail
            OR old.withdrawn_at IS DISTINCT FROM new.withdrawn_at
          """,
        allowed: """
          (old.outcome IS NOT NULL AND (\(has(.correctAnyNote)) OR EXISTS (
            SELECT 1 FROM note WHERE note.call = old.call AND note.caller = me)))
          OR (old.outcome IS NULL AND EXISTS (
            SELECT 1 FROM claim WHERE claim.caller = me AND (claim.call = old.call
              OR (claim.patient = old.patient AND claim.ended_at IS NULL))))
          """),
      Change(
        name: "item_is_its_teams", table: "queue_item",
        when: """
          (old.queue, old.state, old.taken_by, old.answer, old.verdict, old.answered_by)
            IS DISTINCT FROM
          (new.queue, new.state, new.taken_by, new.answer, new.verdict, new.answered_by)
          """,
        allowed: """
          (new.taken_by IS NULL OR new.taken_by = me
            OR new.taken_by IS NOT DISTINCT FROM old.taken_by)
          AND (new.answered_by IS NULL OR new.answered_by = me
            OR new.answered_by IS NOT DISTINCT FROM old.answered_by)
          AND (old.queue <> 'clinical' OR \(has(.answerClinical)) OR (
            new.queue = old.queue
            AND (new.answer IS NULL OR new.answer IS NOT DISTINCT FROM old.answer)
            AND (new.verdict IS NULL OR new.verdict IS NOT DISTINCT FROM old.verdict)
            AND (new.taken_by IS NULL OR new.taken_by IS NOT DISTINCT FROM old.taken_by)
            AND (new.state IN ('open', 'withdrawn', old.state)
              OR (old.state = 'answered' AND new.state = 'closed'))))
          """),
    ]
  }
}
