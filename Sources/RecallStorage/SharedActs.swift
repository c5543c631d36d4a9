package import RecallDomain

/// A store whose acts are those of `Acts/`, written once for both databases. A driver opens
/// transactions and translates failures; it says no SQL of the field.
package protocol SharedActs: RecallStore {
  /// One transaction that may write: all of the act or nothing of it, durable when it returns.
  func write<Result>(
    _ act: String, _ body: (any Connection) throws -> Result
  ) throws(StoreFailure) -> Result

  /// One short read (invariant 10: never longer than 50 ms).
  func read<Result>(
    _ act: String, _ body: (any Connection) throws -> Result
  ) throws(StoreFailure) -> Result

  /// One transaction that may change what is append-only for everybody else: only for whoever owns the
  /// store, and only to take words out (`WordsErasing`).
  func erasing<Result>(
    _ body: (any Connection) throws -> Result
  ) throws(StoreFailure) -> Result

  /// Recalls whose patients have the same calling hours at every instant, and that were tried at the
  /// same parts of the day, share a class: an `outside-hours` verdict on one then holds for all of its
  /// segment, and they keep their order among each other all day.
  var classes: HoursClasses { get }

  /// How many entries of each lane the next search reads at first: more than one where callers crowd.
  var searchDepth: Int { get set }

  /// What this session's entries of the trail are chained in; `nil`: they are not.
  var chain: AuditChain? { get set }

  /// Which key the trail was chained with when the store was opened; `nil`: it was not.
  var trailKey: String? { get }

  /// Where the next look at blocked entries goes on; a pass begins anew after the last.
  var relookFrom: String { get set }
}
