import Foundation
import RecallDomain

/// A store's way to its server: one session, made when it is needed, made anew after a loss. Each
/// act is one transaction; an act that lost its session has happened wholly or not at all, and
/// repeating it is always right (invariant 11). Not for several threads at once.
final class PostgreSQLConnection: Connection {
  let dialect = Dialect.postgresql
  let address: PostgreSQLAddress
  private var session: PostgreSQLSession?

  /// Opens no session yet.
  init(_ address: PostgreSQLAddress) { self.address = address }

  /// All of the act or nothing of it. A loss before or during COMMIT is `unreachable`: the caller
  /// repeats the act, never reads to find out.
  func transaction<Result>(
    _ act: String, reading: Bool = false, _ body: (any Connection) throws -> Result
  ) throws(StoreFailure) -> Result {
    do {
      try begin(reading ? PostgreSQLSettings.beginReading : PostgreSQLSettings.begin)
      let result: Result
      do { result = try body(self) } catch {
        rollBack()
        throw error
      }
      try commit()
      return result
    } catch let failure as ServerFailure {
      if failure.isLoss { session = nil }
      throw StoreFailure(failure, act: act)
    } catch { throw StoreFailure(error, act: act) }
  }

  func change(_ sql: String, _ arguments: SQLArguments) throws -> Int {
    try current().execute(sql, arguments.values).changed
  }

  func select(_ sql: String, _ arguments: SQLArguments) throws -> [SQLRow] {
    try current().rows(sql, arguments.values)
  }

  func select(each reads: [Read]) throws -> [[SQLRow]] {
    try current().rows(each: reads)
  }

  /// Statements of a migration: no arguments, and no limit of time.
  func script(_ sql: String) throws { try current().simply(sql) }

  /// Lets the session go; the next act opens another.
  func close() { session = nil }

  /// Work that may take as long as it takes: a migration.
  func withoutLimits<Result>(_ body: () throws -> Result) rethrows -> Result {
    session?.patience = nil
    defer { session?.patience = PostgreSQLSettings.answerPatience }
    return try body()
  }

  // MARK: Steps of a transaction

  /// In the middle of a transaction a lost session is never replaced: the rest would be written
  /// without what came before.
  private func current() throws -> PostgreSQLSession {
    guard let session, session.isInTransaction else { throw ServerFailure.lost }
    return session
  }

  /// A session that the server ended while nobody worked is replaced here, unnoticed: nothing has
  /// been asked of it yet.
  private func begin(_ words: String) throws {
    if let session {
      do {
        try session.simply(words)
        return
      } catch let failure as ServerFailure where failure.isLoss {
        self.session = nil
      }
    }
    let fresh = try Handshake.session(at: address)
    session = fresh
    try fresh.simply(words)
  }

  /// COMMIT of a transaction that failed on the way answers ROLLBACK.
  private func commit() throws {
    guard try current().simply("COMMIT").command == "COMMIT" else {
      throw ServerFailure(state: "25P02")
    }
  }

  private func rollBack() {
    guard let session, !session.isLost else {
      self.session = nil
      return
    }
    do { try session.simply("ROLLBACK") } catch { self.session = nil }
  }
}
