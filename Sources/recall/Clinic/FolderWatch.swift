import Foundation

/// Tells whether a file of the script library has changed since the last look: by names, sizes and
/// times of change, without reading one of them.
final class FolderWatch {
  private let folder: ClinicFolder
  private var seen: [String: Trace]

  /// What a file looks like from outside.
  private struct Trace: Equatable {
    let inode: UInt64
    let size: Int64
    let seconds: Int
    let nanoseconds: Int
  }

  init(_ folder: ClinicFolder) {
    self.folder = folder
    seen = Self.traces(folder)
  }

  func hasChanged() -> Bool {
    let now = Self.traces(folder)
    guard now != seen else { return false }
    seen = now
    return true
  }

  private static func traces(_ folder: ClinicFolder) -> [String: Trace] {
    let paths = (try? folder.libraryPaths(rehearsals: false)) ?? []
    return paths.reduce(into: [:]) { traces, path in
      var status = stat()
      guard stat(folder.url.appendingPathComponent(path).path, &status) == 0 else { return }
      traces[path] = Trace(
        inode: UInt64(status.st_ino), size: Int64(status.st_size), seconds: status.st_mtim.tv_sec,
        nanoseconds: status.st_mtim.tv_nsec)
    }
  }
}
