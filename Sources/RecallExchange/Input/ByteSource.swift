internal import Foundation

/// Bytes of one input, in chunks, read once from front to back.
package final class ByteSource {
  private let handle: FileHandle?
  private var memory: [UInt8]
  private var pushedBack: [UInt8] = []
  /// Bytes handed out so far, for progress.
  package private(set) var bytesRead = 0
  /// Length of the file; `nil` for a pipe.
  package let length: Int?

  /// Bytes at hand: tests, and standard input that was read whole.
  package init(bytes: [UInt8]) {
    handle = nil
    memory = bytes
    length = bytes.count
  }

  /// `-` is standard input.
  package init(path: String) throws(ImportFailure) {
    memory = []
    if path == "-" {
      handle = FileHandle.standardInput
      length = nil
      return
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .noFile(path)
    }
    if isFolder.boolValue { throw .isFolder(path) }
    guard let opened = FileHandle(forReadingAtPath: path) else { throw .cannotRead(path) }
    handle = opened
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    length = (attributes?[.size] as? NSNumber)?.intValue
  }

  /// Up to `count` bytes; empty at the end.
  package func read(_ count: Int = 65_536) throws(ImportFailure) -> [UInt8] {
    if !pushedBack.isEmpty {
      defer { pushedBack = [] }
      return pushedBack
    }
    let chunk: [UInt8]
    if let handle {
      do {
        chunk = try handle.read(upToCount: count).map(Array.init) ?? []
      } catch {
        throw .cannotRead("input")
      }
    } else {
      chunk = Array(memory.prefix(count))
      memory.removeFirst(chunk.count)
    }
    bytesRead += chunk.count
    return chunk
  }

  /// Gives bytes back, to be read again first.
  func pushBack(_ bytes: [UInt8]) { pushedBack = bytes + pushedBack }
}
