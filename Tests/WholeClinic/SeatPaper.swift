import Foundation

/// What a console writes, read by the person before it from where they stopped.
final class SeatPaper {
  let handle: FileHandle
  private let file: Int32
  private var place = 0

  init(in folder: String) throws {
    let path = "\(folder)/paper-\(UUID().uuidString)"
    file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw CocoaError(.fileWriteUnknown) }
    unlink(path)
    handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
  }

  /// Everything since the last time.
  func fresh() -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = pread(file, &buffer, buffer.count, off_t(place))
      guard count > 0 else { break }
      bytes += buffer[..<count]
      place += count
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
