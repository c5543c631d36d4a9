import Foundation
import GRDB
import GRDBSQLite
import RecallDomain

/// A copy of a store in a file while people work on it. The file is read through SQLite's own handle
/// (a second one of this process would drop its locks when it is closed): first as it lies there, while
/// everybody goes on writing, so that the copy may be torn; then once more under a read lock, in which
/// every piece that has changed meanwhile is taken again. What it ends with is the store as it was at
/// that instant, and a writer waits only for as long as the file takes to be read and compared, about a
/// third of a second for each gigabyte.
struct SQLiteCopy {
  let source: SQLiteStore

  /// - Parameter progress: told how much of it is done, from 0 to 1.
  func write(to path: String, progress: (Double) -> Void) throws {
    let copy = try CopiedFile(path)
    defer { copy.leave() }
    try source.onFile("backup") { live in
      let file = try LiveFile(live)
      // Twice, so that little has changed when writers wait.
      try copy.follow(file) { progress($0 * 0.9) }
      try copy.follow(file) { progress(0.9 + $0 * 0.1) }
      try live.inTransaction(.deferred) {
        _ = try Int.fetchOne(live, sql: "SELECT count(*) FROM sqlite_schema")
        try copy.follow(file) { _ in }
        return .commit
      }
    }
    progress(1)
  }
}

/// The file of an open store, through the handle that SQLite has of it.
private struct LiveFile {
  private let file: UnsafeMutablePointer<sqlite3_file>

  init(_ live: Database) throws {
    var found: UnsafeMutablePointer<sqlite3_file>?
    let result = sqlite3_file_control(
      live.sqliteConnection, "main", SQLITE_FCNTL_FILE_POINTER, &found)
    guard result == SQLITE_OK, let found, found.pointee.pMethods != nil else {
      throw DatabaseError(resultCode: .SQLITE_CANTOPEN)
    }
    file = found
  }

  func size() throws -> Int {
    var size: sqlite3_int64 = 0
    try expect(file.pointee.pMethods.pointee.xFileSize(file, &size))
    return Int(size)
  }

  func read(_ count: Int, at place: Int, into buffer: UnsafeMutableRawPointer) throws {
    let result = file.pointee.pMethods.pointee.xRead(
      file, buffer, Int32(count), sqlite3_int64(place))
    // Shorter since it was measured: whoever made it so has written, and the last look takes that.
    if result != ResultCode.SQLITE_IOERR_SHORT_READ.rawValue { try expect(result) }
  }

  private func expect(_ result: Int32) throws {
    guard result == SQLITE_OK else {
      throw DatabaseError(resultCode: ResultCode(rawValue: result))
    }
  }
}

/// The copy: made like the file it follows, piece by piece, where it is not yet.
private struct CopiedFile {
  private static let piece = 1 << 20
  private let file: Int32

  init(_ path: String) throws {
    file = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { throw StoreFailure.unreachable("the file could not be opened") }
  }

  func leave() { close(file) }

  func follow(_ live: LiveFile, progress: (Double) -> Void) throws {
    let size = try live.size()
    let (wanted, has) = (
      UnsafeMutableRawPointer.allocate(byteCount: Self.piece, alignment: 16),
      UnsafeMutableRawPointer.allocate(byteCount: Self.piece, alignment: 16)
    )
    defer {
      wanted.deallocate()
      has.deallocate()
    }
    for place in stride(from: 0, to: size, by: Self.piece) {
      let count = min(Self.piece, size - place)
      try live.read(count, at: place, into: wanted)
      let isThere = pread(file, has, count, off_t(place)) == count
      if !isThere || memcmp(wanted, has, count) != 0 { try write(wanted, count, at: place) }
      progress(Double(place + count) / Double(size))
    }
    guard ftruncate(file, off_t(size)) == 0 else { throw StoreFailure.full }
  }

  private func write(_ bytes: UnsafeRawPointer, _ count: Int, at place: Int) throws {
    var done = 0
    while done < count {
      let written = pwrite(file, bytes + done, count - done, off_t(place + done))
      if written > 0 {
        done += written
      } else if errno != EINTR {
        throw errno == EFBIG || errno == ENOSPC || errno == EDQUOT
          ? StoreFailure.full : StoreFailure.readOnly
      }
    }
  }
}
