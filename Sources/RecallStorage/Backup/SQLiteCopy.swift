import Foundation
import GRDB
import GRDBSQLite
import RecallDomain

/// A copy of a store in a file while people work on it, by SQLite's own means: so many pages at a time,
/// and the file left to others in between. Whenever somebody has written meanwhile it begins anew by
/// itself, so what it ends with is the store as it was at one instant. On a file in which somebody always
/// writes it takes longer steps, and at last all in one: then a writer waits once, for as long as the
/// rest takes to read.
struct SQLiteCopy {
  /// One step keeps writers waiting for no longer than this, in nanoseconds.
  private static let stepAtMost: UInt64 = 25_000_000
  /// How long the file is left to others between two steps, in microseconds: longer than a writer
  /// waits between two looks.
  private static let rest: UInt32 = 4_000
  /// How often it begins anew before it takes all at once.
  private static let patience = 20
  /// Looks for its turn at a file that somebody has locked.
  private static let looks = 20_000

  let source: SQLiteStore

  /// - Parameter progress: told how much of it is done, from 0 to 1.
  func write(to path: String, progress: (Double) -> Void) throws {
    let target = try DatabaseQueue(path: path)
    try target.writeWithoutTransaction { copy in
      // Synced once, when it is whole.
      _ = try Row.fetchAll(copy, sql: "PRAGMA synchronous = OFF")
      try source.onFile("backup") { live in try Self.copy(live, to: copy, progress) }
    }
    try target.close()
  }

  private static func copy(
    _ live: Database, to copy: Database, _ progress: (Double) -> Void
  ) throws {
    guard
      let work = sqlite3_backup_init(copy.sqliteConnection, "main", live.sqliteConnection, "main")
    else { throw DatabaseError(resultCode: .SQLITE_CANTOPEN) }
    var (pages, left, begun, looked): (Int32, Int32, Int, Int) = (64, .max, 0, 0)
    var result = SQLITE_OK
    repeat {
      let start = DispatchTime.now().uptimeNanoseconds
      result = sqlite3_backup_step(work, begun > patience ? -1 : pages)
      let took = DispatchTime.now().uptimeNanoseconds - start
      let remaining = sqlite3_backup_remaining(work)
      switch result {
      case SQLITE_OK:
        if remaining > left { begun += 1 }
        left = remaining
        let total = max(1, sqlite3_backup_pagecount(work))
        progress(1 - Double(remaining) / Double(total))
        pages = took > stepAtMost ? max(16, pages / 2) : min(pages * 2, 16_384)
        usleep(rest)
      case SQLITE_BUSY where looked < looks, SQLITE_LOCKED where looked < looks:
        looked += 1
        usleep(rest)
        result = SQLITE_OK
      default: break
      }
    } while result == SQLITE_OK
    let end = sqlite3_backup_finish(work)
    guard result == SQLITE_DONE, end == SQLITE_OK else {
      throw DatabaseError(resultCode: ResultCode(rawValue: result == SQLITE_DONE ? end : result))
    }
    progress(1)
  }
}
