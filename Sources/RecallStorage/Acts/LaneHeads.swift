/// The lanes in which somebody stands ready, in the order of their first entries. They are found and
/// sorted by the database; only those are opened that the search really comes to, since the first
/// in line is nearly always callable.
final class LaneHeads {
  /// Read at first; whoever needs more needs all.
  private static let page = 8

  private let segment: String?
  private var runs: ArraySlice<LaneRun> = []
  private var last: LaneRun.Key?
  private var pages = 0
  private var exhausted = false

  init(segment: String?) { self.segment = segment }

  /// The first entry of the lane that `take` gives.
  func first(_ db: any Connection) throws -> LaneRun.Key? {
    if runs.isEmpty && !exhausted { try readOn(db) }
    return try runs.first?.first(db)
  }

  /// Only after `first`.
  func take() -> LaneRun { runs.removeFirst() }

  private func readOn(_ db: any Connection) throws {
    let count = pages == 0 ? Self.page : Int(Int32.max)
    let after = last ?? .beforeAll
    let rows = try db.rows(
      """
      SELECT lane.id AS lane, lane.segment, hours, shut, turn, priority, due, recall.id AS id
        FROM lane JOIN recall ON recall.id = (SELECT id FROM recall AS entry
          WHERE entry.lane = lane.id AND phase = 'ready'
          ORDER BY turn, priority, due, id LIMIT 1)
        WHERE (CAST(?1 AS TEXT) IS NULL OR lane.segment = ?1)
          AND (turn, priority, due, recall.id) > (?2, ?3, ?4, ?5)
        ORDER BY turn, priority, due, recall.id LIMIT ?6
      """, [segment, after.turn, after.priority, after.due, after.id, count])
    let found = try rows.map { try LaneRun($0) }
    last = try found.last?.first(db) ?? last
    runs = found[...]
    pages += 1
    exhausted = found.count < count
  }
}
