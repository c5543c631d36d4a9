package import Foundation

/// One life of a store. A store that comes back from a backup begins another: what was kept elsewhere
/// for the life before (an outage's journal, a claim on somebody's screen) knows the old id, and is
/// refused.
package struct StoreEpoch: Hashable, Sendable {
  package enum Cause: String, CaseIterable, Hashable, Sendable {
    case made
    /// The backup itself: also a copy of it that nobody restored with `store restore` is another life.
    case copied
    case restored
  }

  /// From 1, in the order in which they began.
  package let number: Int
  /// Random, and never the same twice.
  package let id: String
  package let began: Date
  package let cause: Cause

  package init(number: Int, id: String, began: Date, cause: Cause) {
    self.number = number
    self.id = id
    self.began = began
    self.cause = cause
  }
}

package protocol EpochKeeping: AnyObject {
  /// The life that the store is in; it never changes while a store is at work.
  func epoch() throws(StoreFailure) -> StoreEpoch
  /// Every life of it, the first first.
  func epochs() throws(StoreFailure) -> [StoreEpoch]
  /// Begins another life. Tickets of the one before are stale from here on, and whoever holds one finds
  /// the words kept for review.
  @discardableResult
  func beginEpoch(
    _ cause: StoreEpoch.Cause, by who: String, at now: Date
  ) throws(StoreFailure) -> StoreEpoch
}
