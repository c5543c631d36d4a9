package import Foundation
package import RecallDomain

/// The whole list in the order of the line (`PlaceInLine`) but for promises, in short reads; at the end
/// those that a fact on record has closed. `body` runs outside any transaction.
extension SharedActs {
  package func eachCandidate(
    segment: String?, at now: Date, _ body: (Candidate) throws -> Void
  ) throws {
    try ListWalk(store: self, segment: segment, now: now, onlyReady: false).each(body)
    try eachEndedByFact(segment: segment, body)
  }

  private func eachEndedByFact(
    segment: String?, _ body: (Candidate) throws -> Void
  ) throws {
    var after = ""
    while true {
      let page = try read("eachCandidate") { db in
        let rows = try db.rows(
          """
          SELECT * FROM recall WHERE stood_as IS NOT NULL AND state = 'closed' AND id > ?1
            AND (CAST(?2 AS TEXT) IS NULL OR segment = ?2) ORDER BY id LIMIT \(endedAtOnce)
          """, [after, segment])
        return try CandidateReading(db: db).candidates(rows)
      }
      for candidate in page { try body(candidate) }
      guard page.count == endedAtOnce, let last = page.last?.entry else { return }
      after = last.id.rawValue
    }
  }

  package func eachReady(
    segment: String?, at now: Date, _ body: (Candidate) throws -> Void
  ) throws {
    try ListWalk(store: self, segment: segment, now: now, onlyReady: true).each(body)
  }
}

/// Closed entries in one short read.
private let endedAtOnce = 256

/// The index gives priority, due date and id; how the part of the day suits an entry changes with the
/// clock and is no column. Those who are level are therefore put in order here: in memory while they
/// are few, otherwise in one pass for each fit, so that memory does not grow with the list.
private final class ListWalk {
  private typealias Entry = (fit: PartFit, candidate: Candidate)

  /// The place behind which a page begins.
  private struct Place {
    var priority = 0
    var due = ""
    var id = ""

    init() {}

    init(_ entry: RecallEntry) {
      (priority, due, id) = (entry.priority, entry.due.description, entry.id.rawValue)
    }

    /// Before, and behind, all those who are level with it.
    var beforeLevel: Place { with(id: "") }
    var behindLevel: Place { with(id: String(repeating: "\u{10FFFF}", count: 4)) }

    private func with(id: String) -> Place {
      var place = self
      place.id = id
      return place
    }
  }

  private let store: any SharedActs
  private let segment: String?
  private let now: Date
  private let onlyReady: Bool
  /// How the part of the day suits each lane; one that is made meanwhile is as good as any.
  private var fits: [Int: PartFit] = [:]
  /// Entries that are level, as far as they are read.
  private var level: [Entry] = []

  init(store: any SharedActs, segment: String?, now: Date, onlyReady: Bool) {
    self.store = store
    self.segment = segment
    self.now = now
    self.onlyReady = onlyReady
  }

  func each(_ body: (Candidate) throws -> Void) throws {
    fits = try readFits()
    var after: Place? = Place()
    while let place = after {
      let page = try read(after: place)
      after = page.count < entriesAtOnce ? nil : page.last.map { Place($0.candidate.entry) }
      for entry in page { try add(entry, body) }
      guard level.count > heldAtMost, let first = level.first else { continue }
      level = []
      let here = Place(first.candidate.entry)
      for fit in PartFit.allCases { try passLevel(of: here, fit, body) }
      after = here.behindLevel
    }
    try flush(body)
  }

  private func add(_ entry: Entry, _ body: (Candidate) throws -> Void) throws {
    // Nobody waits for a better part of the day: the index says it all.
    if fits.isEmpty { return try body(entry.candidate) }
    if let first = level.first?.candidate.entry,
      (first.priority, first.due) != (entry.candidate.entry.priority, entry.candidate.entry.due)
    {
      try flush(body)
    }
    level.append(entry)
  }

  private func flush(_ body: (Candidate) throws -> Void) throws {
    let inOrder = level.sorted {
      ($0.fit, $0.candidate.entry.id.rawValue) < ($1.fit, $1.candidate.entry.id.rawValue)
    }
    level = []
    for entry in inOrder { try body(entry.candidate) }
  }

  /// Those of a level whom the part of the day suits so.
  private func passLevel(
    of place: Place, _ fit: PartFit, _ body: (Candidate) throws -> Void
  ) throws {
    var after: Place? = place.beforeLevel
    while let here = after {
      let page = try read(after: here, only: fit)
      after = page.count < entriesAtOnce ? nil : page.last.map { Place($0.candidate.entry) }
      for entry in page where entry.fit == fit { try body(entry.candidate) }
    }
  }

  /// One short read. With `only`, no further than the level.
  private func read(after: Place, only: PartFit? = nil) throws -> [Entry] {
    try store.read("list") { db in
      var arguments: SQLArguments = [after.priority, after.due, after.id, segment]
      if onlyReady { arguments += [now.micros] }
      let rows = try db.rows(
        """
        SELECT * FROM recall WHERE state <> 'closed' AND (priority, due, id) > (?1, ?2, ?3)
          AND (CAST(?4 AS TEXT) IS NULL OR segment = ?4)
          \(only == nil ? "" : "AND priority = ?1 AND due = ?2")
          \(onlyReady ? "AND (phase = 'ready' OR (phase = 'waiting' AND not_before <= ?5))" : "")
          ORDER BY priority, due, id LIMIT \(entriesAtOnce)
        """, arguments)
      let lanes = try rows.map { fits[try Fields($0, of: "recall").int("lane")] ?? .any }
      return zip(lanes, try CandidateReading(db: db).candidates(rows)).map { ($0, $1) }
    }
  }

  private func readFits() throws -> [Int: PartFit] {
    let rows = try store.read("list") { try $0.rows("SELECT id, segment, hours FROM lane") }
    return try rows.reduce(into: [:]) { fits, row in
      let fields = Fields(row, of: "lane")
      let fit = store.classes.fit(try fields.text("hours"), try fields.text("segment"), now)
      if fit != .any { fits[try fields.int("id")] = fit }
    }
  }
}

/// Entries in one short read.
private let entriesAtOnce = 256
/// Entries of one priority and due date that are put in order in memory.
private let heldAtMost = 1_024
