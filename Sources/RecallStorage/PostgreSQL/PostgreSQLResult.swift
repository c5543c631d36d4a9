import CLibPQ
import Foundation
import RecallDomain

/// One answer of the server, freed with this object.
final class PostgreSQLResult {
  private let result: OpaquePointer

  init(_ result: OpaquePointer) { self.result = result }

  deinit { PQclear(result) }

  /// What the server refused; `nil` when it did what it was asked.
  var failure: ServerFailure? {
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY, PGRES_SINGLE_TUPLE,
      PGRES_PIPELINE_SYNC:
      nil
    default: ServerFailure(state: field("C"), constraint: field("n"))
    }
  }

  /// A field of the error, by its letter in the protocol. Only names are ever asked for here: the
  /// message and the detail carry values of rows.
  private func field(_ code: Unicode.Scalar) -> String? {
    PQresultErrorField(result, Int32(UInt8(ascii: code))).map { String(cString: $0) }
  }

  /// How many rows the command changed.
  var changed: Int { PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0 }

  /// The word of the command that was done: `ROLLBACK` answers a COMMIT of a failed transaction.
  var command: String { PQcmdStatus(result).map { String(cString: $0) } ?? "" }

  var columnNames: [String] {
    (0..<PQnfields(result)).map { column in
      PQfname(result, column).map { String(cString: $0) } ?? ""
    }
  }

  /// - Parameter columns: of this statement; made once for all its results.
  func rows(_ columns: SQLRow.Columns) throws -> [SQLRow] {
    let types = (0..<PQnfields(result)).map { PQftype(result, $0) }
    return try (0..<PQntuples(result)).map { row in
      var values: [SQLValue] = []
      values.reserveCapacity(types.count)
      for (column, type) in types.enumerated() {
        values.append(try value(row, Int32(column), type))
      }
      return SQLRow(columns: columns, values: values)
    }
  }

  private func value(_ row: Int32, _ column: Int32, _ type: Oid) throws -> SQLValue {
    guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else {
      return .null
    }
    let length = Int(PQgetlength(result, row, column))
    let bytes = UnsafeRawBufferPointer(start: start, count: length)
    switch type {
    case TypeNumber.int8, TypeNumber.int4, TypeNumber.int2, TypeNumber.oid:
      guard let number = Self.number(bytes) else { throw DamagedRow(place: "a number") }
      return .int(number)
    case TypeNumber.bool: return .int(bytes.first == UInt8(ascii: "t") ? 1 : 0)
    case TypeNumber.bytea:
      guard let data = Self.unhex(bytes) else { throw DamagedRow(place: "bytes") }
      return .blob(data)
    case TypeNumber.numeric:
      // `sum` of whole numbers is numeric on the server, and whole.
      return Self.number(bytes).map { .int($0) } ?? .text(String(decoding: bytes, as: UTF8.self))
    default: return .text(String(decoding: bytes, as: UTF8.self))
    }
  }

  private static func number(_ digits: UnsafeRawBufferPointer) -> Int? {
    let negative = digits.first == UInt8(ascii: "-")
    var number = 0
    guard digits.count > (negative ? 1 : 0) else { return nil }
    for byte in digits.dropFirst(negative ? 1 : 0) {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      let (tens, over) = number.multipliedReportingOverflow(by: 10)
      // Counted down, since the smallest number has no positive twin.
      let (next, under) = tens.subtractingReportingOverflow(Int(byte - UInt8(ascii: "0")))
      guard !over, !under else { return nil }
      number = next
    }
    if negative { return number }
    return number == .min ? nil : -number
  }

  /// `\x` and two digits a byte: `bytea_output = hex`, which the connection insists on.
  private static func unhex(_ text: UnsafeRawBufferPointer) -> Data? {
    guard text.count >= 2, text.count.isMultiple(of: 2), text[0] == UInt8(ascii: "\\"),
      text[1] == UInt8(ascii: "x")
    else { return nil }
    var data = Data(capacity: text.count / 2)
    for place in stride(from: 2, to: text.count, by: 2) {
      guard let high = nibble(text[place]), let low = nibble(text[place + 1]) else { return nil }
      data.append(high << 4 | low)
    }
    return data
  }

  private static func nibble(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
