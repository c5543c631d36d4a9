import Foundation
import RecallStorage

/// What calls leave behind, written many at a time: the rows of an attempt and of its close.
struct CallHistory {
  let now: Date

  private var micros: Int { Int(now.timeIntervalSince1970 * 1_000_000) }

  /// The edition that these calls were made with.
  static func prepare(_ db: any Connection) throws {
    _ = try db.change(
      "INSERT INTO script_version (hash, compiled) VALUES ('bench', ?)", [Data([0])])
  }

  /// Patient 0, called and done with: whom the calls of others are counted for.
  static func addSomebodyElse(_ lane: Int, _ db: any Connection) throws {
    try BandRows(band: Band(entries: 1), lane: lane).insert(0...0, db)
    _ = try db.change(moved, [0, 0])
  }

  /// Each of these numbers was answered today, for somebody else: the cap of the day is reached.
  func reach(_ numbers: ClosedRange<Int>, _ db: any Connection) throws {
    _ = try db.change(
      Self.attempts(recall: "'r-P10000000'", patient: "'P10000000'"),
      [numbers.lowerBound, numbers.upperBound, micros - 3_600_000_000])
  }

  /// Each of these was called last month and closed: claim, attempt, note, trail, and the entry off.
  func close(_ numbers: ClosedRange<Int>, _ db: any Connection) throws {
    let then = micros - 30 * 86_400_000_000
    let range: SQLArguments = [numbers.lowerBound, numbers.upperBound]
    var dated = range
    dated += [then]
    _ = try db.change(
      Self.attempts(recall: "'r-P' || (10000000 + n)", patient: "'P' || (10000000 + n)"), dated)
    for statement in [Self.claims, Self.notes, Self.trail] { _ = try db.change(statement, dated) }
    _ = try db.change(Self.moved, range)
  }

  private static func attempts(recall: String, patient: String) -> String {
    """
    \(BandRows.series)
    INSERT INTO attempt (call, recall, patient, number, direction, attempt, edition, caller,
        local_date, started, ended_at, outcome, detail, contact)
      SELECT 'c-' || n, \(recall), \(patient),
        (SELECT number FROM phone WHERE phone.patient = 'P' || (10000000 + n)),
        'outbound', 1, 'bench', 'ben', '2026-11-24', ?3, ?3, 'no-answer', 'rang-out', 1 FROM series
    """
  }

  private static let claims = """
    \(BandRows.series)
    INSERT INTO claim (id, recall, patient, number, caller, token, last_seq, call, lease,
        lease_ends, opened_at, ended_at, how)
      SELECT 'k-' || n, recall, patient, number, 'ben', 1, 3, call, 1800000000, ?3, ?3, ?3,
        'closed' FROM series JOIN attempt ON attempt.call = 'c-' || n
    """

  private static let notes = """
    \(BandRows.series)
    INSERT INTO note (id, call, patient, caller, ended, body)
      SELECT 'n-' || n, 'c-' || n, 'P' || (10000000 + n), 'ben', ?3, '{}' FROM series
    """

  private static let trail = """
    \(BandRows.series)
    INSERT INTO audit (at, who, act, recall, call)
      SELECT ?3, 'ben', 'closed', 'r-P' || (10000000 + n), 'c-' || n FROM series
    """

  private static let moved = """
    UPDATE recall SET state = 'closed', next_action = 'none', phase = 'off' WHERE id IN (
      \(BandRows.series) SELECT 'r-P' || (10000000 + n) FROM series)
    """
}
