package import Foundation

/// Reading notes, and adding to them. No act of these changes a note that was saved.
package protocol NoteKeeping: AnyObject {
  /// Notes with what was added to them, in the order of the query, a page at a time; `body` runs
  /// outside any transaction.
  func eachNote(_ query: NoteQuery, _ body: (KeptNote) throws -> Void) throws
  func additions(to note: NoteID) throws(StoreFailure) -> [NoteAddition]
  /// One line of the trail: who read whose notes. `subject`: what was asked for, without words of a
  /// patient.
  func noteReading(
    of subject: String, by reader: String, showing patients: [PatientID], at now: Date
  ) throws(StoreFailure)
  /// Words beside a note. The same addition again changes nothing.
  @discardableResult
  func amend(_ addition: NoteAddition, at now: Date) throws(StoreFailure) -> NoteAddition
  /// What a correction needs to know of a call that was saved; `nil` when there is none of this id,
  /// or no person made it.
  func savedCall(_ note: NoteID) throws(StoreFailure) -> SavedCallRecord?
  /// Puts another outcome in the place of a note's, in one transaction with all that follows.
  /// `decide` is pure, and sees the entry as it stood before the call, with every fact on record
  /// since, and the items that the call has opened; answers that the call has told are not told yet,
  /// and name it (`toldIn`). The same `key` again changes nothing.
  func correct(
    _ note: NoteID, key: String, at now: Date,
    decide: (_ before: Candidate, _ opened: [QueueItem]) -> OutcomeCorrection
  ) throws(StoreFailure) -> CorrectionAnswer
}

/// A call that was saved, as its journal tells it.
package struct SavedCallRecord: Sendable {
  package var kept: KeptNote
  /// The hash of its script (`edition`).
  package var edition: String
  package var journal: [JournalEntry]
  /// The entry as it stands now.
  package var candidate: Candidate

  package init(
    kept: KeptNote, edition: String, journal: [JournalEntry], candidate: Candidate
  ) {
    self.kept = kept
    self.edition = edition
    self.journal = journal
    self.candidate = candidate
  }
}

/// What a corrected outcome comes to, as the rules of a call decide it.
package struct OutcomeCorrection: Sendable {
  /// With the words and the change; the store gives it its number.
  package var addition: NoteAddition
  package var after: AfterCallDecision
  /// What the old outcome had said about the number.
  package var numberStatusBefore: PatientPhone.Status?
  /// A time was given, and is promised from now on.
  package var gaveTime: Bool
  /// Queues of the call whose items stay; the other items of it are withdrawn.
  package var keeps: Set<QueueName>
  /// Items to open, an opt-out, an emergency.
  package var writes: [CallWrite]
  /// Booked in the call, and noted only now.
  package var appointment: GivenAppointment?
  /// Set where nobody was spoken with after all: answers that this call was said to have told are owed
  /// again. These words stand in the history of their items. Otherwise they count as told.
  package var notHeard: String?

  package init(
    addition: NoteAddition, after: AfterCallDecision,
    numberStatusBefore: PatientPhone.Status? = nil, gaveTime: Bool = false,
    keeps: Set<QueueName> = [], writes: [CallWrite] = [], appointment: GivenAppointment? = nil,
    notHeard: String? = nil
  ) {
    self.addition = addition
    self.after = after
    self.numberStatusBefore = numberStatusBefore
    self.gaveTime = gaveTime
    self.keeps = keeps
    self.writes = writes
    self.appointment = appointment
    self.notHeard = notHeard
  }
}

package enum CorrectionAnswer: Hashable, Sendable {
  case corrected(NoteAddition)
  case refused(CorrectionObstacle)
}

/// Why an outcome cannot be corrected any more; words can always be added.
package enum CorrectionObstacle: String, CaseIterable, Error, Hashable, Sendable {
  /// The patient was called or written to since.
  case calledSince = "called-since"
  /// Somebody has the patient in hand at this moment.
  case inHand = "in-hand"
  /// The recall has moved on: answered by a team, booked, closed, or moved by a list.
  case movedOn = "moved-on"
  /// Saved by a version that did not keep how the recall stood before.
  case tooOld = "too-old"
}
