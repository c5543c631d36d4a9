import Foundation
import RecallDomain
import RecallStorage

/// A folder that is gone when the test is.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "recall-store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var store: String { path + "/clinic/recall.sqlite" }
}

/// A fresh SQLite store in a folder of its own, for as long as `body` runs.
func withSQLite(
  classes: HoursClasses = .none, _ body: (StoreBench, String) throws -> Void
) throws {
  let folder = try TemporaryFolder()
  let path = folder.store
  let store = try SQLiteStore.create(path: path, kind: .demo, classes: classes)
  try body(StoreBench(store) { try SQLiteStore.open(path: path, classes: classes) }, path)
  withExtendedLifetime(folder) {}
}
