import CLibPQ
import Foundation

/// A session with the server and nothing around it: statements prepared once, arguments and results
/// as text.
final class BareSession {
  struct Refused: Error {
    /// SQLSTATE; `nil`: the connection is gone.
    let state: String?
  }

  private let handle: OpaquePointer

  init(_ url: String) throws {
    handle = PQconnectdb(url)
    PQsetNoticeReceiver(handle, { _, _ in }, nil)
    guard PQstatus(handle) == CONNECTION_OK else { throw Refused(state: nil) }
    try simply("SET search_path = recall; SET jit = off; SET enable_seqscan = off")
  }

  deinit { PQfinish(handle) }

  func simply(_ sql: String) throws { _ = try rows(of: PQexec(handle, sql)) }

  func prepare(_ name: String, _ sql: String) throws {
    _ = try rows(of: PQprepare(handle, name, sql, 0, nil))
  }

  @discardableResult
  func execute(_ name: String, _ arguments: [String] = []) throws -> [[String]] {
    let copies = arguments.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    let values = copies.map { $0.map { UnsafePointer($0) } }
    return try rows(
      of: PQexecPrepared(handle, name, Int32(arguments.count), values, nil, nil, 0))
  }

  private func rows(of result: OpaquePointer?) throws -> [[String]] {
    defer { PQclear(result) }
    switch PQresultStatus(result) {
    case PGRES_TUPLES_OK, PGRES_COMMAND_OK: break
    default:
      let state = PQresultErrorField(result, Int32(UInt8(ascii: "C")))
      throw Refused(state: state.map { String(cString: $0) })
    }
    return (0..<PQntuples(result)).map { row in
      (0..<PQnfields(result)).map { String(cString: PQgetvalue(result, row, $0)) }
    }
  }
}
