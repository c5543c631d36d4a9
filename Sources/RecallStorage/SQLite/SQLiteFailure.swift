import GRDB
import RecallDomain

/// A row that does not read as the schema promises. Names the place, never a value.
struct DamagedRow: Error { let place: String }

extension StoreFailure {
  /// What went wrong, without any value of any row: result codes and constraint names only.
  init(_ error: any Error, act: String) {
    switch error {
    case let failure as StoreFailure: self = failure
    case let damaged as DamagedRow: self = .damaged("a row does not read: \(damaged.place)")
    case let error as DatabaseError: self.init(error, act: act)
    default: self = .failed(code: "internal", act: act)
    }
  }

  private init(_ error: DatabaseError, act: String) {
    switch error.extendedResultCode {
    case .SQLITE_READONLY_DBMOVED:
      self = .unreachable("the file was moved or removed")
      return
    default: break
    }
    switch error.resultCode {
    case .SQLITE_FULL: self = .full
    case .SQLITE_READONLY: self = .readOnly
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
    case .SQLITE_CORRUPT: self = .damaged("the file is damaged")
    case .SQLITE_NOTADB: self = .damaged("the file is no store")
    case .SQLITE_CANTOPEN: self = .unreachable("the file could not be opened")
    case .SQLITE_IOERR: self = .unreachable("the disk could not be read or written")
    case .SQLITE_ERROR where (error.message ?? "").hasPrefix("no such table"):
      self = .damaged("the file is no store")
    case .SQLITE_PERM, .SQLITE_AUTH: self = .unreachable("permission denied")
    case .SQLITE_CONSTRAINT: self = Self.constraint(error)
    default: self = .failed(code: "\(error.extendedResultCode.rawValue)", act: act)
    }
  }

  /// SQLite names the columns or the constraint after the last colon; neither holds a value.
  private static func constraint(_ error: DatabaseError) -> StoreFailure {
    let message = error.message ?? ""
    let name = message.split(separator: ":").last.map { $0.trimmed } ?? "unnamed"
    return switch name {
    case "claim.patient", "attempt.patient": .taken(.patient)
    case "claim.number": .taken(.number)
    case "claim.caller": .taken(.caller)
    case "appointment.slot": .taken(.slot)
    default: .refused(constraint: name)
    }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var part = self
    while part.first == " " { part.removeFirst() }
    while part.last == " " { part.removeLast() }
    return String(part)
  }
}
