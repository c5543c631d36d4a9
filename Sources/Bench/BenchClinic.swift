import Foundation

/// A demo clinic of the wanted size, made by the program under measurement, in a folder of its own.
struct BenchClinic {
  static let now = "2026-11-24T14:05:00-05:00"

  let program: String
  let folder: URL
  let entries: Int

  init(program: String, entries: Int) {
    (self.program, self.entries) = (program, entries)
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("recall-bench-\(UUID().uuidString)")
  }

  var store: String { folder.appendingPathComponent("recall.sqlite").path }

  var console: [String] { [program, "--clinic", folder.path, "--as", "bench", "--now", Self.now] }

  func make() -> Bool {
    let child = Child(
      [program, "demo", folder.path, "--patients", "\(entries)", "--now", Self.now],
      terminal: false)
    let made = child.wait(for: "recall> ")
    child.stop()
    return made
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}
