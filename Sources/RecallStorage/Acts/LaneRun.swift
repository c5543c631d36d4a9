import RecallDomain

/// The ready entries of one lane in order, read a few at a time.
final class LaneRun {
  /// Where an entry stands in line: promised callbacks, then priority, due date, id.
  struct Key: Comparable {
    let turn: Int
    let priority: Int
    let due: String
    let id: String

    /// Nobody stands before this.
    static let beforeAll = Key(turn: .min, priority: .min, due: "", id: "")

    static func < (left: Key, right: Key) -> Bool {
      (left.turn, left.priority, left.due, left.id)
        < (right.turn, right.priority, right.due, right.id)
    }
  }

  private static let page = 8

  let lane: Int
  let segment: String
  let hours: String
  var shut: Bool
  private(set) var closedFor: ExclusionReason?
  private var keys: ArraySlice<Key> = []
  private var last: Key?
  private var exhausted = false

  /// A lane with its first entry.
  init(_ row: SQLRow) throws {
    let fields = Fields(row, of: "lane")
    lane = try fields.int("lane")
    segment = try fields.text("segment")
    hours = try fields.text("hours")
    shut = try fields.flag("shut")
    let head = try Self.key(row)
    keys = [head]
    last = head
  }

  var isClosed: Bool { closedFor != nil }

  func close(_ reason: ExclusionReason) { closedFor = reason }

  func first(_ db: any Connection) throws -> Key? {
    if keys.isEmpty && !exhausted { try readOn(db) }
    return keys.first
  }

  /// The id of the first entry, which then is no longer the first. Only after `first`.
  func take() -> String { keys.removeFirst().id }

  private func readOn(_ db: any Connection) throws {
    let columns = "SELECT turn, priority, due, id FROM recall WHERE lane = ? AND phase = 'ready'"
    let order = "ORDER BY turn, priority, due, id LIMIT \(Self.page)"
    let rows =
      if let last {
        try db.rows(
          "\(columns) AND (turn, priority, due, id) > (?, ?, ?, ?) \(order)",
          [lane, last.turn, last.priority, last.due, last.id])
      } else {
        try db.rows("\(columns) \(order)", [lane])
      }
    let found = try rows.map { try Self.key($0) }
    keys = found[...]
    if let newest = found.last { last = newest }
    exhausted = found.count < Self.page
  }

  private static func key(_ row: SQLRow) throws -> Key {
    let fields = Fields(row, of: "recall")
    return Key(
      turn: try fields.int("turn"), priority: try fields.int("priority"),
      due: try fields.text("due"), id: try fields.text("id"))
  }
}
