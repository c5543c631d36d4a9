import Foundation
import RecallDomain

/// The file of the store and its folder: readable by their owner alone (0700, 0600).
enum SQLiteFile {
  /// Makes an empty file that nobody else can open; SQLite gives its journal the same mode.
  static func make(at path: String) throws(StoreFailure) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    var isFolder: ObjCBool = false
    if !FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) {
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
      } catch { throw .unreachable("the folder of the store could not be made") }
    } else if !isFolder.boolValue {
      throw .unreachable("the folder of the store is a file")
    }
    let file = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure(errno) }
    close(file)
  }

  /// There is a file that may be read.
  static func check(at path: String) throws(StoreFailure) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw failure(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .damaged("the store is not a file") }
    guard access(path, R_OK) == 0 else { throw failure(errno) }
  }

  /// Takes wider permissions back, once the file is known to be a store: a path that was mistyped
  /// leads to a file of somebody else's.
  static func keepToOurselves(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & 0o077 != 0 else { return }
    chmod(path, status.st_mode & 0o700)
  }

  /// SQLite knows that it could not open or write something, and not why: what the system says of the file,
  /// and of the journal beside it, is what somebody can do something about. The file itself is not
  /// opened for that: closing it would let go every lock that this process has on it.
  static func explained(_ failure: StoreFailure, at path: String) -> StoreFailure {
    let isVague =
      failure == .unreachable("the file could not be opened")
      || failure == .unreachable("the disk could not be read or written")
    guard isVague, path.hasPrefix("/") else { return failure }
    guard access(path, R_OK | W_OK) == 0 else { return Self.failure(errno) }
    let journal = open(path + "-journal", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard journal >= 0 else { return Self.failure(errno) }
    close(journal)
    return failure
  }

  private static func failure(_ code: Int32) -> StoreFailure {
    switch code {
    case ENOENT: .unreachable("there is no store at this path")
    case EACCES, EPERM: .unreachable("permission denied")
    case EEXIST: .refused(constraint: "a store stands here already")
    case ENOSPC, EDQUOT: .full
    case EROFS: .readOnly
    default: .unreachable("system error \(code)")
    }
  }
}
