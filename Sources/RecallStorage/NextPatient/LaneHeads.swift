import Foundation
import RecallDomain

/// The lanes in which somebody stands ready, by their first entries: found by the database, the first
/// in line first. Only as many are read as the search comes to, since the first in line is nearly
/// always callable.
final class LaneHeads {
  /// Entries read at first, and those level with the last of them; whoever needs more needs all.
  private static let page = 16

  /// Entries of each lane. More than one is worth its cost where callers crowd at the head of the line.
  private let depth: Int
  private let segment: String?
  private let now: Date
  private let classes: HoursClasses
  /// Whoever is not read yet is behind all who are level with this one.
  private(set) var last: LaneRun.Key?
  private(set) var isAll = false
  private var pages = 0

  init(segment: String?, at now: Date, under classes: HoursClasses, depth: Int = 1) {
    self.segment = segment
    self.now = now
    self.classes = classes
    self.depth = depth
  }

  /// Whoever is not read yet is behind this entry.
  func cover(_ key: LaneRun.Key?) -> Bool {
    if isAll { return true }
    guard let key, let last else { return false }
    return !key.place.isBehindLevel(of: last.place)
  }

  /// The first page, for whoever asks for something else with it; `begin` takes its answer.
  func firstRead(in dialect: Dialect) -> Read { read(Self.page * depth, in: dialect) }

  func begin(with rows: [SQLRow]) throws -> [LaneRun] { try keep(rows, of: Self.page * depth) }

  /// More of them, in no order.
  func more(_ db: any Connection) throws -> [LaneRun] {
    let count = pages == 0 ? Self.page * depth : Int(Int32.max)
    let read = read(count, in: db.dialect)
    return try keep(try db.rows(read.sql, read.arguments), of: count)
  }

  /// The database does not know how the part of the day suits a lane: those who are level come all at
  /// once, and are put in order by whoever merges them.
  private func keep(_ rows: [SQLRow], of count: Int) throws -> [LaneRun] {
    var found: [Int: LaneRun] = [:]
    for row in rows {
      let lane = try Fields(row, of: "lane").int("lane")
      if let run = found[lane] {
        try run.add(row)
      } else {
        found[lane] = try LaneRun(row, at: now, under: classes)
      }
    }
    last = found.values.compactMap(\.known.last).max() ?? last
    isAll = rows.count < count
    pages += 1
    // Of a lane that gave fewer than it might the rest is behind the page.
    for run in found.values where run.known.count < depth { run.reach(to: isAll ? nil : last) }
    return Array(found.values)
  }

  private func read(_ count: Int, in dialect: Dialect) -> Read {
    Read(
      """
      SELECT * FROM (
        SELECT lane.id AS lane, lane.segment, language, hours, shut, turn, priority, due,
            recall.id AS id, patient, rank() OVER (ORDER BY turn, priority, due) AS level
          FROM \(lanesWithFirst(in: dialect))
          WHERE (CAST(?1 AS TEXT) IS NULL OR lane.segment = ?1)
            AND (turn, priority, due) > (?2, ?3, ?4)) AS head
        WHERE level <= ?5
      """,
      [
        segment, last?.turn ?? .min, last?.priority ?? .min, last?.due ?? "", count, now.micros,
      ])
  }

  /// Each lane with its first entries that nobody has. SQLite has no LATERAL, and finds the row of one
  /// once more by its id; nobody crowds there.
  private func lanesWithFirst(in dialect: Dialect) -> String {
    let first = """
      FROM recall AS entry
        WHERE entry.lane = lane.id AND phase = 'ready' AND \(LaneRun.isFree("entry", "?6"))
        ORDER BY turn, priority, due, id LIMIT
      """
    return switch dialect {
    case .sqlite: "lane JOIN recall ON recall.id = (SELECT id \(first) 1)"
    case .postgresql: "lane CROSS JOIN LATERAL (SELECT * \(first) \(depth)) AS recall"
    }
  }
}
