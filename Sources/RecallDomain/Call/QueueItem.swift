package import Foundation

/// One case in a queue: what was asked, by when it is due, where and when to call back.
package struct QueueItem: Hashable, Sendable, Codable {
  package enum State: String, CaseIterable, Codable, Sendable {
    case open, taken, answered, closed, withdrawn
  }

  package var id: QueueItemID
  package var queue: QueueName
  /// What it is about; `nil` in a store of an earlier program (`InboxItem.concern`).
  package var concern: Concern?
  package var recall: RecallID
  package var patient: PatientID
  /// The call it came of; `nil` for one that a fact on record has raised.
  package var call: CallID?
  package var opened: Date
  package var due: Date?
  /// By when it would be due were there no visit that came in later than the item: what the patient was
  /// promised, and what its team's own terms say. `nil`: as `due`.
  package var dueOtherwise: Date?
  package var urgent: Bool
  package var state: State
  package var owner: String?
  /// The words, verbatim.
  package var question: String?
  package var verified: Bool
  /// Number in E.164.
  package var callBack: String?
  package var language: String?
  package var note: String?
  /// Who of the team works on it, since then.
  package var takenBy: String?
  package var takenAt: Date?
  package var answer: QueueAnswer?
  /// Nothing is left to do in it since then.
  package var closedAt: Date?
  /// The call in which the patient heard the answer.
  package var toldIn: CallID?
  /// The caller raised it by mistake. Whoever had taken it keeps it, so marked.
  package var withdrawnAt: Date?

  package init(
    id: QueueItemID, queue: QueueName, recall: RecallID, patient: PatientID, call: CallID?,
    opened: Date, due: Date?, urgent: Bool = false, owner: String? = nil, question: String? = nil,
    verified: Bool, callBack: String? = nil, language: String? = nil, note: String? = nil,
    concern: Concern? = nil
  ) {
    self.id = id
    self.queue = queue
    self.recall = recall
    self.patient = patient
    self.call = call
    self.opened = opened
    self.due = due
    self.urgent = urgent
    state = .open
    self.owner = owner
    self.question = question
    self.verified = verified
    self.callBack = callBack
    self.language = language
    self.note = note
    self.concern = concern
  }

  /// Somebody of its team has something to do in it.
  package var isWaiting: Bool { state == .open || state == .taken }

  /// The team has answered, and the patient has not heard it.
  package var isToBeTold: Bool { state == .answered }

  package func isOverdue(at now: Date) -> Bool { isWaiting && due.map { $0 < now } ?? false }

  /// Who sees to it: whoever has taken it, else whom the clinic named.
  package var seenToBy: String? { takenBy ?? owner }
}
