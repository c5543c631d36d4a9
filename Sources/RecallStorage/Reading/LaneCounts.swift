import Foundation
import RecallDomain

/// The list in counts: kept by lane, phase, reason and hour, so that their cost depends on the number
/// of lanes, not of entries.
struct LaneCounts {
  let db: any Connection
  let now: Date

  /// One lane with the entries that may be called as soon as it opens: those that stand ready, and
  /// those whose instant has come.
  struct Standing {
    let lane: Int
    let facts: LaneFacts
    let entries: Int
  }

  private static let microsAnHour = 3_600_000_000
  /// The hour that has begun; what waits in it is counted one by one.
  private var hour: Int { now.micros / Self.microsAnHour }

  func standing(segment: String?) throws -> [Standing] {
    var come = try self.come()
    return try db.rows(
      """
      SELECT lane.id, lane.segment, language, hours, shut,
          CAST(coalesce(sum(entries), 0) AS BIGINT) AS entries
        FROM lane LEFT JOIN tally ON tally.lane = lane.id
          AND (phase = 'ready' OR (phase = 'waiting' AND hour < ?1))
        WHERE (CAST(?2 AS TEXT) IS NULL OR lane.segment = ?2)
        GROUP BY lane.id, lane.segment, language, hours, shut ORDER BY lane.id
      """, [hour, segment]
    ).map { row in
      let fields = Fields(row, of: "lane")
      let lane = try fields.int("id")
      let (language, hours) = (try fields.text("language"), try fields.text("hours"))
      return Standing(
        lane: lane,
        facts: LaneFacts(
          segment: try fields.text("segment"), language: language.isEmpty ? nil : language,
          hours: hours.isEmpty ? nil : hours, shut: try fields.flag("shut")),
        entries: try fields.count("entries") + (come.removeValue(forKey: lane) ?? 0))
    }
  }

  /// Entries whose instant has come in this hour, by lane.
  private func come() throws -> [Int: Int] {
    try db.rows(
      """
      SELECT lane, count(*) AS entries FROM recall
        WHERE phase = 'waiting' AND not_before >= ? AND not_before <= ? GROUP BY lane
      """, [hour * Self.microsAnHour, now.micros]
    ).reduce(into: [:]) { found, row in
      let fields = Fields(row, of: "recall")
      found[try fields.int("lane")] = try fields.count("entries")
    }
  }

  /// Entries of these lanes whose instant is after now and not after `end`.
  func waiting(in lanes: [Int], through end: Date) throws -> Int {
    guard now < end, !lanes.isEmpty else { return 0 }
    let last = end.micros / Self.microsAnHour
    let among = "\(db.among("?3"))"
    let lanes = try bound(lanes.map(String.init))
    let inner = try db.int(
      """
      SELECT CAST(sum(entries) AS BIGINT) FROM tally
        WHERE phase = 'waiting' AND hour > ?1 AND hour < ?2 AND CAST(lane AS TEXT) \(among)
      """, [hour, last, lanes])
    let counted = { (after: Int, through: Int) in
      try db.int(
        """
        SELECT count(*) FROM recall WHERE phase = 'waiting' AND not_before > ?1
          AND not_before <= ?2 AND CAST(lane AS TEXT) \(among)
        """, [after, through, lanes]) ?? 0
    }
    let endOfHour = (hour + 1) * Self.microsAnHour - 1
    let head = try counted(now.micros, min(end.micros, endOfHour))
    let tail = hour == last ? 0 : try counted(last * Self.microsAnHour - 1, end.micros)
    return Fields.most(inner ?? 0) + head + tail
  }

  /// Entries kept back, by reason, with the first instant of each that lies ahead.
  func keptBack(segment: String?) throws -> [(ExclusionReason, Int, Date?)] {
    let rows = try db.rows(
      """
      SELECT kept_back, CAST(sum(entries) AS BIGINT) AS entries FROM tally
        JOIN lane ON lane.id = tally.lane
        WHERE kept_back <> '' AND (phase <> 'waiting' OR hour >= ?1)
          AND (CAST(?2 AS TEXT) IS NULL OR segment = ?2) GROUP BY kept_back
      """, [hour, segment])
    return try rows.map { row in
      let fields = Fields(row, of: "tally")
      let reason: ExclusionReason = try fields.word("kept_back")
      let come = try self.come(reason, segment: segment)
      return (reason, try fields.count("entries") - come, try first(reason, segment: segment))
    }
  }

  private func come(_ reason: ExclusionReason, segment: String?) throws -> Int {
    try db.int(
      """
      SELECT count(*) FROM recall WHERE phase = 'waiting' AND kept_back = ?1 AND not_before >= ?2
        AND not_before <= ?3 AND (CAST(?4 AS TEXT) IS NULL OR segment = ?4)
      """, [reason.rawValue, hour * Self.microsAnHour, now.micros, segment]) ?? 0
  }

  /// Found from the first hour in which anybody waits for this reason.
  private func first(_ reason: ExclusionReason, segment: String?) throws -> Date? {
    let from = try db.int(
      """
      SELECT min(hour) FROM tally JOIN lane ON lane.id = tally.lane
        WHERE phase = 'waiting' AND kept_back = ?1 AND hour >= ?2 AND entries > 0
          AND (CAST(?3 AS TEXT) IS NULL OR segment = ?3)
      """, [reason.rawValue, hour, segment])
    guard let from else { return nil }
    return try db.int(
      """
      SELECT not_before FROM recall WHERE phase = 'waiting' AND kept_back = ?1
        AND not_before >= ?2 AND not_before > ?3
        AND (CAST(?4 AS TEXT) IS NULL OR segment = ?4) ORDER BY not_before LIMIT 1
      """, [reason.rawValue, from * Self.microsAnHour, now.micros, segment]
    ).map { Date(micros: $0) }
  }

  /// Entries that a fact on record has ended: nobody is called, and the list says why.
  func endedByFact(segment: String?) throws -> [(ClosingFact, Int)] {
    let rows = try db.rows(
      """
      SELECT ended_as, count(*) AS entries FROM recall
        WHERE stood_as IS NOT NULL AND state = 'closed'
          AND (CAST(?1 AS TEXT) IS NULL OR segment = ?1) GROUP BY ended_as ORDER BY ended_as
      """, [segment])
    return try rows.compactMap { row in
      let fields = Fields(row, of: "recall")
      let end: RecallEnd = try fields.word("ended_as")
      let fact = ClosingFact.allCases.first { $0.end == end }
      return try fact.map { ($0, try fields.count("entries")) }
    }
  }

  /// Entries that are not in line at all: with the clinical team, or booked.
  func outOfLine(_ state: RecallEntry.State, segment: String?) throws -> Int {
    try db.int(
      """
      SELECT count(*) FROM recall
        WHERE state = '\(state.rawValue)' AND (CAST(?1 AS TEXT) IS NULL OR segment = ?1)
      """, [segment]) ?? 0
  }
}
