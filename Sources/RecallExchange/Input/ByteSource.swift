internal import Foundation

/// Bytes of one input, in chunks, read once from front to back.
package final class ByteSource {
  private let name: String
  /// -1: the bytes are in memory.
  private let descriptor: Int32
  private let memory: [UInt8]
  private let mostAtOnce: Int
  private var position = 0
  private var pushedBack: [UInt8] = []
  /// Bytes handed out so far, for progress.
  package private(set) var bytesRead = 0
  /// Length of the file; `nil` for a pipe.
  package let length: Int?

  /// Bytes at hand, for tests.
  package init(bytes: [UInt8], mostAtOnce: Int = .max) {
    self.mostAtOnce = mostAtOnce
    name = "input"
    descriptor = -1
    memory = bytes
    length = bytes.count
  }

  /// `-` is standard input.
  package init(path: String) throws(ImportFailure) {
    (memory, mostAtOnce) = ([], .max)
    if path == "-" {
      name = "standard input"
      descriptor = STDIN_FILENO
      length = nil
      return
    }
    name = path
    let opened = open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw errno == ENOENT ? .noFile(path) : .cannotRead(path) }
    var status = stat()
    guard fstat(opened, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      close(opened)
      throw .isFolder(path)
    }
    descriptor = opened
    length = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
  }

  deinit { if descriptor > STDERR_FILENO { close(descriptor) } }

  /// Up to `count` bytes; empty at the end.
  package func read(_ count: Int = 262_144) throws(ImportFailure) -> [UInt8] {
    if !pushedBack.isEmpty {
      defer { pushedBack = [] }
      return pushedBack
    }
    let chunk = descriptor < 0 ? fromMemory(count) : try fromFile(count)
    bytesRead += chunk.count
    return chunk
  }

  /// A place to which reading may go back.
  struct Place {
    fileprivate let offset: Int
    fileprivate let bytesRead: Int
    fileprivate let pushedBack: [UInt8]
  }

  /// Where reading stands; `nil` for a pipe, which forgets what was read.
  var place: Place? {
    guard length != nil else { return nil }
    let offset = descriptor < 0 ? position : Int(lseek(descriptor, 0, SEEK_CUR))
    return offset < 0 ? nil : Place(offset: offset, bytesRead: bytesRead, pushedBack: pushedBack)
  }

  func goBack(to place: Place) {
    position = place.offset
    if descriptor >= 0 { lseek(descriptor, off_t(place.offset), SEEK_SET) }
    (bytesRead, pushedBack) = (place.bytesRead, place.pushedBack)
  }

  /// Gives bytes back, to be read again first.
  func pushBack(_ bytes: [UInt8]) { pushedBack = bytes + pushedBack }

  private func fromMemory(_ count: Int) -> [UInt8] {
    let end = min(position + min(count, mostAtOnce), memory.count)
    defer { position = end }
    return Array(memory[position..<end])
  }

  private func fromFile(_ count: Int) throws(ImportFailure) -> [UInt8] {
    var got = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      repeat {
        got = Foundation.read(descriptor, buffer.baseAddress, count)
      } while got < 0 && errno == EINTR
      filled = max(0, got)
    }
    guard got >= 0 else { throw .cannotRead(name) }
    return chunk
  }
}
