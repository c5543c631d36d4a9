package import Foundation
package import RecallDomain
package import ScriptEngine

/// Everything that practice needs from outside. There is no way from here to the live store: calls
/// are made in stores that are made for them, and what stays goes into the practice record.
package struct PracticeRoom {
  package let policy: ClinicPolicy
  /// With the rehearsals and their words.
  package let library: ScriptLibrary
  /// The time of day where somebody practises; a rehearsed call has its own.
  package let clock: Clock
  /// Where a rehearsed call begins; `nil` = a working Tuesday near now.
  package let beginsAt: Date?
  /// An empty store of kind *practice* with open times after this instant, gone with its call.
  package let makeStore: (Date) throws(StoreFailure) -> any RecallStore
  /// What stays; `nil` when it cannot be kept now.
  package let record: PracticeRecord?
  /// Decides which words an invented patient uses.
  package let seed: () -> UInt64

  package init(
    policy: ClinicPolicy, library: ScriptLibrary, clock: Clock, beginsAt: Date? = nil,
    record: PracticeRecord?, seed: @escaping () -> UInt64,
    makeStore: @escaping (Date) throws(StoreFailure) -> any RecallStore
  ) {
    self.policy = policy
    self.library = library
    self.clock = clock
    self.beginsAt = beginsAt
    self.record = record
    self.seed = seed
    self.makeStore = makeStore
  }

  var moment: Date { beginsAt ?? PracticeCall.moment(near: clock.now(), policy: policy) }

  /// Unapproved scripts may be rehearsed.
  var shelf: ScriptShelf { ScriptShelf(library, policy: policy, approvedOnly: false) }
}

/// How everybody's rehearsals went.
package struct PracticeRecord {
  package let keep: (PracticeResult) throws(StoreFailure) -> Void
  /// Oldest first.
  package let all: () throws(StoreFailure) -> [PracticeResult]

  package init(
    keep: @escaping (PracticeResult) throws(StoreFailure) -> Void,
    all: @escaping () throws(StoreFailure) -> [PracticeResult]
  ) {
    self.keep = keep
    self.all = all
  }
}
