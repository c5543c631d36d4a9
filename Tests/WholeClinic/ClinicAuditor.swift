import Crowd
import Foundation
import GRDB

/// Reads the file beside the program, over a connection and with SQL of its own.
final class ClinicAuditor: AuditRows {
  private let queue: DatabaseQueue

  init(_ path: String) throws { queue = try DatabaseQueue(path: path) }

  func rows(_ sql: String) throws -> [[String]] {
    try queue.unsafeReentrantRead { db in
      try Row.fetchAll(db, sql: sql).map { row in
        row.databaseValues.map { value in
          switch value.storage {
          case .null: ""
          case .int64(let number): String(number)
          case .double(let number): String(number)
          case .string(let text): text
          case .blob(let data): String(decoding: data, as: UTF8.self)
          }
        }
      }
    }
  }

  func hex(_ column: String) -> String { "hex(\(column))" }

  func broken(_ rules: [AuditRule]) throws -> [String] {
    try rules.flatMap { rule -> [String] in
      let rows = try rows(rule.query)
      guard let first = rows.first else { return [] }
      return ["\(rule.sentence): \(rows.count), such as \(first.joined(separator: " "))"]
    }
  }

  /// The call that this person is in, as the store names it.
  func openCall(of person: String) throws -> String? {
    try rows(
      "SELECT call FROM claim WHERE caller = '\(person)' AND ended_at IS NULL AND call IS NOT NULL"
    ).first?.first
  }

  func count(_ what: String) throws -> Int {
    try rows("SELECT count(*) FROM \(what)").first?.first.flatMap { Int($0) } ?? 0
  }
}
