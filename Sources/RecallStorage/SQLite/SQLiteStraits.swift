import GRDB
package import RecallDomain

/// For tests: the straits that a disk and a neighbour can bring about.
extension SQLiteStore {
  /// The file may not grow: the next write that needs room finds the disk full.
  package func limitPages(toThoseInUse: Bool) throws(StoreFailure) {
    try onFile("limitPages") { db in
      let used = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      _ = try Row.fetchAll(db, sql: "PRAGMA max_page_count = \(toThoseInUse ? used : 1 << 30)")
    }
  }

  /// A locked file is `busy` at once.
  package func waitNoLonger() throws(StoreFailure) {
    try onFile("waitNoLonger") { _ = try Row.fetchAll($0, sql: "PRAGMA busy_timeout = 0") }
  }
}
