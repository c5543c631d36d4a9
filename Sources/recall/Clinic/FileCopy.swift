import Foundation
import RecallDomain

/// A file copied for its owner alone (0600), never over another one. Of a pipe or a device there is no
/// end: they are refused.
struct FileCopy {
  private let source: FileHandle

  /// `nil`: it is not there, is no file, or may not be read.
  init?(from path: String) {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    var status = stat()
    guard file >= 0, fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(file)
      return nil
    }
    source = FileHandle(fileDescriptor: file, closeOnDealloc: true)
  }

  func write(to path: String) throws {
    let target = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard target >= 0 else { throw StoreFailure(writing: errno) }
    let output = FileHandle(fileDescriptor: target, closeOnDealloc: true)
    do {
      while let piece = try source.read(upToCount: 1 << 20), !piece.isEmpty {
        try output.write(contentsOf: piece)
      }
    } catch { throw StoreFailure(writing: PosixCode.of(error)) }
  }
}

extension StoreFailure {
  fileprivate init(writing code: Int32) {
    self =
      switch code {
      case ENOSPC, EDQUOT: .full
      case EROFS: .readOnly
      case EACCES, EPERM: .unreachable("permission denied")
      default: .unreachable("the disk could not be read or written")
      }
  }
}
