package import Foundation

/// What was done in the days of a report, whenever the patients were due: patients, once for each visit
/// they are due for, by the calls and messages that began in these days. Each of the others is a part of
/// those tried; one patient may be in several.
package struct WorkTally: Hashable, Sendable {
  package var tried = 0
  /// Spoken with, identified.
  package var reached = 0
  /// A call has ended with an appointment.
  package var scheduled = 0
  package var declined = 0
  /// Had a question for the clinical team, or an emergency.
  package var asked = 0

  package init() {}
}

/// What waits for somebody now.
package struct WaitingTally: Hashable, Sendable {
  /// Calls promised for a time that has come, or comes before the clinic's day ends.
  package var promised = 0
  /// Due, unscheduled, and nothing happens until somebody decides.
  package var undecided = 0
  /// Due, without a number that may be dialled, and nobody was asked to find one.
  package var unasked = 0
  /// Patients opened in an emergency, for whoever reads this to look at; their own are not counted.
  package var openings = 0

  package init() {}
}

/// One caller's calls that have no outcome, while nobody is in them.
package struct UnfinishedCalls: Hashable, Sendable {
  package let caller: String
  package let count: Int
  /// When the first of them began.
  package let since: Date

  package init(caller: String, count: Int, since: Date) {
    (self.caller, self.count, self.since) = (caller, count, since)
  }
}
