package import Foundation

/// Which entries of the trail: those that meet every condition that is set.
package struct TrailQuery: Hashable, Sendable {
  package var who: String?
  package var act: String?
  package var patient: PatientID?
  package var recall: RecallID?
  package var call: CallID?
  /// Written at this instant or later.
  package var since: Date?
  /// Written before this instant.
  package var until: Date?

  package init(
    who: String? = nil, act: String? = nil, patient: PatientID? = nil, recall: RecallID? = nil,
    call: CallID? = nil, since: Date? = nil, until: Date? = nil
  ) {
    self.who = who
    self.act = act
    self.patient = patient
    self.recall = recall
    self.call = call
    self.since = since
    self.until = until
  }
}

/// The trail as people read it, and what leaves a trace in it without changing anything.
package protocol TrailReading: AnyObject {
  /// In the order in which they were written, in short reads; `body` runs outside any transaction.
  func eachEntry(_ query: TrailQuery, _ body: (TrailAct) throws -> Void) throws
  /// Every act that this program writes, by the name it has in the trail.
  var knownActs: [String] { get }
  /// One line of the trail: somebody read much at once, or was refused.
  ///
  /// - Parameters:
  ///   - subject: ids and words of closed lists, never anything of a patient.
  ///   - patients: whom the look has shown, each by their opaque id.
  func leaveTrace(
    of trace: Trace, by who: String, subject: String?, showing patients: [PatientID], at now: Date
  ) throws(StoreFailure)
}

extension TrailReading {
  package func leaveTrace(
    of trace: Trace, by who: String, subject: String?, at now: Date
  ) throws(StoreFailure) {
    try leaveTrace(of: trace, by: who, subject: subject, showing: [], at: now)
  }
}

/// What leaves a trace of its own, beside what the acts of a call write.
package enum Trace: String, CaseIterable, Sendable {
  /// Something was asked for that this person may not do; the subject says what.
  case refused
  /// The list was read, with names and numbers.
  case listRead = "list-read"
  /// Patients were looked for by number, name or id.
  case lookedUp = "looked-up"
  case trailRead = "trail-read"
  /// The store was copied; the subject is the copy's epoch.
  case backedUp = "backed-up"
  /// The clinic's key was followed by another.
  case keyChanged = "key-changed"
}
