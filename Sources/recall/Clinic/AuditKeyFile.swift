import Foundation
import RecallDomain
import RecallStorage

/// `audit.key` of the clinic folder: what the trail is chained with. It never lies in the store, so that
/// whoever gets at the store alone can change nothing in the trail unnoticed.
struct AuditKeyFile {
  static let name = "audit.key"
  let folder: ClinicFolder

  var path: String { folder.url.appendingPathComponent(Self.name).path }

  /// `nil`: there is none.
  func read() throws -> AuditKeyring? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let data = try? RegularFile.read(path) else {
      throw Failure(
        .notPermitted, "the key of the audit trail, \(Self.name), may not be read",
        hint: "it belongs to whoever works in this clinic folder: check its owner and mode")
    }
    guard let keys = AuditKeyring(text: String(decoding: data, as: UTF8.self)) else {
      throw Failure(
        .configuration, "\(Self.name) in the clinic folder holds no key of an audit trail",
        hint: "bring it back from a copy of the clinic folder; it is one line for each key")
    }
    return keys
  }

  /// A key for a clinic that has none; of two who make one at the same moment both get the same.
  /// `nil`: nothing can be written here.
  func make() throws -> AuditKeyring? {
    if let keys = try read() { return keys }
    guard (try? lay()) != nil else { return nil }
    return try read()
  }

  /// For whom there is no going on without: why it could not be written.
  func required() throws -> AuditKeyring {
    if let keys = try read() { return keys }
    do { try lay() } catch { throw trouble(error) }
    guard let keys = try read() else { throw trouble(.init(code: ENOENT)) }
    return keys
  }

  private func lay() throws(DurableFile.Refused) {
    let part = try PartFile(beside: path)
    defer { part.end() }
    try DurableFile.write([UInt8](AuditKeyring(.random()).text.utf8), to: part.path, mode: mode)
    // Never over another one.
    guard link(part.path, path) == 0 || errno == EEXIST else { throw .init(code: errno) }
    // A store on a server that is chained with it may be on the disk a moment later.
    DiskSync.folder(folder.path)
  }

  private func trouble(_ refused: DurableFile.Refused) -> Failure {
    WriteTrouble.failure("\(Self.name) of the clinic folder", refused.code)
  }

  /// In the place of the file that is there, at once.
  func replace(with keys: AuditKeyring) throws {
    do { try DurableFile.write([UInt8](keys.text.utf8), to: path, mode: mode) } catch {
      throw trouble(error)
    }
  }

  /// Whoever may read it besides those whose clinic folder this is; `nil`: nobody.
  func openTo() -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    if status.st_mode & 0o007 != 0 { return "everybody on this computer" }
    return status.st_mode & 0o070 & ~mode != 0 ? "the group of the file" : nil
  }

  /// Where a team reads the folder it reads the key too: each of its programs chains.
  private var mode: mode_t {
    var status = stat()
    let isTeams = stat(folder.path, &status) == 0 && status.st_mode & 0o040 != 0
    return isTeams ? 0o640 : 0o600
  }
}

/// `audit.checkpoints` of the clinic folder: a line for each seal that was made from here. They lie
/// outside the store, and show when its end was cut off, or when an older one stands in its place.
struct CheckpointFile {
  static let name = "audit.checkpoints"
  let folder: ClinicFolder

  private var path: String { folder.url.appendingPathComponent(Self.name).path }

  /// In the order in which they were made; a line that does not read is none.
  func read() -> [AuditCheckpoint] {
    guard let data = try? RegularFile.read(path) else { return [] }
    return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
      .compactMap { AuditCheckpoint(lastLineOf: String($0)) }
  }

  /// Lines that are no checkpoint: what stood there holds the trail against nothing any more.
  var unreadableLines: Int {
    guard let data = FileManager.default.contents(atPath: path) else { return 0 }
    return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
      .count { AuditCheckpoint(lastLineOf: String($0)) == nil }
  }

  /// A folder that may not be written keeps none.
  func add(_ checkpoint: AuditCheckpoint) {
    let file = open(path, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    // Two programs do not mix their lines.
    guard flock(file, LOCK_EX) == 0 else { return }
    let length = lseek(file, 0, SEEK_END)
    guard length >= 0, last(file, length) != checkpoint else { return }
    // Behind a line that a full disk or a power cut has cut off a new one begins.
    let line = Data(((endsItsLine(file, length) ? "" : "\n") + checkpoint.line + "\n").utf8)
    let written = line.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    if written != line.count { ftruncate(file, length) }
    fsync(file)
  }

  /// A file of years is long, and its last line is all that is asked for.
  private func last(_ file: Int32, _ length: off_t) -> AuditCheckpoint? {
    var bytes = [UInt8](repeating: 0, count: Int(min(length, 4_096)))
    let count = pread(file, &bytes, bytes.count, length - off_t(bytes.count))
    guard count == bytes.count else { return nil }
    return AuditCheckpoint(lastLineOf: String(decoding: bytes, as: UTF8.self))
  }

  private func endsItsLine(_ file: Int32, _ length: off_t) -> Bool {
    guard length > 0 else { return true }
    var last: UInt8 = 0
    return pread(file, &last, 1, length - 1) == 1 && last == UInt8(ascii: "\n")
  }
}
