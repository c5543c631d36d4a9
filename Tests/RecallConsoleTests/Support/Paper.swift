import Foundation

/// A file that a screen writes on, and a test reads.
final class Paper {
  let handle: FileHandle
  private let path: String

  init() {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("paper-\(UUID().uuidString)").path
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    handle = FileHandle(forUpdatingAtPath: path)!
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var text: String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }
}
