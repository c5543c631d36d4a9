package import Foundation
package import RecallDomain

/// The folders in which this computer keeps calls while their store is away: the first that takes a
/// file is used, and all are looked through. Readable by their owner alone.
package final class OutageFolders: OutagePlace {
  private let folders: [URL]
  /// The folder that the same person's calls of every clinic lie in, each in a folder of its own.
  private let family: URL?

  package init(_ folders: [URL], family: URL? = nil) {
    (self.folders, self.family) = (folders, family)
  }

  package func begin(
    _ ticket: ClaimTicket, since: Date, with act: KeptAct
  ) throws(StoreFailure) -> any OutageJournal {
    try begin(KeptCall(ticket: ticket, since: since, acts: [act]))
  }

  package func keep(
    _ act: KeptAct, in journal: any OutageJournal
  ) throws(StoreFailure) -> any OutageJournal {
    do throws(StoreFailure) {
      try journal.keep(act)
      return journal
    } catch {
      var whole = journal.kept
      whole.keep(act)
      // Both are there until the new one is whole on its disk; to replay both is to replay one.
      guard let other = try? begin(whole) else { throw error }
      journal.remove()
      return other
    }
  }

  /// In the first folder that takes the whole of it.
  private func begin(_ kept: KeptCall) throws(StoreFailure) -> any OutageJournal {
    guard let key = kept.ticket.key else { throw .notPermitted }
    var failure = StoreFailure.unreachable("there is no folder to keep a call in")
    for folder in folders {
      do throws(StoreFailure) {
        try makeSure(of: folder)
        let journal = try SealedJournal.make(
          for: kept.ticket, since: kept.since, sealedWith: key, in: folder.path)
        do throws(StoreFailure) { for act in kept.acts { try journal.keep(act) } } catch {
          journal.remove()
          throw error
        }
        return journal
      } catch { failure = error }
    }
    throw failure
  }

  package func waiting() -> [WaitingJournal] {
    folders.flatMap { waiting(in: $0, isElsewhere: false) }
      + foldersElsewhere.flatMap { waiting(in: $0, isElsewhere: true) }
  }

  private func waiting(in folder: URL, isElsewhere: Bool) -> [WaitingJournal] {
    files(in: folder).compactMap { path in
      guard !PrivateFileLock.isHeld(path) else { return nil }
      guard !SealedRecords.neverBegan(path) else {
        forget(path)
        return nil
      }
      return SealedHeader(at: path)?.waiting(at: path, isElsewhere: isElsewhere)
    }
  }

  /// Files that are named like kept calls and have no readable beginning.
  package func unreadable() -> [String] {
    (folders + foldersElsewhere).flatMap { files(in: $0) }.filter {
      !PrivateFileLock.isHeld($0) && !SealedRecords.neverBegan($0) && SealedHeader(at: $0) == nil
    }
  }

  /// Calls that a console has in hand at this moment, or one that was stopped.
  package func inHand() -> [WaitingJournal] {
    (folders + foldersElsewhere).flatMap { files(in: $0) }.compactMap { path in
      guard PrivateFileLock.isHeld(path) else { return nil }
      return SealedHeader(at: path)?.waiting(at: path, isElsewhere: false)
    }
  }

  private func files(in folder: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(SealedJournal.suffix) }.sorted()
      .map { folder.appendingPathComponent($0).path }
  }

  /// The person's other clinics, and this one under the address or in the folder that it had before.
  private var foldersElsewhere: [URL] {
    guard let family else { return [] }
    let own = Set(folders.map(\.standardizedFileURL.path))
    let names = (try? FileManager.default.contentsOfDirectory(atPath: family.path)) ?? []
    return names.sorted().map { family.appendingPathComponent($0) }
      .filter { !own.contains($0.standardizedFileURL.path) }
  }

  /// Power was cut before the first answer in it was acknowledged; a file that was made a moment ago may
  /// be another console's.
  private func forget(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0, time(nil) - status.st_mtim.tv_sec > Self.moment else { return }
    unlink(path)
  }

  /// In seconds.
  private static let moment = 120

  package func take(
    _ waiting: WaitingJournal, key: ClaimKey
  ) throws(StoreFailure) -> any OutageJournal {
    try SealedJournal.take(waiting.path, sealedWith: key)
  }

  /// Each level that is made is on the disk with its name before anything is kept below it.
  private func makeSure(of folder: URL) throws(StoreFailure) {
    var missing: [URL] = []
    var level = folder
    while !FileManager.default.fileExists(atPath: level.path), level.path != "/" {
      missing.append(level)
      level.deleteLastPathComponent()
    }
    for made in missing.reversed() {
      guard mkdir(made.path, 0o700) == 0 || errno == EEXIST else {
        throw SealedFile.failure(errno)
      }
      guard SealedFile.sync(folder: made.deletingLastPathComponent().path) else {
        throw .unreachable("the folder for kept calls could not be made")
      }
    }
  }
}
