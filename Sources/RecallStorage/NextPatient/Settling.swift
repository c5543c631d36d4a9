import Foundation
import RecallDomain

/// Judges entries and writes where each stands, so that `next` finds those who may be called without
/// probing the others, and the counts are what the rules say.
struct Settling {
  let db: any Connection
  let now: Date

  /// `of`: rows of `recall` with the hours of their lane beside them.
  static let rows = "SELECT recall.*, lane.hours FROM recall JOIN lane ON lane.id = recall.lane"

  @discardableResult
  func settle(_ rows: [SQLRow], judge: (Candidate) -> Callability) throws -> [Candidate] {
    let candidates = try CandidateReading(db: db).candidates(rows)
    try db.run(
      "UPDATE recall SET \(Standing.fresh) WHERE id \(db.among("?2"))",
      [now.micros, try bound(candidates.map(\.entry.id.rawValue))])
    for (row, candidate) in zip(rows, candidates) {
      let verdict = judge(candidate)
      if let isShut = Self.isShut(verdict) { try shut(candidate.entry.segment, isShut) }
      guard case .excluded(let reason, let until) = verdict else { continue }
      let hours = try Fields(row, of: "lane").text("hours")
      _ = try Standing(db: db).keepBack(
        candidate, reason, until: until, inNamedHours: !hours.isEmpty, at: now)
    }
    return candidates
  }

  /// Every open entry of these patients.
  func settle(patients: Set<String>, judge: (Candidate) -> Callability) throws {
    guard !patients.isEmpty else { return }
    let rows = try db.rows(
      """
      \(Self.rows) WHERE recall.patient \(db.among("?")) AND recall.state = 'open'
        ORDER BY recall.id \(db.dialect.locked(rowsOf: "recall"))
      """, [try bound(patients.sorted())])
    try settle(rows, judge: judge)
  }

  /// A segment is shut when an entry lacks its script, and open again when one may be called; `nil` =
  /// this verdict does not tell.
  static func isShut(_ verdict: Callability) -> Bool? {
    switch verdict {
    case .excluded(.noScript, _): true
    case .callable: false
    case .excluded: nil
    }
  }

  func shut(_ segment: String, _ isShut: Bool) throws {
    try db.run("UPDATE lane SET shut = ?1 WHERE segment = ?2 AND shut <> ?1", [isShut, segment])
  }
}
