import Foundation
import RecallDomain
import RecallStorage

/// The real folder of kept calls, as one console has it: gone with the console, its locks too.
final class WatchedPlace: OutagePlace {
  private let folders: OutageFolders
  private var open: [WatchedJournal] = []
  private(set) var isDead = false
  /// Calls that were kept here, and those that were found from before.
  private(set) var (begun, taken) = (0, 0)

  init(_ folder: String) { folders = OutageFolders([URL(fileURLWithPath: folder)]) }

  func die() {
    isDead = true
    for journal in open { journal.letGo() }
    open = []
  }

  func begin(
    _ ticket: ClaimTicket, since: Date, with act: KeptAct
  ) throws(StoreFailure) -> any OutageJournal {
    guard !isDead else { throw WatchedStore.gone }
    begun += 1
    return watched(try folders.begin(ticket, since: since, with: act))
  }

  func keep(
    _ act: KeptAct, in journal: any OutageJournal
  ) throws(StoreFailure) -> any OutageJournal {
    guard !isDead else { throw WatchedStore.gone }
    try journal.keep(act)
    return journal
  }

  func waiting() -> [WaitingJournal] { isDead ? [] : folders.waiting() }

  func take(
    _ waiting: WaitingJournal, key: ClaimKey
  ) throws(StoreFailure) -> any OutageJournal {
    guard !isDead else { throw WatchedStore.gone }
    taken += 1
    return watched(try folders.take(waiting, key: key))
  }

  private func watched(_ journal: any OutageJournal) -> WatchedJournal {
    let watched = WatchedJournal(journal)
    open.append(watched)
    return watched
  }
}

/// A sealed journal that its console lets go of when it dies.
final class WatchedJournal: OutageJournal {
  private var inner: (any OutageJournal)?
  private var last: KeptCall

  init(_ inner: any OutageJournal) { (self.inner, last) = (inner, inner.kept) }

  var kept: KeptCall { inner?.kept ?? last }

  func keep(_ act: KeptAct) throws(StoreFailure) {
    guard let inner else { throw WatchedStore.gone }
    try inner.keep(act)
  }

  func remove() {
    inner?.remove()
    letGo()
  }

  func letGo() {
    if let inner { last = inner.kept }
    inner = nil
  }
}
