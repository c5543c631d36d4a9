import CLibPQ

/// A session of a test itself: whole texts of SQL, everything as text.
package final class PlainSession {
  package struct Refused: Error, Equatable {
    /// SQLSTATE; `nil`: the connection is gone.
    package let state: String?
  }

  private let handle: OpaquePointer

  package init(_ url: String) throws {
    handle = PQconnectdb(url)
    PQsetNoticeReceiver(handle, { _, _ in }, nil)
    guard PQstatus(handle) == CONNECTION_OK else { throw Refused(state: nil) }
  }

  deinit { PQfinish(handle) }

  @discardableResult
  package func run(_ sql: String) throws -> [[String?]] {
    let result = PQexec(handle, sql)
    defer { PQclear(result) }
    switch PQresultStatus(result) {
    case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: break
    default:
      let state = PQresultErrorField(result, Int32(UInt8(ascii: "C")))
      throw Refused(state: state.map { String(cString: $0) })
    }
    return (0..<PQntuples(result)).map { row in
      (0..<PQnfields(result)).map { column in
        PQgetisnull(result, row, column) == 1
          ? nil : PQgetvalue(result, row, column).map { String(cString: $0) }
      }
    }
  }

  /// Until some session of this database waits for a lock, or `isOver` says that none will. Asked
  /// outside a transaction: in one, the server shows what it saw first.
  package func untilSomebodyWaits(or isOver: () -> Bool) throws {
    let waiting = """
      SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
        AND wait_event_type = 'Lock'
      """
    while try run(waiting).isEmpty, !isOver() {}
  }
}
