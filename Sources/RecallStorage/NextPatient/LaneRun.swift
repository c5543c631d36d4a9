import Foundation
import RecallDomain

/// The ready entries of one lane in order, read a few at a time.
final class LaneRun {
  /// An entry in line.
  struct Key: Comparable {
    let place: PlaceInLine
    let patient: String
    /// As they stand in the index.
    let turn: Int
    let due: String

    var id: String { place.id }
    var priority: Int { place.priority }

    static func < (left: Key, right: Key) -> Bool { left.place < right.place }
  }

  /// What a verdict may hold for.
  enum Shared: Hashable {
    case segment(String)
    case language(String)
    /// Who may not call a segment in one language may in another.
    case practice(segment: String, language: String)
    /// A segment may have calling hours of its own.
    case hours(String, segment: String)
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
  let lane: Int
  let segment: String
  let language: String
  let hours: String
  /// The same for all of them.
  private let fit: PartFit
  var shut: Bool
  private(set) var closedFor: ExclusionReason?
  /// What is known of the run without asking.
  private(set) var known: ArraySlice<Key> = []
  /// Whoever is not known stands behind this one; `nil`: everybody is known.
  private(set) var bound: Key?
  private var last: Key
  private var pages = 0

  /// A lane with the first of its entries; whether there are more is not known.
  init(_ row: SQLRow, at now: Date, under classes: HoursClasses) throws {
    self.now = now
    let fields = Fields(row, of: "lane")
    lane = try fields.int("lane")
    segment = try fields.text("segment")
    language = try fields.text("language")
    hours = try fields.text("hours")
    shut = try fields.flag("shut")
    fit = classes.fit(hours, segment, now)
    last = try Self.key(row, fit)
    known = [last]
    bound = last
  }

  /// Another of the first, in any order.
  func add(_ row: SQLRow) throws {
    known.append(try Self.key(row, fit))
    known.sort()
    last = known.last ?? last
    bound = last
  }

  /// Whoever is not known stands behind `bound`, further than the last of the known.
  func reach(to bound: Key?) { self.bound = bound }

  var isClosed: Bool { closedFor != nil }
  var shared: [Shared] {
    [
      .segment(segment), .language(language), .practice(segment: segment, language: language),
      .hours(hours, segment: segment),
    ]
  }

  func close(_ reason: ExclusionReason) { closedFor = reason }

  func first(_ db: any Connection) throws -> Key? {
    if known.isEmpty && bound != nil { try readOn(db) }
    return known.first
  }

  /// The first entry, which then is no longer the first. Only after `first`.
  func take() -> Key { known.removeFirst() }

  private func readOn(_ db: any Connection) throws {
    let count = pages == 0 ? Self.page : Self.laterPage
    pages += 1
    let rows = try db.rows(
      """
      SELECT turn, priority, due, id, patient FROM recall WHERE lane = ? AND phase = 'ready'
        AND (turn, priority, due, id) > (?, ?, ?, ?) AND \(Self.isFree("recall", "?"))
        ORDER BY turn, priority, due, id LIMIT \(count)
      """, [lane, last.turn, last.priority, last.due, last.id, now.micros])
    let found = try rows.map { try Self.key($0, fit) }
    known = found[...]
    if let newest = found.last { last = newest }
    bound = found.count < count ? nil : last
  }

  private static func key(_ row: SQLRow, _ fit: PartFit) throws -> Key {
    let fields = Fields(row, of: "recall")
    let turn = try fields.int("turn")
    return Key(
      place: PlaceInLine(
        promise: turn == Standing.noTurn ? nil : Date(micros: turn),
        priority: try fields.int("priority"), due: try fields.day("due"), fit: fit,
        id: try fields.text("id")),
      patient: try fields.text("patient"), turn: turn, due: try fields.text("due"))
  }
}
