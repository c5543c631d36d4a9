import Foundation

/// Writing a file so that a power cut, a kill, a full disk leave the old one or the new one, never half
/// of either, and no name without its content.
enum DurableFile {
  /// What the system said.
  struct Refused: Error { let code: Int32 }

  /// - Parameter mode: of a file that is made now; one that is there keeps its own.
  static func write(
    _ bytes: [UInt8], to path: String, mode: mode_t = 0o600
  ) throws(Refused) {
    var there = stat()
    let kept = stat(path, &there) == 0 ? there.st_mode & 0o7777 : mode
    let part = try PartFile(beside: path)
    defer { part.end() }
    let file = open(part.path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Refused(code: errno) }
    try fill(file, bytes, mode: kept)
    guard rename(part.path, path) == 0 else { throw Refused(code: errno) }
    DiskSync.folder(above: path)
  }

  private static func fill(
    _ file: Int32, _ bytes: [UInt8], mode: mode_t
  ) throws(Refused) {
    defer { close(file) }
    try write(bytes, to: file)
    guard fchmod(file, mode) == 0, fsync(file) == 0 else { throw Refused(code: errno) }
  }

  private static func write(_ bytes: [UInt8], to file: Int32) throws(Refused) {
    var left = bytes[...]
    while !left.isEmpty {
      let count = left.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Refused(code: count < 0 ? errno : ENOSPC) }
      left = left.dropFirst(count)
    }
  }
}

/// A file while it is made: beside its place, under a name that nobody has. As long as its maker lives
/// a lock says so; what makers who died have left is removed by the next who makes a file there.
final class PartFile {
  private static let ending = ".part"
  private static let lockEnding = ".part.lock"
  /// What SQLite keeps beside a file.
  private static let companions = ["", "-journal", "-wal", "-shm"]

  let path: String
  private var lock: Int32 = -1

  init(beside place: String) throws(DurableFile.Refused) {
    Self.sweep(beside: place)
    while true {
      let name = "\(place).\(UUID().uuidString.prefix(8))"
      let file = open(
        name + Self.lockEnding, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard file >= 0 else { throw DurableFile.Refused(code: errno) }
      // Where a disk knows no locks nothing is swept either.
      _ = flock(file, LOCK_EX)
      var status = stat()
      if fstat(file, &status) == 0, status.st_nlink > 0 {
        (path, lock) = (name + Self.ending, file)
        return
      }
      // Swept away before it was locked.
      close(file)
    }
  }

  /// Removes what is left of it, which after a rename is nothing.
  func end() {
    guard lock >= 0 else { return }
    for ending in Self.companions { unlink(path + ending) }
    unlink(path + ".lock")
    close(lock)
    lock = -1
  }

  deinit { end() }

  /// What makers who died have left in the folder of this place.
  static func sweep(beside place: String) {
    let folder = DiskSync.folderName(above: place)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasSuffix(lockEnding) {
      let lock = "\(folder)/\(name)"
      let file = open(lock, O_RDWR | O_NOFOLLOW | O_CLOEXEC)
      guard file >= 0 else { continue }
      defer { close(file) }
      guard flock(file, LOCK_EX | LOCK_NB) == 0 else { continue }
      for ending in companions { unlink(lock.dropLast(".lock".count) + ending) }
      unlink(lock)
    }
    // A power cut may keep the name of a file and lose that of its lock, which was made before it.
    for name in names where isPart(name) && access("\(folder)/\(name).lock", F_OK) != 0 {
      for ending in companions { unlink("\(folder)/\(name)\(ending)") }
    }
  }

  /// `audit.key.56D2B048.part`
  private static func isPart(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 2, name.hasSuffix(ending) else { return false }
    let mark = parts[parts.count - 2]
    return mark.count == 8 && mark.allSatisfy(\.isHexDigit)
  }
}

/// What was written is on the disk when these return; a disk that cannot say so is believed.
enum DiskSync {
  /// `NSString` has a trap for names of one letter.
  static func folderName(above path: String) -> String {
    URL(fileURLWithPath: path).deletingLastPathComponent().path
  }

  static func folder(above path: String) { folder(folderName(above: path)) }

  /// New names in it, and those that are gone.
  static func folder(_ path: String) {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  /// Every file and folder of it.
  static func tree(_ path: String) throws {
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) + [""] {
      let file = open(
        name.isEmpty ? path : "\(path)/\(name)", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard file >= 0 else { continue }
      defer { close(file) }
      guard fsync(file) == 0 || errno == EINVAL else {
        throw WriteTrouble.failure("the clinic folder", errno, done: "made")
      }
    }
  }
}

/// What the system said, where Foundation tells.
enum PosixCode {
  static func of(_ error: any Error) -> Int32 {
    let error = error as NSError
    if error.domain == NSPOSIXErrorDomain { return Int32(error.code) }
    if let below = error.userInfo[NSUnderlyingErrorKey] as? any Error { return of(below) }
    switch CocoaError.Code(rawValue: error.code) {
    case .fileWriteOutOfSpace: return ENOSPC
    case .fileWriteVolumeReadOnly: return EROFS
    case .fileWriteNoPermission, .fileReadNoPermission: return EACCES
    default: return 0
    }
  }
}

/// Why something could not be written, and what to do about it.
enum WriteTrouble {
  /// - Parameters:
  ///   - what: the thing itself, quoted where it is a name.
  ///   - code: what the system said.
  ///   - done: `written`, `made`.
  static func failure(_ what: String, _ code: Int32, done: String = "written") -> Failure {
    switch code {
    case ENOSPC, EDQUOT:
      Failure(
        .cannotCreate, "\(what) could not be \(done): the disk is full",
        hint: "make room on it, then give the command again")
    case EROFS:
      Failure(
        .cannotCreate, "\(what) could not be \(done): the disk is read-only",
        hint: "mount it for writing, or choose a place on another disk")
    case EACCES, EPERM:
      Failure(
        .cannotCreate, "\(what) could not be \(done): permission denied",
        hint: "check who owns the folder that it lies in, and its mode")
    case ENOENT, ENOTDIR:
      Failure(
        .cannotCreate, "\(what) could not be \(done): there is no such folder",
        hint: "make the folder first, or correct the name")
    case EIO:
      Failure(
        .cannotCreate, "\(what) could not be \(done): the disk reports an error",
        hint: "look after the disk, and write to another one meanwhile")
    default:
      Failure(
        .cannotCreate, "\(what) could not be \(done)",
        hint: "check that its folder is there and may be written, and that the disk has room")
    }
  }
}
