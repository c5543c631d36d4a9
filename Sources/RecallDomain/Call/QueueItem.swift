package import Foundation

/// One case in a queue: what was asked, by when it is due, where and when to call back.
package struct QueueItem: Hashable, Sendable, Codable {
  package enum State: String, CaseIterable, Codable, Sendable {
    case open, taken, answered, closed, withdrawn
  }

  package var id: QueueItemID
  package var queue: QueueName
  package var recall: RecallID
  package var patient: PatientID
  /// The call it came of; `nil` for one that a fact on record has raised.
  package var call: CallID?
  package var opened: Date
  package var due: Date?
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

  package init(
    id: QueueItemID, queue: QueueName, recall: RecallID, patient: PatientID, call: CallID?,
    opened: Date, due: Date?, urgent: Bool = false, owner: String? = nil, question: String? = nil,
    verified: Bool, callBack: String? = nil, language: String? = nil, note: String? = nil
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
  }
}
