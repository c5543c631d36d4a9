import Foundation
import RecallDomain

/// What a search must know before it looks at the list, asked for at once.
struct SearchOpening {
  /// This caller has a claim already, at `dial` or in a call.
  private(set) var hasOneInHand = false
  /// Entries this caller gave back with a reason a little while ago, with when they may come again.
  private(set) var skipped: [String: Date] = [:]
  /// The instant has come that some entry waits for.
  private(set) var somebodyIsDue = false

  static func read(by caller: String, at now: Date) -> Read {
    Read(
      """
      SELECT 'held' AS what, id AS which, opened_at AS at FROM claim
        WHERE caller = ?1 AND ended_at IS NULL
      UNION ALL SELECT 'skipped', recall, ended_at FROM claim
        WHERE caller = ?1 AND how = 'gave-back' AND ended_at > ?2 AND reason <> ''
      UNION ALL SELECT * FROM (SELECT 'due', id, not_before FROM recall
        WHERE phase = 'waiting' AND not_before <= ?3 ORDER BY not_before LIMIT 1) AS due
      """,
      [caller, now.addingTimeInterval(-NextSearch.skipRests).micros, now.micros])
  }

  init(_ rows: [SQLRow]) throws {
    for row in rows {
      let fields = Fields(row, of: "claim")
      switch try fields.text("what") {
      case "held": hasOneInHand = true
      case "due": somebodyIsDue = true
      default:
        skipped[try fields.text("which")] = Date(micros: try fields.int("at"))
          .addingTimeInterval(NextSearch.skipRests)
      }
    }
  }
}
