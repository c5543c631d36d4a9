import Foundation
import GRDB
import RecallDomain

/// The few ways in which acts speak to the database: cached statements, arguments always bound.
extension Database {
  /// Writes; answers how many rows were changed.
  @discardableResult
  func run(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
    let statement = try cachedStatement(sql: sql)
    try statement.execute(arguments: arguments)
    return changesCount
  }

  func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
    try Row.fetchAll(try cachedStatement(sql: sql), arguments: arguments)
  }

  func row(_ sql: String, _ arguments: StatementArguments = []) throws -> Row? {
    try Row.fetchOne(try cachedStatement(sql: sql), arguments: arguments)
  }

  func int(_ sql: String, _ arguments: StatementArguments = []) throws -> Int? {
    guard let value = try row(sql, arguments)?.databaseValues.first else { return nil }
    guard case .int64(let number) = value.storage else { return nil }
    return Int(number)
  }

  func text(_ sql: String, _ arguments: StatementArguments = []) throws -> String? {
    guard let value = try row(sql, arguments)?.databaseValues.first else { return nil }
    guard case .string(let text) = value.storage else { return nil }
    return text
  }

  func exists(_ sql: String, _ arguments: StatementArguments = []) throws -> Bool {
    try row(sql, arguments) != nil
  }

  /// The latest instant on record: the journal and the trail grow with every act.
  func latest() throws -> Date? {
    try int(
      """
      SELECT max(at) FROM (
        SELECT * FROM (SELECT at FROM call_event ORDER BY id DESC LIMIT 1)
        UNION ALL SELECT * FROM (SELECT at FROM audit ORDER BY id DESC LIMIT 1))
      """
    ).map { Date(micros: $0) }
  }

  /// One row of the trail: who did which act to which opaque ids (DESIGN, "Audit").
  func audit(
    _ act: AuditAct, by who: String?, recall: RecallID? = nil, call: CallID? = nil,
    subject: String? = nil, at now: Date
  ) throws {
    try run(
      "INSERT INTO audit (at, who, act, recall, call, subject) VALUES (?, ?, ?, ?, ?, ?)",
      [now.micros, who, act.rawValue, recall?.rawValue, call?.rawValue, subject])
  }
}

/// What the trail tells of.
enum AuditAct: String, CaseIterable {
  case claimed, opened, began, withdrawn, parked, closed, stale, imported, approved
  case gaveBack = "gave-back"
  case takenUp = "taken-up"
  case takenOver = "taken-over"
  case staffAdded = "staff-added"
  case staffRemoved = "staff-removed"
}

/// A list bound as one argument: `IN (SELECT value FROM json_each(?))`.
func bound(_ names: some Sequence<String>) throws -> String {
  String(decoding: try JSONEncoder().encode(Array(names)), as: UTF8.self)
}
