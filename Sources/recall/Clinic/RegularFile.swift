import Foundation

/// The bytes of a file. What is none (a pipe, a device, a folder) is named instead of read: one would
/// be waited for without a word, another never ends.
enum RegularFile {
  enum Problem: Error { case unreadable, noFile }

  /// - Parameter most: bytes read at most.
  static func read(_ path: String, most: Int = .max) throws(Problem) -> Data {
    guard isOne(path) else { throw .noFile }
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    // What is there now, whatever was there a moment ago.
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .noFile }
    do {
      return try most == .max
        ? handle.readToEnd() ?? Data() : handle.read(upToCount: most) ?? Data()
    } catch {
      throw .unreadable
    }
  }

  /// What is not there, or may not be looked at, is unreadable, which opening it says.
  private static func isOne(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
  }
}
