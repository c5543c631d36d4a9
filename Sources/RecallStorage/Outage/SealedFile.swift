import Foundation
import RecallDomain

/// Bytes on the disk, and nowhere else, when a function here returns.
enum SealedFile {
  static func append(_ bytes: Data, to file: Int32, at place: Int) throws(StoreFailure) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        pwrite(file, $0.baseAddress! + written, bytes.count - written, off_t(place + written))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure(count < 0 ? errno : ENOSPC) }
      written += count
    }
    guard fsync(file) == 0 else { throw failure(errno) }
  }

  /// A new name, or one that is gone, outlives a power cut.
  static func sync(folder: String) -> Bool {
    let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { return false }
    defer { close(directory) }
    return fsync(directory) == 0
  }

  static func all(of file: Int32) throws(StoreFailure) -> Data {
    var data = Data()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = pread(file, &buffer, buffer.count, off_t(data.count))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(errno) }
      guard count > 0 else { return data }
      data.append(contentsOf: buffer[..<count])
    }
  }

  static func failure(_ code: Int32) -> StoreFailure {
    switch code {
    case ENOSPC, EDQUOT: .full
    case EROFS: .readOnly
    case EACCES, EPERM: .unreachable("permission denied")
    default: .unreachable("a call could not be kept on this computer")
    }
  }
}

/// A file that a console is writing is left alone by every other; the lock goes with the process.
enum PrivateFileLock {
  static func take(_ file: Int32) -> Bool { flock(file, LOCK_EX | LOCK_NB) == 0 }

  static func isHeld(_ path: String) -> Bool {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    guard take(file) else { return true }
    flock(file, LOCK_UN)
    return false
  }
}
