import Crowd
import Foundation
import GRDB
import RecallTestSupport

/// Reads the rows beside the program, over a connection and with SQL of its own.
final class ClinicAuditor: AuditRows {
  private enum Way {
    case file(DatabaseQueue)
    case server(PlainSession)
  }

  private let way: Way

  init(_ room: ClinicRoom) throws {
    switch room.ground {
    case .file: way = .file(try DatabaseQueue(path: room.file))
    case .server(let url):
      let session = try PlainSession(url)
      try session.run("SET search_path = recall")
      way = .server(session)
    }
  }

  func rows(_ sql: String) throws -> [[String]] {
    switch way {
    case .file(let queue): try Self.rows(sql, queue)
    case .server(let session): try session.run(sql).map { $0.map { $0 ?? "" } }
    }
  }

  static func rows(_ sql: String, _ queue: DatabaseQueue) throws -> [[String]] {
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

  func hex(_ column: String) -> String {
    switch way {
    case .file: "hex(\(column))"
    case .server: "upper(encode(\(column), 'hex'))"
    }
  }

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

  /// The last event of any journal: what comes later has a higher number.
  func lastEvent() throws -> Int {
    try rows("SELECT coalesce(max(id), 0) FROM call_event").first?.first.flatMap { Int($0) } ?? 0
  }
}
