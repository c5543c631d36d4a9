/// Why the store could not do what it was asked. Carries no value of any row (STACK, "libpq").
package enum StoreFailure: Error, Equatable, Sendable {
  /// The claim was taken over or has moved on: what was typed is kept for review.
  case stale
  /// What was typed stands beside the call, and not in it: why.
  case setAside(ReplayConflict)
  /// Somebody else holds this patient, this number, or this slot.
  case taken(What)
  case notFound
  /// Its words were kept long enough, and are gone: nothing can be added to it or done with it again.
  case erased
  /// Try again later.
  case busy
  case full
  case readOnly
  case unreachable(String)
  /// The file is no store, or is damaged.
  case damaged(String)
  /// Made by a newer program.
  case newerSchema(found: Int, known: Int)
  /// Made by an earlier program, and not for this user to change: its owner migrates it.
  case olderSchema(found: Int, known: Int)
  /// This database user may not do that.
  case notPermitted
  /// The server is on a network, and this `sslmode` does not make it prove who it is: nothing was
  /// sent to it (STACK, "libpq").
  case unverified(mode: String)
  /// A rule of the schema refused the write: the constraint's name, never a value.
  case refused(constraint: String)
  /// SQLSTATE or result code, with the name of the act.
  case failed(code: String, act: String)

  package enum What: String, Equatable, Sendable { case patient, number, caller, slot }
}
