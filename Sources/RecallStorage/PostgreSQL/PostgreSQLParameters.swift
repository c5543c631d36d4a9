import CLibPQ
import Foundation

/// Types of the server that are named when a statement is prepared, and met in its results.
/// They are fixed (`pg_type.dat`) since before any version that is still supported.
enum TypeNumber {
  static let unknown: Oid = 0
  static let bool: Oid = 16
  static let bytea: Oid = 17
  static let int8: Oid = 20
  static let int2: Oid = 21
  static let int4: Oid = 23
  static let oid: Oid = 26
  static let numeric: Oid = 1700

  /// What a value says of its own type. Text says nothing: the server finds out from where it
  /// stands, so that text may stand for a date or a JSON document.
  static func of(_ value: SQLValue) -> Oid {
    switch value {
    case .null, .text: unknown
    case .int: int8
    case .blob: bytea
    }
  }
}

/// The arguments of one execution in one run of bytes, as libpq takes them. Numbers and bytes go in
/// binary, text as text.
struct PostgreSQLParameters {
  /// A text holds U+0000, which no text of the server can.
  struct HoldsNUL: Error {}

  private var bytes: [UInt8] = []
  /// Where each value begins; `nil` is NULL.
  private var starts: [Int?] = []
  private var lengths: [Int32] = []
  private var formats: [Int32] = []

  init(_ values: [SQLValue]) throws(HoldsNUL) {
    bytes.reserveCapacity(values.count * 24)
    for value in values { try add(value) }
  }

  private mutating func add(_ value: SQLValue) throws(HoldsNUL) {
    let start = bytes.count
    switch value {
    case .null:
      starts.append(nil)
      lengths.append(0)
      formats.append(0)
      return
    case .int(let number):
      withUnsafeBytes(of: Int64(number).bigEndian) { bytes += $0 }
      formats.append(1)
    case .text(let text):
      bytes += text.utf8
      guard !bytes[start...].contains(0) else { throw HoldsNUL() }
      bytes.append(0)
      formats.append(0)
    case .blob(let data):
      bytes += data
      formats.append(1)
    }
    starts.append(start)
    lengths.append(Int32(bytes.count - start))
  }

  /// Hands the arguments over in the form of `PQsendQueryPrepared`.
  func handOver<Result>(
    _ body: (
      Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
    ) -> Result
  ) -> Result {
    bytes.withUnsafeBytes { buffer in
      // An empty value still needs an address: no address is NULL.
      let base = buffer.baseAddress ?? UnsafeRawPointer(bitPattern: 1)!
      let values = starts.map { $0.map { (base + $0).assumingMemoryBound(to: CChar.self) } }
      return values.withUnsafeBufferPointer { values in
        body(Int32(starts.count), values.baseAddress, lengths, formats)
      }
    }
  }
}
