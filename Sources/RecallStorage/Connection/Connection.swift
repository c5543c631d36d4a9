/// One open transaction's way to a database: all that an act may do there. Arguments are always
/// bound; placeholders are `?`, or `?1` where one is used twice. A statement is prepared once.
package protocol Connection: AnyObject {
  var dialect: Dialect { get }

  /// What the entries of the trail that are written here are chained in; `nil`: they are not.
  var chain: AuditChain? { get }

  /// Writes; answers how many rows were changed.
  func change(_ sql: String, _ arguments: SQLArguments) throws -> Int

  /// Reads all rows of a result.
  func select(_ sql: String, _ arguments: SQLArguments) throws -> [SQLRow]

  /// Several statements that do not depend on each other's answers, done and answered in their order:
  /// a server is asked once for all of them.
  func select(each reads: [Read]) throws -> [[SQLRow]]

  /// The last writes of a transaction, whose answers nobody needs: they may go to a server together
  /// with its end, and what they are refused for is then refused there.
  func last(_ writes: [Read]) throws
}

/// One statement among several; mostly they read.
package struct Read: Sendable {
  package let sql: String
  package let arguments: SQLArguments

  package init(_ sql: String, _ arguments: SQLArguments) {
    self.sql = sql
    self.arguments = arguments
  }
}

/// The short forms in which acts speak.
extension Connection {
  package var chain: AuditChain? { nil }

  package func last(_ writes: [Read]) throws { _ = try select(each: writes) }

  @discardableResult
  func run(_ sql: String, _ arguments: SQLArguments = []) throws -> Int {
    try change(sql, arguments)
  }

  func rows(_ sql: String, _ arguments: SQLArguments = []) throws -> [SQLRow] {
    try select(sql, arguments)
  }

  func row(_ sql: String, _ arguments: SQLArguments = []) throws -> SQLRow? {
    try select(sql, arguments).first
  }

  /// The first column of the first row, when it is a number.
  func int(_ sql: String, _ arguments: SQLArguments = []) throws -> Int? {
    guard case .int(let number)? = try row(sql, arguments)?.first else { return nil }
    return number
  }

  func text(_ sql: String, _ arguments: SQLArguments = []) throws -> String? {
    guard case .text(let text)? = try row(sql, arguments)?.first else { return nil }
    return text
  }

  func exists(_ sql: String, _ arguments: SQLArguments = []) throws -> Bool {
    try row(sql, arguments) != nil
  }

  /// `column \(db.among("?"))`: the column holds one of the names that `bound` made an argument of.
  func among(_ placeholder: String) -> String { dialect.among(placeholder) }
}
