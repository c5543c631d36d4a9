import GRDB
import GRDBSQLite

/// `bit_or`, which PostgreSQL has and SQLite has not: all that the rows of a group say, a bit each, in
/// one pass. In C's own terms: a report calls it for every attempt there is.
enum BitOr {
  /// What the rows said so far, and whether there was one.
  private struct State {
    var bits: Int64
    var isAny: Bool
  }

  static func add(to db: Database) throws {
    let code = sqlite3_create_function_v2(
      db.sqliteConnection, "bit_or", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nil, nil,
      { context, _, values in
        guard let value = values?.pointee, sqlite3_value_type(value) != SQLITE_NULL,
          let state = BitOr.state(of: context, MemoryLayout<State>.size)
        else { return }
        state.pointee.bits |= sqlite3_value_int64(value)
        state.pointee.isAny = true
      },
      { context in
        guard let state = BitOr.state(of: context, 0), state.pointee.isAny else {
          return sqlite3_result_null(context)
        }
        sqlite3_result_int64(context, state.pointee.bits)
      }, nil)
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }

  /// SQLite's own memory, zeros at first; `nil` where no row has come.
  private static func state(
    of context: OpaquePointer?, _ size: Int
  ) -> UnsafeMutablePointer<State>? {
    sqlite3_aggregate_context(context, Int32(size))?.assumingMemoryBound(to: State.self)
  }
}
