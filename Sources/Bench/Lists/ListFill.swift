import Foundation
import RecallDomain
import RecallStorage

/// Fills a new store by SQL that both databases read, past the import: rows as an import leaves
/// them, under the schema's own constraints, indexes and triggers.
struct ListFill {
  private static let rowsAtOnce = 10_000

  let store: any SharedActs
  let shape: ListShape
  let entries: Int
  let now: Date

  func run() throws {
    var first = 1
    for band in shape.bands(entries) where band.entries > 0 {
      let rows = BandRows(band: band, lane: try lane(of: band))
      try inParts(first, first + band.entries - 1) { try rows.insert($1, $0) }
      first += band.entries
    }
    let history = CallHistory(now: now)
    switch shape {
    case .allCapped:
      let lane = try lane(of: Band(entries: 1))
      try store.write("fill") { try CallHistory.addSomebodyElse(lane, $0) }
      try called(entries) { try history.reach($1, $0) }
    case .afterCloses: try called(entries / 2) { try history.close($1, $0) }
    case .plain, .outsideHours, .rareLanguage: break
    }
  }

  private func called(
    _ entries: Int, _ body: (any Connection, ClosedRange<Int>) throws -> Void
  ) throws {
    try store.write("fill") { try CallHistory.prepare($0) }
    try inParts(1, entries, body)
  }

  private func inParts(
    _ first: Int, _ last: Int, _ body: (any Connection, ClosedRange<Int>) throws -> Void
  ) throws {
    for start in stride(from: first, through: last, by: Self.rowsAtOnce) {
      let range = start...min(last, start + Self.rowsAtOnce - 1)
      try store.write("fill") { try body($0, range) }
    }
  }

  private func lane(of band: Band) throws -> Int {
    let hours = store.classes.name(band.patient, [])
    let key: SQLArguments = [band.segment, band.language, hours ?? ""]
    return try store.write("fill") { db in
      _ = try db.change(
        """
        INSERT INTO lane (segment, language, interpreter, hours) VALUES (?, ?, 0, ?)
          ON CONFLICT DO NOTHING
        """, key)
      let rows = try db.select(
        "SELECT id FROM lane WHERE segment = ? AND language = ? AND interpreter = 0 AND hours = ?",
        key)
      guard case .int(let id)? = rows.first?.first else { throw BenchFailure.clinic }
      return id
    }
  }
}
