import RecallDomain

/// What a right to a table does not say: whose row it is. Nobody writes under another's name; a claim
/// is its caller's until its lease has run out; a clinical question is answered by the clinical team.
///
/// The name of a person is that of their login, which the server has proven. In a demo anybody may
/// say to be anybody, so that these rules stand in live stores only. Who owns the store stands above
/// them, as above everything in it.
struct RowRules {
  let roles: StoreRoles

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

  /// A rule that compares a row with what it was, or that looks at more than the row.
  struct Change {
    let name: String
    let table: String
    var act = "UPDATE"
    /// Rows that the rule looks at; the others cost nothing.
    var when = "true"
    /// `new`, `old`, `me` and `now_or_so` are known.
    let allowed: String
  }

  var rules: [Rule] { ofCalls + ofTeams + ofPeople }
  var changes: [Change] { changesOfCalls + changesOfTeams + changesOfPeople }

  /// The statements that bring the rules into force, whatever stood before; `isLive` off = none.
  func statements(isLive: Bool) -> [String] {
    (isLive ? questions : []) + rules.flatMap { policies($0, isLive: isLive) }
      + changes.flatMap { trigger($0, isLive: isLive) } + keysAreTheirCallers(isLive: isLive)
      + rightsFollowTheList(isLive: isLive)
  }

  private static let verbs = ["seen", "added", "changed", "removed"]

  /// Of all policies that there are.
  static let names = verbs + ["claim_key_is_its_owners", "made_by_its_caller"]

  private func policies(_ rule: Rule, isLive: Bool) -> [String] {
    let table = rule.table
    let gone = Self.verbs.map {
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

  private func trigger(_ change: Change, isLive: Bool) -> [String] {
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
        IF pg_has_role(session_user, \(Self.literal(roles.owner)), 'MEMBER')
          OR (\(change.allowed))
        THEN
          RETURN \(change.act == "DELETE" ? "old" : "new");
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

  // MARK: Words of the rules

  /// The login, which the server has proven.
  static let me = "(session_user)::text"
  /// Who stands as the author of what the program writes by itself.
  static let cadence = literal(MessageStep.author)

  static func literal(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }

  func mine(_ column: String) -> String { "\(column) = \(Self.me)" }

  /// Whether the login has one of the roles of a duty; who owns the store has all of them.
  func has(_ duty: StaffDuty) -> String {
    let checks = StaffRole.allCases.filter(duty.roles.contains).map { role in
      "pg_has_role(session_user, \(Self.literal(roles.name(of: role))), 'MEMBER')"
    }
    return "(\(checks.joined(separator: " OR ")))"
  }
}
