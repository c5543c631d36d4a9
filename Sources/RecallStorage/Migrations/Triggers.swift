/// What never changes, and what is always counted. The rules are the same in both databases, the
/// words are each database's own.
extension Schema {
  static func triggers(in dialect: Dialect) -> [String] {
    let closed = [
      "call_event", "note", "audit", "stale_entry", "approval", "import", "script_version",
      "identity_try",
    ]
    return refusing(in: dialect) + closed.flatMap { appendOnly($0, in: dialect) }
      + standing.map { $0.statement(in: dialect) } + tallying(in: dialect)
  }

  static func appendOnly(_ table: String, in dialect: Dialect) -> [String] {
    ["UPDATE", "DELETE"].map { act in
      Refusal(
        name: "\(table)_no_\(act.lowercased())", act: act, table: table,
        says: "\(table) is append-only"
      ).statement(in: dialect)
    }
  }

  private static let standing = [
    Refusal(
      name: "meta_kind_is_fixed", act: "UPDATE", table: "meta", when: "new.kind <> old.kind",
      says: "the kind of a store is fixed"),
    Refusal(
      name: "meta_stays", act: "DELETE", table: "meta", says: "the kind of a store is fixed"),
    Refusal(
      name: "claim_token_only_grows", act: "UPDATE OF token", table: "claim",
      when: "new.token < old.token", says: "a token only grows"),
    Refusal(
      name: "attempt_outcome_stays", act: "UPDATE OF outcome, detail", table: "attempt",
      when: "old.outcome IS NOT NULL", says: "an attempt ends once"),
    Refusal(name: "attempt_stays", act: "DELETE", table: "attempt", says: "an attempt stays"),
  ]

  /// PostgreSQL's triggers call a function; SQLite's say it themselves.
  private static func refusing(in dialect: Dialect) -> [String] {
    guard dialect == .postgresql else { return [] }
    return [
      """
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'refused' USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[0];
      END $$
      """
    ]
  }
}

/// A write that the schema refuses, with the sentence that says why.
struct Refusal {
  let name: String
  let act: String
  let table: String
  var when: String?
  let says: String

  func statement(in dialect: Dialect) -> String {
    switch dialect {
    case .sqlite:
      """
      CREATE TRIGGER \(name) BEFORE \(act) ON \(table) \(when.map { "WHEN \($0)" } ?? "")
      BEGIN SELECT RAISE(ABORT, '\(says)'); END
      """
    case .postgresql:
      """
      CREATE TRIGGER \(name) BEFORE \(act) ON \(table) FOR EACH ROW
        \(when.map { "WHEN (\($0))" } ?? "") EXECUTE FUNCTION refuse('\(says)')
      """
    }
  }
}
