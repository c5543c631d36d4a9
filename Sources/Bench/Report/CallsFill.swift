import Foundation
import RecallStorage

/// Calls of a year on a made-up list: one to four for each entry, of every kind, so that a report has
/// something to count. Past the acts, many at a time.
struct CallsFill {
  /// Attempts for each entry, on average.
  static let perEntry = 2.5
  private static let atOnce = 20_000

  let now: Date

  func fill(_ store: any SharedActs, entries: Int) throws {
    try store.write("fill") { try CallHistory.prepare($0) }
    for attempt in 1...4 {
      for first in stride(from: 1, through: entries, by: Self.atOnce) {
        let last = min(entries, first + Self.atOnce - 1)
        try store.write("fill") { db in
          _ = try db.change(
            Self.attempts, [first, last, attempt, Int(now.timeIntervalSince1970) * 1_000_000])
        }
      }
    }
    try store.write("fill") { db in _ = try db.change(Self.ended, []) }
  }

  /// The n-th entry has n mod 4 + 1 attempts, three days apart, over sixty days.
  private static let attempts = """
    \(BandRows.series), kind (what, outcome, detail, identity, barriers, contact) AS (
      SELECT 0, 'left-message', 'voicemail', 'not-asked', 0, 1
      UNION ALL SELECT 1, 'no-answer', 'rang-out', 'not-asked', 0, 0
      UNION ALL SELECT 2, 'no-answer', 'identity-not-confirmed', 'failed', 0, 1
      UNION ALL SELECT 3, 'callback-requested', 'any-time', 'verified', 1, 1
      UNION ALL SELECT 4, 'declined', 'for-now', 'verified', 2, 1
      UNION ALL SELECT 5, 'wrong-number', 'not-known', 'not-asked', 0, 0
      UNION ALL SELECT 6, 'scheduled', 'booked', 'verified', 0, 1
      UNION ALL SELECT 7, 'clinical-question', 'routine', 'verified', 4, 1)
    INSERT INTO attempt (call, recall, patient, number, direction, attempt, edition, caller,
        local_date, started, ended_at, outcome, detail, contact, identity, barriers, part)
      SELECT 'c-' || n || '-' || ?3, 'r-P' || (10000000 + n), 'P' || (10000000 + n),
        '+16175550100', 'outbound', ?3, 'bench', 'caller-' || (n % 9), '2026-11-24',
        ?4 - (n % 60) * 86400000000 + ?3 * 259200000000,
        ?4 - (n % 60) * 86400000000 + ?3 * 259200000000 + 240000000,
        outcome, detail, contact, identity, barriers,
        CASE n % 3 WHEN 0 THEN 'morning' WHEN 1 THEN 'afternoon' ELSE 'evening' END
      FROM series JOIN kind ON kind.what = (n * 3 + ?3 * 5) % 8 WHERE n % 4 + 1 >= ?3
    """

  private static let ended = """
    UPDATE recall SET state = 'scheduled', next_action = 'none', phase = 'off',
        ended_as = 'scheduled'
      WHERE id IN (SELECT recall FROM attempt WHERE outcome = 'scheduled')
    """
}
