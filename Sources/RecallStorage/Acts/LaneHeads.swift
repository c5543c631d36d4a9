import Foundation

/// The lanes in which somebody stands ready, in the order of their first entries. They are found and
/// sorted by the database; only those are opened that the search really comes to, since the first
/// in line is nearly always callable.
final class LaneHeads {
  /// Read at first; whoever needs more needs all.
  private static let page = 8

  private let segment: String?
  private let now: Date
  private var runs: ArraySlice<LaneRun> = []
  private var last: LaneRun.Key?
  private var pages = 0
  private var exhausted = false

  init(segment: String?, at now: Date) {
    self.segment = segment
    self.now = now
  }

  /// The first entry of the lane that `take` gives.
  func first(_ db: any Connection) throws -> LaneRun.Key? {
    if runs.isEmpty && !exhausted { try readOn(db) }
    return try runs.first?.first(db)
  }

  /// Only after `first`.
  func take() -> LaneRun { runs.removeFirst() }

  /// The first page, for whoever asks for something else with it; `begin` takes its answer.
  func firstRead(in dialect: Dialect) -> Read {
    read(after: .beforeAll, count: Self.page, in: dialect)
  }

  func begin(with rows: [SQLRow]) throws { try keep(rows, of: Self.page) }

  private func readOn(_ db: any Connection) throws {
    let count = pages == 0 ? Self.page : Int(Int32.max)
    let read = read(after: last ?? .beforeAll, count: count, in: db.dialect)
    try keep(try db.rows(read.sql, read.arguments), of: count)
  }

  private func keep(_ rows: [SQLRow], of count: Int) throws {
    let found = try rows.map { try LaneRun($0, at: now) }
    last = found.last?.head ?? last
    runs = found[...]
    pages += 1
    exhausted = found.count < count
  }

  private func read(after: LaneRun.Key, count: Int, in dialect: Dialect) -> Read {
    Read(
      """
      SELECT lane.id AS lane, lane.segment, language, hours, shut, turn, priority, due,
          recall.id AS id, patient
        FROM \(Self.lanesWithFirst(in: dialect))
        WHERE (CAST(?1 AS TEXT) IS NULL OR lane.segment = ?1)
          AND (turn, priority, due, recall.id) > (?2, ?3, ?4, ?5)
        ORDER BY turn, priority, due, recall.id LIMIT ?6
      """,
      [segment, after.turn, after.priority, after.due, after.id, count, now.micros])
  }

  /// Each lane with its first entry that nobody has. SQLite has no LATERAL and finds the row once more
  /// by its id.
  private static func lanesWithFirst(in dialect: Dialect) -> String {
    let first = """
      FROM recall AS entry
        WHERE entry.lane = lane.id AND phase = 'ready' AND \(LaneRun.isFree("entry", "?7"))
        ORDER BY turn, priority, due, id LIMIT 1
      """
    return switch dialect {
    case .sqlite: "lane JOIN recall ON recall.id = (SELECT id \(first))"
    case .postgresql: "lane CROSS JOIN LATERAL (SELECT * \(first)) AS recall"
    }
  }
}
