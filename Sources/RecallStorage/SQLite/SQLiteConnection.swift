import Foundation
import GRDB
import GRDBSQLite

/// A transaction on the file. The library opens the file, waits for other writers and prepares
/// statements; values go in and come out by SQLite's own functions, since an act binds and reads
/// hundreds of them.
final class SQLiteConnection: Connection {
  /// Statements prepared in one connection, by their text, for as long as it is open.
  final class Statements {
    fileprivate var prepared: [String: PreparedStatement] = [:]

    /// Before the connection is closed.
    func forget() { prepared = [:] }
  }

  private let db: Database
  private let statements: Statements

  let chain: AuditChain?

  init(
    _ db: Database, _ statements: Statements = Statements(), chain: AuditChain? = nil
  ) {
    self.db = db
    self.statements = statements
    self.chain = chain
  }

  var dialect: Dialect { .sqlite }

  func change(_ sql: String, _ arguments: SQLArguments) throws -> Int {
    let statement = try prepared(sql, arguments)
    defer { statement.rest() }
    while try statement.step() {}
    return db.changesCount
  }

  func select(_ sql: String, _ arguments: SQLArguments) throws -> [SQLRow] {
    let statement = try prepared(sql, arguments)
    defer { statement.rest() }
    var rows: [SQLRow] = []
    while try statement.step() { rows.append(statement.row) }
    return rows
  }

  /// Row by row, however many there are; `body` says nothing else to this connection.
  func each(_ sql: String, _ body: (SQLRow) throws -> Void) throws {
    let statement = try prepared(sql, [])
    defer { statement.rest() }
    while try statement.step() { try body(statement.row) }
  }

  func select(each reads: [Read]) throws -> [[SQLRow]] {
    try reads.map { try select($0.sql, $0.arguments) }
  }

  private func prepared(_ sql: String, _ arguments: SQLArguments) throws -> PreparedStatement {
    let statement = try statements.prepared[sql] ?? prepare(sql)
    statement.rest()
    try statement.bind(arguments.values)
    return statement
  }

  private func prepare(_ sql: String) throws -> PreparedStatement {
    let statement = PreparedStatement(try db.makeStatement(sql: sql))
    statements.prepared[sql] = statement
    return statement
  }
}

/// SQLite makes its own copy of a value at once.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

/// One statement with the names of its columns, and the texts that are bound to it: SQLite reads them
/// where they lie, since a copy of its own for each costs an import much.
private final class PreparedStatement {
  private let statement: Statement
  private let handle: OpaquePointer
  private let columns: SQLRow.Columns
  private let width: Int32
  private var texts = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 1)

  init(_ statement: Statement) {
    self.statement = statement
    handle = statement.sqliteStatement
    columns = SQLRow.Columns(statement.columnNames)
    width = sqlite3_column_count(handle)
  }

  deinit { texts.deallocate() }

  /// Lets go of what the last execution held, its locks too.
  func rest() { sqlite3_reset(handle) }

  func bind(_ values: [SQLValue]) throws {
    // More arguments than places is a mistake of ours, and no reason to stop the program.
    guard sqlite3_bind_parameter_count(handle) == values.count else {
      throw DatabaseError(resultCode: .SQLITE_RANGE)
    }
    makeRoom(for: values)
    var used = 0
    for (place, value) in values.enumerated() {
      try check(bind(value, at: Int32(place + 1), &used))
    }
  }

  private func makeRoom(for values: [SQLValue]) {
    var needed = 0
    for case .text(let text) in values { needed += text.utf8.count }
    guard needed > texts.count else { return }
    sqlite3_clear_bindings(handle)
    texts.deallocate()
    texts = .allocate(byteCount: needed, alignment: 1)
  }

  /// - Parameter used: bytes of `texts` that are taken.
  private func bind(_ value: SQLValue, at place: Int32, _ used: inout Int) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(handle, place)
    case .int(let number): return sqlite3_bind_int64(handle, place, Int64(number))
    case .text(var text):
      let start = texts.baseAddress! + used
      let count = text.withUTF8 { bytes in
        if let first = bytes.baseAddress { start.copyMemory(from: first, byteCount: bytes.count) }
        return bytes.count
      }
      used += count
      return sqlite3_bind_text(
        handle, place, start.assumingMemoryBound(to: CChar.self), Int32(count), nil)
    case .blob(let data):
      return data.withUnsafeBytes {
        $0.isEmpty
          ? sqlite3_bind_zeroblob(handle, place, 0)
          : sqlite3_bind_blob(handle, place, $0.baseAddress, Int32($0.count), copied)
      }
    }
  }

  /// `true`: a row stands ready.
  func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code:
      try check(code)
      return false
    }
  }

  var row: SQLRow {
    SQLRow(columns: columns, values: (0..<width).map { value(in: $0) })
  }

  private func value(in column: Int32) -> SQLValue {
    switch sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: .int(Int(sqlite3_column_int64(handle, column)))
    case SQLITE_NULL: .null
    case SQLITE_BLOB: .blob(Data(bytes(sqlite3_column_blob(handle, column), column)))
    default:
      .text(String(decoding: bytes(sqlite3_column_text(handle, column), column), as: UTF8.self))
    }
  }

  /// - Parameter start: asked for before the length, which depends on the form.
  private func bytes(_ start: UnsafeRawPointer?, _ column: Int32) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
  }

  private func check(_ code: Int32) throws {
    guard code != SQLITE_OK else { return }
    let database = sqlite3_db_handle(handle)
    let message = sqlite3_errmsg(database).map { String(cString: $0) }
    throw DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(database)), message: message)
  }
}
