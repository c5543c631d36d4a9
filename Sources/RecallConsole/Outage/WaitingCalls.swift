import RecallDomain

/// Calls that an earlier console left on this computer, because the store was away and then the
/// console was too: written before anything else is done.
struct WaitingCalls {
  let desk: Desk

  func write() {
    guard let place = desk.outages else { return }
    var (written, unreadable) = (0, 0)
    for waiting in place.waiting() where waiting.caller == desk.caller.id {
      do throws(StoreFailure) {
        // Of another clinic, or of this one under another address: its claim is known here, or it is not.
        if waiting.isElsewhere {
          guard try desk.store.isOfThisLife(waiting.claim, token: waiting.token) else { continue }
        }
        switch try replay(waiting, in: place) {
        case nil: unreadable += 1
        case .written?: written += 1
        case let other?: desk.tell(other.news)
        }
      } catch {
        let why = StoreTrouble(desk: desk).sentence(for: error)
        desk.tell("outage.still-kept", ["why": why])
      }
    }
    if written > 0 { desk.tell("outage.written-at-start", count: written) }
    if unreadable > 0 { desk.tell("outage.cannot-be-opened", count: unreadable) }
  }

  /// `nil`: it does not open here. Its file stays.
  private func replay(
    _ waiting: WaitingJournal, in place: any OutagePlace
  ) throws(StoreFailure) -> Replayed? {
    guard let key = try desk.store.claimKey(waiting.claim, token: waiting.token) else { return nil }
    let journal: any OutageJournal
    do throws(StoreFailure) { journal = try place.take(waiting, key: key) } catch { return nil }
    let kept = journal.kept
    // Nothing was acknowledged in it.
    guard !kept.acts.isEmpty else {
      journal.remove()
      return .written(kept.ticket)
    }
    let replayed = try desk.store.replay(kept, at: desk.now) {
      ConflictItem(desk: desk, kept: kept).item($0)
    }
    journal.remove()
    return replayed
  }
}
