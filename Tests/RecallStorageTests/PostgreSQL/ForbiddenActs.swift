import RecallTestSupport
import Testing

/// Plain SQL of one person, each act in a transaction that is undone, so that the next is tried on the
/// same rows.
extension LiveTeam {
  /// insufficient_privilege
  static let notPermitted = "42501"
  /// check_violation: not even the owner of the store may.
  static let notPossible = "23514"

  /// SQLSTATE; `nil`: done as asked.
  private func answer(to sql: String, _ session: PlainSession) throws -> String? {
    try session.run("BEGIN")
    defer { _ = try? session.run("ROLLBACK") }
    do {
      try session.run(sql)
      return nil
    } catch let refused as PlainSession.Refused { return refused.state ?? "?" }
  }

  /// Runs all of them, none of which may be done, and counts.
  func refuses(
    _ forbidden: [String], as person: String, by refusal: String = notPermitted
  ) throws {
    let session = try session(person)
    var broken = 0
    for sql in forbidden {
      let state = try answer(to: sql, session)
      guard state != refusal else { continue }
      broken += 1
      Issue.record("\(person): \(sql) was answered by \(state ?? "done")")
    }
    TrustLedger.count("forbidden actions refused", tried: forbidden.count, broken: broken)
  }

  /// Near misses: what the program does in the same words is done.
  func permits(_ allowed: [String], as person: String) throws {
    let session = try session(person)
    for sql in allowed {
      let state = try answer(to: sql, session)
      #expect(state == nil, "\(person): \(sql) was answered by \(state ?? "")")
    }
  }
}
