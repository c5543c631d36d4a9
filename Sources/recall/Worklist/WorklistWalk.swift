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
  private let wanted: LeftOutWanted
  private let shown: ShownOnRecord

  init(
    store: any RecallStore, list: Worklist, segment: String?, wanted: LeftOutWanted, now: Date,
    progress: ReadingProgress, shown: ShownOnRecord
  ) {
    (self.store, self.list, self.segment) = (store, list, segment)
    (everybody, self.wanted, self.now, self.progress) = (wanted.all, wanted, now, progress)
    self.shown = shown
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
    for item in found { shown.show(item.patient) }
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
    let item = list.item(candidate, at: now)
    if item.excluded == nil ? item.promise == nil : wanted.all && wanted.includes(item) {
      shown.show(item.patient)
    }
    try body(item)
  }
}
