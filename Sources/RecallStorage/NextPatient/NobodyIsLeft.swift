import Foundation
import RecallDomain

/// What is told when nobody is left to call: why, and when somebody will be.
extension NextSearch {
  func nobody(_ db: any Connection) throws -> ClaimAnswer {
    var blocked = passed
    let kept = try Tallies(db: db).keptBack(segment: segment)
    blocked.merge(kept) { $0 + $1 }
    blocked[.claimed, default: 0] += try inOtherHands(db)
    for run in line.runs {
      guard let reason = run.closedFor else { continue }
      blocked[reason, default: 0] += try Tallies(db: db).ready(lane: run.lane)
    }
    if let waiting = try Tallies(db: db).next(segment: segment, after: now) {
      noteEarliest(waiting.at, waiting.recall.rawValue)
    }
    return .nobody(
      NobodyNow(
        blocked: blocked.filter { $0.value > 0 }, givenBack: givenBack, next: earliest?.at,
        whose: earliest?.recall))
  }

  /// Ready entries whose patients somebody has, in lanes that are not closed for another reason.
  private func inOtherHands(_ db: any Connection) throws -> Int {
    let closed = Set(line.runs.filter(\.isClosed).map(\.lane))
    let rows = try db.rows(
      """
      SELECT lane FROM recall WHERE phase = 'ready' AND (CAST(?2 AS TEXT) IS NULL OR segment = ?2)
        AND patient IN (SELECT patient FROM claim
          WHERE ended_at IS NULL AND (call IS NOT NULL OR lease_ends > ?1))
      """, [now.micros, segment])
    return try rows.count { !closed.contains(try Fields($0, of: "recall").int("lane")) }
  }
}
