import Foundation
import RecallStorage

/// The making of a clinic folder: whole or not at all, whatever ends this program or takes the
/// computer's power. It is made where nobody takes it for a clinic, and gets its place when all of it
/// is on the disk. What a maker who died has left is cleared away, or made use of, by the next one.
struct ClinicMaking {
  /// Of a folder that is made; what lies in it was told to nobody.
  private static let ending = ".being-made"
  /// In a folder that is whole and only has to be moved, piece by piece, into one that was there.
  private static let whole = "whole"
  /// What a folder that is there may hold before there is a clinic in it. It stays as it is.
  private static let ownPieces = [
    "scripts", "locales", "approvals", AuditKeyFile.name, CheckpointFile.name,
  ]

  private let place: ClinicFolder
  private let isThere: Bool
  private let work: ClinicFolder

  init(_ place: ClinicFolder) {
    self.place = place
    isThere = FileManager.default.fileExists(atPath: place.path)
    // A folder that is there may be a disk of its own, or stand in one that may not be written.
    work = ClinicFolder(
      isThere
        ? place.url.appendingPathComponent(Self.ending).path
        : place.url.deletingLastPathComponent()
          .appendingPathComponent(".\(place.url.lastPathComponent)\(Self.ending)").path)
  }

  /// - Parameters:
  ///   - mode: of the folder.
  ///   - onServer: the store is elsewhere, and knows its maker by the key in the folder.
  ///   - body: fills the folder that it is given.
  func make(
    mode: mode_t, onServer: Bool, _ body: (_ folder: ClinicFolder) throws -> Void
  ) throws {
    let lock = try begin()
    defer { close(lock) }
    do {
      if !isWhole {
        try clear(keepingKey: true)
        if isThere { try bringOwnPieces() }
        try body(work)
        try refuseStoreInPlace()
        try DiskSync.tree(work.path)
      }
    } catch {
      try? clear(keepingKey: onServer)
      // With a key in it the folder stays.
      rmdir(work.path)
      throw error
    }
    try settle(mode: mode)
  }

  /// What is left of a making that came to its end is of no use.
  func clearAway() {
    guard FileManager.default.fileExists(atPath: work.path), let lock = try? begin() else { return }
    defer { close(lock) }
    try? clear(keepingKey: false)
    rmdir(work.path)
  }

  // MARK: One maker at a time

  private func begin() throws -> Int32 {
    do {
      try FileManager.default.createDirectory(
        at: work.url.deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch { throw notMade(errno) }
    guard mkdir(work.path, 0o700) == 0 || errno == EEXIST else { throw notMade(errno) }
    DiskSync.folder(work.url.deletingLastPathComponent().path)
    let lock = open(work.path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard lock >= 0 else { throw notMade(errno) }
    // Where a disk knows no locks nobody waits for another.
    let isFree = flock(lock, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK
    guard isFree, isStill(lock) else {
      close(lock)
      throw Failure(
        .tryAgain, "somebody is making the clinic folder \"\(place.path)\" at this moment",
        hint: "wait until that is done")
    }
    return lock
  }

  /// Another maker may have moved it to its place meanwhile.
  private func isStill(_ folder: Int32) -> Bool {
    var (held, named) = (stat(), stat())
    return fstat(folder, &held) == 0 && stat(work.path, &named) == 0 && held.st_ino == named.st_ino
  }

  private func clear(keepingKey: Bool) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: work.path)
    for name in names where !(keepingKey && name == AuditKeyFile.name) {
      do { try FileManager.default.removeItem(at: work.url.appendingPathComponent(name)) } catch {
        throw notMade(errno)
      }
    }
  }

  // MARK: A folder that was there

  private func bringOwnPieces() throws {
    for name in Self.ownPieces {
      let piece = place.url.appendingPathComponent(name)
      guard FileManager.default.fileExists(atPath: piece.path) else { continue }
      let target = work.url.appendingPathComponent(name)
      do {
        try? FileManager.default.removeItem(at: target)
        try FileManager.default.copyItem(at: piece, to: target)
      } catch { throw notMade(errno) }
    }
  }

  private func refuseStoreInPlace() throws {
    guard isThere else { return }
    let policy = try OpenClinic.policy(of: work)
    guard let file = try StorePlace(policy: policy, folder: place).file,
      FileManager.default.fileExists(atPath: file)
    else { return }
    throw Failure(
      .cannotCreate, "a store stands in \"\(place.path)\" already, and was left as it is",
      hint: "choose another folder")
  }

  // MARK: To its place

  private var marker: String { work.url.appendingPathComponent(Self.whole).path }
  private var isWhole: Bool { FileManager.default.fileExists(atPath: marker) }

  private func settle(mode: mode_t) throws {
    guard isThere else {
      chmod(work.path, mode)
      guard rename(work.path, place.path) == 0 else { throw notMade(errno) }
      return DiskSync.folder(place.url.deletingLastPathComponent().path)
    }
    if !isWhole {
      do { try DurableFile.write([], to: marker) } catch { throw notMade(error.code) }
    }
    // A folder with a clinic.yaml is a clinic: that comes when all the rest is there.
    let pieces = try FileManager.default.contentsOfDirectory(atPath: work.path)
      .filter { ![Self.whole, "clinic.yaml"].contains($0) }
    for piece in pieces { try move(piece) }
    try DiskSync.tree(place.path)
    try move("clinic.yaml")
    DiskSync.folder(place.path)
    unlink(marker)
    try? clear(keepingKey: false)
    rmdir(work.path)
  }

  /// What was there already and is the same stays; a folder gets what it lacks.
  private func move(_ path: String) throws {
    let (source, target) = (
      work.url.appendingPathComponent(path), place.url.appendingPathComponent(path)
    )
    var isFolder: ObjCBool = false
    let manager = FileManager.default
    guard manager.fileExists(atPath: source.path) else { return }
    if manager.fileExists(atPath: target.path, isDirectory: &isFolder) {
      if isFolder.boolValue {
        for name in try manager.contentsOfDirectory(atPath: source.path) {
          try move("\(path)/\(name)")
        }
        return
      }
      if manager.contentsEqual(atPath: source.path, andPath: target.path) { return }
    }
    guard rename(source.path, target.path) == 0 else { throw notMade(errno) }
  }

  private func notMade(_ code: Int32) -> Failure {
    WriteTrouble.failure("the clinic folder \"\(place.path)\"", code, done: "made")
  }
}

extension ClinicFolder {
  /// The key of a maker who died after the store on a server had been made with it.
  func keyLeft() -> AuditKeyring? { try? AuditKeyFile(folder: self).read() }
}
