import Foundation

/// Which file stands at a path: a name may lead to another one at any moment.
struct FileIdentity: Equatable {
  private let device: UInt64
  private let number: UInt64

  /// `nil`: none stands there.
  init?(at path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    (device, number) = (UInt64(status.st_dev), UInt64(status.st_ino))
  }
}
