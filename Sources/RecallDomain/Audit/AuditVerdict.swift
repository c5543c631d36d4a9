package import Foundation

/// What verifying the trail has found: whether every entry is there, as it was written.
package struct AuditVerdict: Equatable, Sendable {
  package var entries = 0
  /// Of these, written before the chain began: held by its first seal alone.
  package var beforeChain = 0
  package var chains = 0
  package var seals = 0
  package var lastSeal: Date?
  /// Entries since the last seal: if they were cut off, nothing but a later checkpoint would tell.
  package var unsealed = 0
  /// Keys that the trail was chained with and that nobody had: of what they hold nothing can be told.
  package var lostKeys: [String] = []
  /// The first comes first.
  package var breaks: [AuditBreak] = []
  /// The checkpoint it was held against.
  package var against: Date?

  package init() {}

  package var isWhole: Bool { breaks.isEmpty }
}

/// A place where the trail is not as it was written.
package struct AuditBreak: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    /// The entry is not as it was written.
    case changed
    /// Entries before this one are not there.
    case removed
    /// Nobody's program wrote it.
    case inserted
    /// It was chained with a key that was replaced before.
    case oldKey = "old-key"
    /// The clinic folder knows of a trail, and the store holds none.
    case gone
    /// It stands behind entries that were written after it.
    case reordered
    /// The end of the trail is not there: it was sealed.
    case cut
    /// One of some entries from before the chain was changed, removed or put in.
    case beforeChain = "before-chain"
    /// A seal was changed, removed or put in.
    case seal
    /// The store is older than the checkpoint, or its end was cut off.
    case older
    /// The checkpoint is of another store, or of what this one was before it came from a backup.
    case otherHistory = "other-history"
    /// The store is a backup that nobody has brought back.
    case unrestored
    /// Lines of the file of checkpoints do not read: what they held the trail against is not looked at.
    case checkpoints
  }

  package let kind: Kind
  /// The number of the entry, or of the last of several.
  package let entry: Int?
  /// Of several: the number of the entry they come after.
  package var after: Int?
  /// How many are missing, where that is known.
  package var count: Int?
  /// The seal that tells, or the one that is broken.
  package var seal: Int?
  /// When the entry or seal was written; `nil`: it says no instant of this age.
  package var at: Date?
  /// What the entry says was done.
  package var act: String?

  package init(
    _ kind: Kind, entry: Int? = nil, after: Int? = nil, count: Int? = nil, seal: Int? = nil,
    at: Date? = nil, act: String? = nil
  ) {
    self.kind = kind
    self.entry = entry
    self.after = after
    self.count = count
    self.seal = seal
    self.at = at
    self.act = act
  }
}
