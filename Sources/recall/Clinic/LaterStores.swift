import Foundation
import RecallDomain
import RecallStorage

/// Stores that may know what came after a backup: the one that it replaces, as it was named, or those
/// that were put beside the clinic's place or the backup, one folder deep. Each is asked in a copy of its
/// own, into which its journal is played: what is damaged stays as it is.
struct LaterStores {
  /// One that was asked.
  struct Answer {
    /// As it was named, or where it was found.
    let place: String
    let facts: LaterFacts
  }

  private let backup: String
  private let place: StorePlace
  private let security: StoreSecurity
  /// Where working copies may be made.
  private let work: String

  /// - Parameter work: the path of the store that is being made.
  init(backup: String, place: StorePlace, security: StoreSecurity, work: String) {
    self.backup = (backup as NSString).expandingTildeInPath
    (self.place, self.security, self.work) = (place, security, work)
  }

  /// - Parameter named: of whoever says which store is replaced; `nil`: looked for.
  func ask(
    for store: SQLiteStore, named: String?, acceptingLosses: Bool, as act: ErasureAct
  ) throws -> [Answer] {
    var (copies, answers) = ([LaterCopy](), [Answer]())
    defer { for copy in copies { copy.remove() } }
    for place in named.map({ [$0] }) ?? found() {
      do {
        guard let copy = try copy(of: place, for: store, isNamed: named != nil) else { continue }
        copies.append(copy)
      } catch let why as Unreadable {
        guard acceptingLosses else { throw Self.failure(place, why.why) }
      }
    }
    copies.sort { $0.latest > $1.latest }
    for (index, copy) in copies.enumerated() {
      let isTold = try copies[..<index].contains { try $0.store.goesOnAfter(copy.store) }
      guard !isTold else { continue }
      let facts = try store.takeLaterFacts(of: copy.path, as: act)
      guard facts.unread.isEmpty || acceptingLosses else {
        throw Self.failure(copy.place, "damaged in \(facts.unread.joined(separator: ", "))")
      }
      answers.append(Answer(place: copy.place, facts: facts))
    }
    return answers
  }

  private struct Unreadable: Error { let why: String }

  private static func failure(_ place: String, _ why: String) -> Failure {
    Failure(
      .findings,
      "\"\(TerminalText.clean(place))\" may hold opt-outs, deaths and erasures that the backup lacks, and "
        + "could not be asked: \(why)",
      hint:
        "name the store that is replaced with --replaces, move this one elsewhere if it is another "
        + "clinic's, or bring the backup back without them: --accept-losses")
  }

  // MARK: Copies

  /// `nil`: of another clinic, or of a time before the backup.
  private func copy(
    of named: String, for store: SQLiteStore, isNamed: Bool
  ) throws -> LaterCopy? {
    let copy = try PostgreSQLAddress.isOne(named) ? ofServer(named) : ofFile(named)
    do {
      guard try store.hasOneBeginning(with: copy.store) else {
        copy.remove()
        guard isNamed else { return nil }
        throw Unreadable(why: "it is another clinic's store")
      }
      guard try isNamed || !store.goesOnAfter(copy.store) else {
        copy.remove()
        return nil
      }
    } catch let failure as StoreFailure {
      copy.remove()
      throw Unreadable(why: Failure(failure).message)
    }
    return copy
  }

  private func ofFile(_ named: String) throws -> LaterCopy {
    let path = (named as NSString).expandingTildeInPath
    let target = newCopy()
    for ending in [""] + StoreFiles.endings {
      guard ending.isEmpty || StoreFiles.holdsSomething(path + ending) else { continue }
      guard let file = FileCopy(from: path + ending) else {
        throw Unreadable(why: "it is not there, is no file, or may not be read")
      }
      try file.write(to: target + ending)
    }
    return try opened(target, of: named)
  }

  private func ofServer(_ address: String) throws -> LaterCopy {
    let target = newCopy()
    do {
      let server = try PostgreSQLStore.open(StorePlace.address(address, security))
      try StoreBackup.write(server, to: target) { _ in }
    } catch let failure as StoreFailure {
      unlink(target)
      throw Unreadable(why: Failure(failure).message)
    }
    // An address may name a login; a password it never holds.
    return try opened(target, of: address)
  }

  private func newCopy() -> String {
    let path = UnfinishedCopies.name(for: work)
    UnfinishedCopies.removedAtSignalsToo(path)
    return path
  }

  private func opened(_ path: String, of place: String) throws -> LaterCopy {
    do { return try LaterCopy(path, of: place) } catch {
      LaterCopy.remove(path)
      throw Unreadable(why: Failure(error).message)
    }
  }

  // MARK: Looking for them

  private func found() -> [String] {
    let beside = [place.file, backup].compactMap { $0 }
      .map { URL(fileURLWithPath: $0).deletingLastPathComponent().path }
    let below = beside.flatMap(Self.folders)
    var seen = Set([FileMark(backup)].compactMap(\.self))
    return (beside + below).flatMap(Self.files).filter { path in
      guard !path.hasSuffix(".part"), let mark = FileMark(path), seen.insert(mark).inserted else {
        return false
      }
      return StoreFiles.isStore(path)
    }
  }

  private static func folders(in folder: String) -> [String] {
    names(in: folder).filter { FileMark.kind(of: $0) == S_IFDIR }
  }

  private static func files(in folder: String) -> [String] {
    names(in: folder).filter { FileMark.kind(of: $0) == S_IFREG }
  }

  private static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
      .map { (folder as NSString).appendingPathComponent($0) }
  }
}

/// A working copy of a store that is asked.
private struct LaterCopy {
  let path: String
  let place: String
  let store: SQLiteStore
  let latest: Date

  init(_ path: String, of place: String) throws(StoreFailure) {
    (self.path, self.place) = (path, place)
    store = try SQLiteStore.open(path: path)
    latest = try store.latestInstant() ?? .distantPast
  }

  func remove() {
    try? store.leave()
    Self.remove(path)
  }

  static func remove(_ path: String) {
    for ending in [""] + StoreFiles.endings { unlink(path + ending) }
  }
}

/// Which file it is, by whatever name.
private struct FileMark: Hashable {
  let device: UInt64
  let file: UInt64

  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    (device, file) = (UInt64(status.st_dev), UInt64(status.st_ino))
  }

  /// Of the name itself, not of what a link leads to; 0: it is not there.
  static func kind(of path: String) -> mode_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : 0
  }
}
