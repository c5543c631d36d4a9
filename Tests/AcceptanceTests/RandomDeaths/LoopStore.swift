import Crowd
import Foundation
import GRDB
import RecallStorage
import RecallTestSupport

/// What an auditor of the kill loop reads: the rows themselves, beside the program.
final class LoopStore: AuditRows {
  let clinic: FaultClinic
  /// Waits while a console writes. It may write itself, for it may be the first to find what a death
  /// has left, and then takes that back as any program does.
  private let file: DatabaseQueue?

  init(_ clinic: FaultClinic) throws {
    self.clinic = clinic
    var patient = Configuration()
    patient.busyMode = .timeout(60)
    file =
      clinic.store == .file
      ? try DatabaseQueue(path: clinic.place.storeFile.path, configuration: patient) : nil
  }

  func rows(_ sql: String) throws -> [[String]] {
    guard let file else { return try clinic.rows(sql) }
    return try file.read { db in
      try Row.fetchAll(db, sql: sql).map { row in
        row.databaseValues.map { $0.isNull ? "" : String.fromDatabaseValue($0) ?? "\($0)" }
      }
    }
  }

  func hex(_ column: String) -> String {
    clinic.store == .file ? "hex(\(column))" : "upper(encode(\(column), 'hex'))"
  }

  /// The call that this person is in, as the store names it.
  func openCall(of person: String) throws -> String? {
    try rows(
      "SELECT call FROM claim WHERE caller = '\(person)' AND ended_at IS NULL AND call IS NOT NULL"
    ).first?.first
  }

  /// Calls of this person that have begun and have no outcome.
  func unfinished(of person: String) throws -> Set<String> {
    Set(
      try rows(
        """
        SELECT a.call FROM attempt a JOIN claim c ON c.call = a.call
          WHERE a.outcome IS NULL AND a.withdrawn_at IS NULL AND c.caller = '\(person)'
        """
      ).map { $0[0] })
  }

  /// What must hold at every moment, and all that was ever shown as done.
  func broken(_ ledger: Ledger) throws -> [String] {
    let broken = try AuditRule.afterwards.flatMap { rule -> [String] in
      let rows = try rows(rule.query)
      guard let first = rows.first else { return [] }
      return ["\(rule.sentence): \(rows.count), such as \(first.joined(separator: " "))"]
    }
    return try broken + Caps(self).broken() + Promises(self, lateWordsCount: true).broken(ledger)
  }

  /// When everybody has gone home: each attempt has its outcome, or is offered to be finished.
  func brokenAfterwards() throws -> [String] {
    let open = try clinic.count("attempt WHERE outcome IS NULL AND withdrawn_at IS NULL")
    let offered = try clinic.needingOutcome()
    return try clinic.check().map { "store check: \($0)" }
      + (open == offered ? [] : ["\(open) calls have no outcome, \(offered) are offered"])
      + clinic.place.keptFiles.map { "a call is still kept on this computer: \($0)" }
  }
}
