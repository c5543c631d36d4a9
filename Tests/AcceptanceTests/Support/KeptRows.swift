import Foundation
import GRDB

/// What a store holds of calls, read beside the program: everything that a person was shown as
/// done.
struct KeptRows: Equatable {
  let rows: [String: Set<String>]

  private static let queries = [
    "journal": "SELECT call || seq || kind || hex(payload) FROM call_event",
    "items": "SELECT id || state || coalesce(question, '') FROM queue_item",
    "opt-outs": "SELECT id FROM patient WHERE opted_out_at IS NOT NULL",
    "silenced": "SELECT number FROM silenced",
    "emergencies": "SELECT call FROM attempt WHERE emergency = 1",
    "tries": "SELECT key FROM identity_try",
    "held": "SELECT id || held_by FROM slot WHERE held_by IS NOT NULL",
    "notes": "SELECT body FROM note",
    "marks": "SELECT id || words FROM stumble",
  ]
  /// What the rest of a call may add to and never takes back.
  private static let standing = [
    "journal", "opt-outs", "silenced", "emergencies", "tries", "notes", "marks",
  ]

  init(of place: Workplace) throws {
    let path = place.home.appendingPathComponent("demo/recall.sqlite").path
    let queue = try DatabaseQueue(path: path)
    rows = try queue.read { db in
      try Self.queries.mapValues { Set(try String.fetchAll(db, sql: $0)) }
    }
  }

  /// The kinds of rows that are gone in `later`.
  func lost(in later: KeptRows) -> [String] {
    Self.standing.filter { !(rows[$0] ?? []).isSubset(of: later.rows[$0] ?? []) }
  }

  func count(_ kind: String) -> Int { rows[kind]?.count ?? 0 }
}
