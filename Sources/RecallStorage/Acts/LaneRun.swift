import Foundation
import RecallDomain

/// The ready entries of one lane in order, read a few at a time.
final class LaneRun {
  /// Where an entry stands in line: promised callbacks, then priority, due date, id.
  struct Key: Comparable {
    let turn: Int
    let priority: Int
    let due: String
    let id: String
    let patient: String

    /// Nobody stands before this.
    static let beforeAll = Key(turn: .min, priority: .min, due: "", id: "", patient: "")

    static func < (left: Key, right: Key) -> Bool {
      (left.turn, left.priority, left.due, left.id)
        < (right.turn, right.priority, right.due, right.id)
    }
  }

  /// What a verdict may hold for.
  enum Shared: Hashable {
    case segment(String)
    case language(String)
    case hours(String)
  }

  /// Read at first; whoever needs more stands in a crowd.
  private static let page = 8
  private static let laterPage = 32

  /// Nobody has the patient of this entry; whoever does is passed over where the list is read, not one
  /// by one. A claim that never dialled and has run out may be taken over.
  static func isFree(_ entry: String, _ now: String) -> String {
    """
    NOT EXISTS (SELECT 1 FROM claim WHERE claim.patient = \(entry).patient AND ended_at IS NULL
      AND (call IS NOT NULL OR lease_ends > \(now)))
    """
  }

  private let now: Date
  /// Who stood first when the lane was found.
  let head: Key
  let lane: Int
  let segment: String
  let language: String
  let hours: String
  var shut: Bool
  private(set) var closedFor: ExclusionReason?
  private var keys: ArraySlice<Key> = []
  private var last: Key?
  private var exhausted = false
  private var pages = 0

  /// A lane with its first entry.
  init(_ row: SQLRow, at now: Date) throws {
    self.now = now
    let fields = Fields(row, of: "lane")
    lane = try fields.int("lane")
    segment = try fields.text("segment")
    language = try fields.text("language")
    hours = try fields.text("hours")
    shut = try fields.flag("shut")
    head = try Self.key(row)
    keys = [head]
    last = head
  }

  var isClosed: Bool { closedFor != nil }
  var shared: [Shared] { [.segment(segment), .language(language), .hours(hours)] }

  func close(_ reason: ExclusionReason) { closedFor = reason }

  func first(_ db: any Connection) throws -> Key? {
    if keys.isEmpty && !exhausted { try readOn(db) }
    return keys.first
  }

  /// What is known of the run without asking, and whether that is all of it.
  var known: (keys: ArraySlice<Key>, isAll: Bool) { (keys, exhausted) }

  /// The first entry, which then is no longer the first. Only after `first`.
  func take() -> Key { keys.removeFirst() }

  private func readOn(_ db: any Connection) throws {
    let after = last ?? .beforeAll
    let count = pages == 0 ? Self.page : Self.laterPage
    pages += 1
    let rows = try db.rows(
      """
      SELECT turn, priority, due, id, patient FROM recall WHERE lane = ? AND phase = 'ready'
        AND (turn, priority, due, id) > (?, ?, ?, ?) AND \(Self.isFree("recall", "?"))
        ORDER BY turn, priority, due, id LIMIT \(count)
      """, [lane, after.turn, after.priority, after.due, after.id, now.micros])
    let found = try rows.map { try Self.key($0) }
    keys = found[...]
    if let newest = found.last { last = newest }
    exhausted = found.count < count
  }

  private static func key(_ row: SQLRow) throws -> Key {
    let fields = Fields(row, of: "recall")
    return Key(
      turn: try fields.int("turn"), priority: try fields.int("priority"),
      due: try fields.text("due"), id: try fields.text("id"), patient: try fields.text("patient"))
  }
}
