import Foundation
import RecallDomain

/// Walks the list entry by entry, judged at one instant. Nothing is kept but the promises that may be
/// kept now, which go before everything else: the list may have a million entries.
final class WorklistWalk {
  private let store: any RecallStore
  private let list: Worklist
  private let now: Date
  private let progress: ReadingProgress
  /// The only segment asked for.
  private let segment: String?
  /// Everybody is looked at; otherwise only those whom nothing but the clock or a lane keeps back,
  /// and the others are told by kept counts.
  private let everybody: Bool

  init(
    store: any RecallStore, list: Worklist, segment: String?, everybody: Bool, now: Date,
    progress: ReadingProgress
  ) {
    (self.store, self.list, self.segment) = (store, list, segment)
    (self.everybody, self.now, self.progress) = (everybody, now, progress)
  }

  /// The counts of those whom `each` does not come to.
  func othersInCounts() throws -> WorklistTally {
    guard !everybody else { return WorklistTally() }
    let now = now
    return try store.tally(segment: segment, at: now) { _ in .from(now) }.ofThoseLeftOut
  }

  /// Promises that may be kept now, by their time.
  func promised() throws -> [WorklistItem] {
    var found: [WorklistItem] = []
    try store.eachOwing { candidate in
      guard segment == nil || candidate.entry.segment == segment else { return }
      let item = list.item(candidate, at: now)
      if item.excluded == nil, item.promise != nil { found.append(item) }
    }
    return found.sorted(by: WorklistItem.inOrder)
  }

  /// The entries in the order of `next`, but for promises.
  func each(_ body: (WorklistItem) throws -> Void) throws {
    if everybody {
      try store.eachCandidate(segment: segment, at: now) { try look(at: $0, body) }
    } else {
      try store.eachReady(segment: segment, at: now) { try look(at: $0, body) }
    }
  }

  private func look(at candidate: Candidate, _ body: (WorklistItem) throws -> Void) throws {
    progress.step()
    try body(list.item(candidate, at: now))
  }
}
