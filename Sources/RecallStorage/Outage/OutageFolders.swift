package import Foundation
package import RecallDomain

/// The folders in which this computer keeps calls while their store is away: the first that takes a
/// file is used, and all are looked through. Readable by their owner alone.
package final class OutageFolders: OutagePlace {
  private let folders: [URL]

  package init(_ folders: [URL]) { self.folders = folders }

  package func begin(
    _ ticket: ClaimTicket, since: Date
  ) throws(StoreFailure) -> any OutageJournal {
    guard let key = ticket.key else { throw .notPermitted }
    var failure = StoreFailure.unreachable("there is no folder to keep a call in")
    for folder in folders {
      do {
        try makeSure(of: folder)
        return try SealedJournal.make(
          for: ticket, since: since, sealedWith: key, in: folder.path)
      } catch { failure = error }
    }
    throw failure
  }

  package func waiting() -> [WaitingJournal] {
    folders.flatMap { folder -> [WaitingJournal] in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      return names.filter { $0.hasSuffix(SealedJournal.suffix) }.sorted().compactMap { name in
        let path = folder.appendingPathComponent(name).path
        guard let header = SealedHeader(at: path), !PrivateFileLock.isHeld(path) else { return nil }
        return header.waiting(at: path)
      }
    }
  }

  package func take(
    _ waiting: WaitingJournal, key: ClaimKey
  ) throws(StoreFailure) -> any OutageJournal {
    try SealedJournal.take(waiting.path, sealedWith: key)
  }

  private func makeSure(of folder: URL) throws(StoreFailure) {
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch { throw .unreachable("the folder for kept calls could not be made") }
  }
}
