import Foundation

/// Reads the database beside the program, with SQL of its own, and says what breaks an invariant.
final class Auditor {
  private let shell: SQLShell

  init(_ store: CrowdStore, file: URL) throws { shell = try SQLShell(store, file: file) }

  /// The call that this caller is in, as the store names it.
  func openCall(of caller: String) throws -> String? {
    try shell.rows(
      "SELECT call FROM claim WHERE caller = '\(caller)' AND ended_at IS NULL AND call IS NOT NULL"
    ).first?.first
  }

  /// One look while the consoles work.
  func sample() throws -> [String] { try AuditRule.always.flatMap { try broken($0) } }

  /// Everything, when nobody works any more.
  func audit(_ ledger: Ledger) throws -> [String] {
    try AuditRule.afterwards.flatMap { try broken($0) } + Caps(shell).broken()
      + Promises(shell).broken(ledger)
  }

  private func broken(_ rule: AuditRule) throws -> [String] {
    let rows = try shell.rows(rule.query)
    guard !rows.isEmpty else { return [] }
    let named = rows.prefix(3).map { $0.joined(separator: " ") }.joined(separator: ", ")
    return ["\(rule.sentence): \(rows.count), such as \(named)"]
  }

  /// Before the crowd comes: what the clinic is to have.
  func run(_ sql: String) throws { _ = try shell.rows(sql) }

  func count(_ what: String) throws -> Int {
    try shell.rows("SELECT count(*) FROM \(what)").first?.first.flatMap { Int($0) } ?? 0
  }
}
