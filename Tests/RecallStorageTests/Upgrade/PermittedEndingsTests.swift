import Foundation
import GRDB
import RecallDomain
import RecallTestSupport
import Testing

@testable import RecallStorage

/// What a step `permitting:` does to a store that has calls in it: the endings it names may be saved
/// from then on, no others, and whatever else the store held and refused stays.
@Suite("An ending that comes later is permitted by a step")
struct PermittedEndingsTests {
  private static let steps = [
    Schema.Step(version: Schema.known + 1, permitting: ["no-answer/sung-to"]),
    Schema.Step(version: Schema.known + 2, permitting: ["declined/later", "declined/kindly"]),
  ]

  private static let endings = [
    ("no-answer", "sung-to"), ("declined", "later"), ("declined", "kindly"),
    ("no-answer", "rang-out"), ("escalated", "attempts-exhausted"),
  ]

  /// A word of one outcome is none of another.
  private static let refused = [("no-answer", "kindly"), ("no-answer", "made-up")]

  private static func corrected(_ ending: (String, String)) -> String {
    """
    UPDATE attempt SET outcome = '\(ending.0)', detail = '\(ending.1)', corrections = corrections + 1
      WHERE call = 'c1'
    """
  }

  private static func noted(_ ending: (String, String)) -> String {
    """
    INSERT INTO note_addition (id, note, number, kind, author, at, outcome, detail, body)
      SELECT '\(ending.0) \(ending.1)', id, 1 + (SELECT count(*) FROM note_addition), 'outcome', 'ana',
        1, '\(ending.0)', '\(ending.1)', '{}' FROM note LIMIT 1
    """
  }

  @Test("in a file")
  func inFile() throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    let file = try DatabaseQueue(configuration: configuration)
    try file.write { db in
      let meta = "INSERT INTO meta (\"only\", kind) VALUES (1, 'live')"
      for sql in try Schema.first(in: .sqlite) + [meta] + EarlierStore.rows(in: .sqlite) {
        try db.execute(sql: sql)
      }
    }
    let earlier = Schema.steps(after: 1, in: .sqlite)
    let before = try grow(file, earlier)
    let after = try grow(file, Self.steps.map { Schema.worded($0, in: .sqlite) })
    let added = ", 'declined/later', 'declined/kindly', 'no-answer/sung-to'"
    #expect(before == after.map { $0.replacing(added, with: "") } && before != after)
    try file.write { db in
      for ending in Self.endings {
        try db.execute(sql: Self.corrected(ending))
        try db.execute(sql: Self.noted(ending))
      }
      for ending in Self.refused {
        #expect(throws: DatabaseError.self) { try db.execute(sql: Self.corrected(ending)) }
        #expect(throws: DatabaseError.self) { try db.execute(sql: Self.noted(ending)) }
      }
      #expect(throws: DatabaseError.self) { try db.execute(sql: "DELETE FROM attempt") }
      #expect(try String.fetchAll(db, sql: "PRAGMA integrity_check") == ["ok"])
      #expect(try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") == [])
    }
  }

  private func grow(_ file: DatabaseQueue, _ steps: [Schema.Step]) throws -> [String] {
    try file.write { db in
      for sql in steps.flatMap(\.statements) { try db.execute(sql: sql) }
      return try String.fetchAll(
        db, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
    }
  }

  @Test(
    "on a server", .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
  func onServer() throws {
    let cluster = try Cluster.shared()
    let database = try cluster.makeDatabase()
    defer { cluster.drop(database) }
    let session = try PlainSession(cluster.url(database))
    let meta = "INSERT INTO meta (\"only\", kind) VALUES (1, 'live')"
    let first = ["CREATE SCHEMA recall", "SET search_path = recall"] + Schema.words
    let rows = try Schema.first(in: .postgresql) + [meta] + EarlierStore.rows(in: .postgresql)
    let later =
      Schema.steps(after: 1, in: .postgresql)
      + Self.steps.map { Schema.worded($0, in: .postgresql) }
    for sql in first + rows + later.flatMap(\.statements) { try session.run(sql) }
    for ending in Self.endings {
      try session.run(Self.corrected(ending))
      try session.run(Self.noted(ending))
    }
    for ending in Self.refused {
      for sql in [Self.corrected(ending), Self.noted(ending)] {
        let refusal = #expect(throws: PlainSession.Refused.self) { try session.run(sql) }
        #expect(refusal?.state == "23514")
      }
    }
  }
}
