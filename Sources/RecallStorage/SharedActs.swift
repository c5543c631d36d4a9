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

  /// Patients whose calling hours are the same at every instant share a name here; an
  /// `outside-hours` verdict on one then holds for all. `nil`: not known, each is judged alone.
  var hoursClass: (Patient) -> String? { get }

  /// Where the next look at blocked entries goes on; a pass begins anew after the last.
  var relookFrom: String { get set }
}
