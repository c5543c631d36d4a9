/// Reads whose questions are known beforehand go to a server together: one way there and back.
extension Connection {
  /// `body` only reads. Where asking costs a journey it is gone through once without any answers, to
  /// learn what it will ask, and then in earnest; what it asks only in view of an answer goes by
  /// itself.
  func together<Result>(_ body: (any Connection) throws -> Result) throws -> Result {
    guard dialect == .postgresql else { return try body(self) }
    let questions = Questions(dialect)
    // Without answers it may well come to no result.
    _ = try? body(questions)
    return try body(Answers(try select(each: questions.asked), to: questions.asked, from: self))
  }
}

/// Writes down what is asked.
private final class Questions: Connection {
  struct OnlyReads: Error {}

  let dialect: Dialect
  private(set) var asked: [Read] = []

  init(_ dialect: Dialect) { self.dialect = dialect }

  func change(_ sql: String, _ arguments: SQLArguments) throws -> Int { throw OnlyReads() }

  func select(_ sql: String, _ arguments: SQLArguments) throws -> [SQLRow] {
    asked.append(Read(sql, arguments))
    return []
  }

  func select(each reads: [Read]) throws -> [[SQLRow]] {
    asked += reads
    return reads.map { _ in [] }
  }
}

/// Gives the answers out in the order in which they were asked for.
private final class Answers: Connection {
  private var given: ArraySlice<(read: Read, rows: [SQLRow])>
  private let db: any Connection

  init(_ answers: [[SQLRow]], to reads: [Read], from db: any Connection) {
    given = zip(reads, answers).map { (read: $0, rows: $1) }[...]
    self.db = db
  }

  var dialect: Dialect { db.dialect }
  var chain: AuditChain? { db.chain }

  func change(_ sql: String, _ arguments: SQLArguments) throws -> Int {
    try db.change(sql, arguments)
  }

  func select(_ sql: String, _ arguments: SQLArguments) throws -> [SQLRow] {
    let place = given.firstIndex {
      $0.read.arguments.values == arguments.values && $0.read.sql == sql
    }
    guard let place else { return try db.select(sql, arguments) }
    defer { given.removeFirst(place - given.startIndex + 1) }
    return given[place].rows
  }

  func select(each reads: [Read]) throws -> [[SQLRow]] {
    let isKnown = reads.first.map { first in given.contains { $0.read.sql == first.sql } } ?? true
    // What an answer led to goes together too.
    return try isKnown
      ? reads.map { try select($0.sql, $0.arguments) } : db.select(each: reads)
  }
}
