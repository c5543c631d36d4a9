import CLibPQ
import Foundation
import RecallDomain

/// One session with the server, from the handshake to its end. Once it is lost it stays lost.
/// Not for several threads at once.
final class PostgreSQLSession {
  private struct Prepared {
    let name: String
    let types: [Oid]
    var columns: SQLRow.Columns?

    func fits(_ values: [SQLValue]) -> Bool {
      zip(types, values).allSatisfy { type, value in
        let own = TypeNumber.of(value)
        return own == TypeNumber.unknown || own == type
      }
    }
  }

  let handle: OpaquePointer
  /// By the text of the statement as the act wrote it.
  private var prepared: [String: Prepared] = [:]
  private var made = 0
  /// A transaction that has begun for whoever works in it; the server hears of it with the first
  /// question, so that this costs no way of its own.
  var owedBegin: String?
  /// The first question of this transaction insists on the version of the store.
  var owesInsistence = false
  /// How long an answer may take, in seconds; `nil` waits for ever, as a migration does.
  var patience: Int? = PostgreSQLSettings.answerPatience
  /// Until when the whole act may take, where somebody is on the line.
  var limit: Deadline?
  /// An answer did not come in time: whatever comes now would answer the next question.
  private var isGivenUp = false

  init(_ handle: OpaquePointer) {
    self.handle = handle
    // Notices carry values of rows, and would go to standard error.
    PQsetNoticeReceiver(handle, { _, _ in }, nil)
  }

  deinit { PQfinish(handle) }

  var isLost: Bool { isGivenUp || PQstatus(handle) != CONNECTION_OK }
  /// Where it is, as a number; `nil` for a socket in a folder.
  var address: String? {
    let text = PQhostaddr(handle).map { String(cString: $0) } ?? ""
    return text.isEmpty || text.hasPrefix("/") ? nil : text
  }
  /// The server's process for this session.
  var process: Int32 { PQbackendPID(handle) }
  var isInTransaction: Bool {
    owedBegin != nil || [PQTRANS_INTRANS, PQTRANS_INERROR].contains(PQtransactionStatus(handle))
  }

  /// Text without arguments, of one statement or many.
  @discardableResult
  func simply(_ sql: String) throws -> PostgreSQLResult {
    guard PQsendQuery(handle, sql) == 1 else { throw ServerFailure.lost }
    if sql == "COMMIT" { KillWatch.sentCommit() }
    return try answer()
  }

  /// Prepared once; the arguments are bound.
  func execute(_ sql: String, _ values: [SQLValue]) throws -> PostgreSQLResult {
    let statement = try preparation(of: sql, for: values)
    guard owedBegin == nil, !owesInsistence else { return try together([(statement, values)])[0] }
    try send(statement, values)
    do { return try answer() } catch let failure as ServerFailure where failure.isStalePreparation {
      prepared = [:]
      throw failure
    }
  }

  private func send(_ statement: Prepared, _ values: [SQLValue]) throws {
    let parameters: PostgreSQLParameters
    do { parameters = try PostgreSQLParameters(values) } catch {
      throw ServerFailure(state: "22021")
    }
    let sent = parameters.handOver { count, values, lengths, formats in
      PQsendQueryPrepared(handle, statement.name, count, values, lengths, formats, 0)
    }
    guard sent == 1 else { throw ServerFailure.lost }
  }

  func rows(_ sql: String, _ values: [SQLValue]) throws -> [SQLRow] {
    try rows(of: try execute(sql, values), sql)
  }

  private func rows(of result: PostgreSQLResult, _ sql: String) throws -> [SQLRow] {
    let columns = prepared[sql]?.columns ?? SQLRow.Columns(result.columnNames)
    prepared[sql]?.columns = columns
    return try result.rows(columns)
  }

  // MARK: Several at once

  /// All are sent before the first answer is read: one way to the server and back instead of many.
  func rows(each reads: [Read]) throws -> [[SQLRow]] {
    guard reads.count > 1, Self.areSmall(reads) else {
      return try reads.map { try rows($0.sql, $0.arguments.values) }
    }
    if made + reads.count > PostgreSQLSettings.preparedAtMost { try forget() }
    let results = try together(try prepared(reads))
    return try zip(reads, results).map { try rows(of: $1, $0.sql) }
  }

  /// The end of a transaction, with its last writes; answers the word of what was done.
  func commit(after writes: [Read]) throws -> String {
    guard Self.areSmall(writes) else {
      for write in writes { _ = try execute(write.sql, write.arguments.values) }
      return try simply("COMMIT").command
    }
    guard !writes.isEmpty else { return try simply("COMMIT").command }
    return try together(try prepared(writes), then: "COMMIT").last?.command ?? ""
  }

  private func prepared(_ reads: [Read]) throws -> [(Prepared, [SQLValue])] {
    try reads.map {
      (try preparation(of: $0.sql, for: $0.arguments.values), $0.arguments.values)
    }
  }

  /// With the beginning that is owed, whose answer is none of theirs.
  private func together(
    _ statements: [(Prepared, [SQLValue])], then end: String? = nil
  ) throws -> [PostgreSQLResult] {
    if owesInsistence { return try insisting(statements, then: end) }
    let words = owedBegin
    owedBegin = nil
    guard PQenterPipelineMode(handle) == 1 else { throw ServerFailure.lost }
    defer { PQexitPipelineMode(handle) }
    if let words { try send(words) }
    for (statement, values) in statements { try send(statement, values) }
    if let end { try send(end) }
    guard PQpipelineSync(handle) == 1 else { throw ServerFailure.lost }
    if end != nil { KillWatch.sentCommit() }
    let all = try answers((words == nil ? 0 : 1) + statements.count + (end == nil ? 0 : 1))
    return Array(all.dropFirst(words == nil ? 0 : 1))
  }

  private func insisting(
    _ statements: [(Prepared, [SQLValue])], then end: String?
  ) throws -> [PostgreSQLResult] {
    owesInsistence = false
    let first = try preparation(of: PostgreSQLShape.insistence, for: [])
    do {
      return Array(try together([(first, [])] + statements, then: end).dropFirst())
    } catch let failure as ServerFailure where failure.state == PostgreSQLShape.refusal {
      try simply("ROLLBACK")
      try PostgreSQLShape.judge(try rows("SELECT version FROM shape", []))
      throw failure
    }
  }

  /// A word without arguments, among others.
  private func send(_ words: String) throws {
    guard PQsendQueryParams(handle, words, 0, nil, nil, nil, nil, 0) == 1 else {
      throw ServerFailure.lost
    }
  }

  /// Every answer is read, also behind one that failed: what is left unread would answer the next
  /// question.
  private func answers(_ count: Int) throws -> [PostgreSQLResult] {
    var results: [PostgreSQLResult] = []
    var failure: ServerFailure?
    for _ in 0..<count {
      do { results.append(try answer()) } catch let refused as ServerFailure {
        if isLost { throw ServerFailure.lost }
        failure = failure ?? refused
      }
    }
    try answer()
    guard let failure else { return results }
    if failure.isStalePreparation { prepared = [:] }
    throw failure
  }

  /// Both sides write before they read: more than their buffers hold would stop them for ever.
  private static func areSmall(_ reads: [Read]) -> Bool {
    var bytes = 0
    for case .text(let text) in reads.flatMap(\.arguments.values) { bytes += text.utf8.count }
    return bytes < 32_768
  }

  // MARK: Preparing

  /// A number or bytes say their own type, and a statement that was prepared before one was seen
  /// in that place is prepared anew: types learned only grow.
  private func preparation(of sql: String, for values: [SQLValue]) throws -> Prepared {
    let known = prepared[sql]
    if let known, known.types.count == values.count, known.fits(values) { return known }
    if made >= PostgreSQLSettings.preparedAtMost { try forget() }
    let statement = Placeholders(sql)
    // More arguments than places is a mistake of ours, and no reason to stop the program.
    guard statement.count == values.count else { throw ServerFailure(state: "08P02") }
    let types = values.enumerated().map { place, value in
      let own = TypeNumber.of(value)
      return own == TypeNumber.unknown ? known?.types[place] ?? own : own
    }
    made += 1
    let new = Prepared(name: "s\(made)", types: types)
    guard PQsendPrepare(handle, new.name, statement.sql, Int32(types.count), types) == 1 else {
      throw ServerFailure.lost
    }
    try answer()
    prepared[sql] = new
    return new
  }

  private func forget() throws {
    try simply("DEALLOCATE ALL")
    prepared = [:]
    made = 0
  }

  // MARK: Waiting

  /// The answer to what was sent. Throws what the server refused.
  @discardableResult
  private func answer() throws -> PostgreSQLResult {
    let deadline = Deadline(seconds: patience).earlier(limit)
    var first: PostgreSQLResult?
    var failure: ServerFailure?
    while true {
      while PQisBusy(handle) == 1 {
        guard Deadline.wait(for: PQsocket(handle), POLLIN, until: deadline),
          PQconsumeInput(handle) == 1
        else {
          isGivenUp = true
          throw ServerFailure.lost
        }
      }
      guard let next = PQgetResult(handle) else { break }
      let result = PostgreSQLResult(next)
      failure = failure ?? result.failure
      first = result
    }
    if let failure { throw isLost ? .lost : failure }
    guard let first else { throw ServerFailure.lost }
    return first
  }
}
