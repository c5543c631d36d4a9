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

  init(
    store: any RecallStore, list: Worklist, segment: String?, now: Date, progress: ReadingProgress
  ) {
    (self.store, self.list, self.segment) = (store, list, segment)
    (self.now, self.progress) = (now, progress)
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

  /// Every entry in the order of priority, due date and id.
  func each(_ body: (WorklistItem) throws -> Void) throws {
    try store.eachCandidate(segment: segment) { candidate in
      progress.step()
      try body(list.item(candidate, at: now))
    }
  }
}
