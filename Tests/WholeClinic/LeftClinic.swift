import Crowd
import GRDB

/// What one simulated clinic has left, without the guards that keep anybody from spoiling it: to show what
/// the auditor says when a wrong program has.
package final class LeftClinic {
  private let queue: DatabaseQueue

  package init(seed: UInt64) throws {
    queue = try DatabaseQueue()
    let clinic = try WholeClinic(seed: seed)
    _ = try clinic.run()
    try withExtendedLifetime(clinic) {
      try DatabaseQueue(path: clinic.room.file).backup(to: queue)
    }
    try queue.write { db in
      let guards = try String.fetchAll(
        db,
        sql: """
          SELECT type || ' ' || name FROM sqlite_schema WHERE sql IS NOT NULL AND (type = 'trigger'
            OR (type = 'index' AND sql LIKE 'CREATE UNIQUE%'))
          """)
      for name in guards { try db.execute(sql: "DROP \(name)") }
    }
  }

  /// What the auditor says of it.
  ///
  /// - Parameter sql: statements that spoil a copy of it first.
  package func broken(by sql: String = "") throws -> [String] {
    let copy = try DatabaseQueue()
    try queue.backup(to: copy)
    try copy.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
      try db.execute(sql: sql)
    }
    let rows = LeftRows(copy)
    return try AuditRule.afterwards.filter { try !rows.rows($0.query).isEmpty }.map(\.sentence)
      + SaidInCalls(rows).broken()
  }
}

private final class LeftRows: AuditRows {
  private let queue: DatabaseQueue

  init(_ queue: DatabaseQueue) { self.queue = queue }

  func rows(_ sql: String) throws -> [[String]] { try ClinicAuditor.rows(sql, queue) }

  func hex(_ column: String) -> String { "hex(\(column))" }
}
