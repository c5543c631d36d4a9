package import Foundation

/// What the store does about the message step of one entry, decided by pure rules on the entry as
/// it stands inside the writing transaction.
package enum MessageAct: Sendable {
  case write(MessageWriting)
  /// Looked at again then; `nil` = tomorrow.
  case wait(until: Date?)
  case passOver(NextAction)
  case nothing
}

/// A message step that is done: the message itself, the attempt and note that everybody sees, and
/// how the recall goes on.
package struct MessageWriting: Sendable {
  package var plan: MessagePlan
  package var text: String
  /// Of the text, BCP 47.
  package var language: String
  /// The script edition whose approved words these are.
  package var edition: String
  package var compiled: Data
  package var note: CallNote
  package var state: RecallEntry.State
  package var next: NextAction
  /// Why the work on the recall has ended; `nil` while it has not.
  package var end: RecallEnd?
  /// Items that must be open because the attempts are used up.
  package var writes: [CallWrite]

  package init(
    plan: MessagePlan, text: String, language: String, edition: String, compiled: Data,
    note: CallNote, state: RecallEntry.State, next: NextAction, end: RecallEnd? = nil,
    writes: [CallWrite]
  ) {
    self.plan = plan
    self.text = text
    self.language = language
    self.edition = edition
    self.compiled = compiled
    self.note = note
    self.state = state
    self.next = next
    self.end = end
    self.writes = writes
  }
}

/// What one round of writing came to.
package struct MessagesWritten: Hashable, Sendable {
  package var written = 0
  package var passedOver = 0
  package var waiting = 0
  /// Looked at, and no message is in sight.
  package var none = 0
  /// There was no more to look at.
  package var isDone = true

  package init() {}

  /// Something came of it: another round may find more.
  package var hasMoved: Bool { written + passedOver + waiting + none > 0 }

  package static func + (left: MessagesWritten, right: MessagesWritten) -> MessagesWritten {
    var sum = left
    sum.written += right.written
    sum.passedOver += right.passedOver
    sum.waiting += right.waiting
    sum.none += right.none
    sum.isDone = right.isDone
    return sum
  }
}

/// Why a message that was written is not to be sent any more.
package enum MessageStop: String, CaseIterable, Codable, Hashable, Sendable {
  /// The record does not permit this way to this patient any more.
  case optedOut = "opted-out"
  case deceased, inactive
}

/// A message in the outbox, as it is listed and sent.
package struct OutboxItem: Hashable, Sendable {
  package enum State: String, CaseIterable, Codable, Sendable {
    case waiting, sending, sent, failed
  }

  package var key: String
  /// `nil` for a message whose call is not on record.
  package var recall: RecallID?
  package var patient: PatientID
  package var channel: ContactMethod
  package var address: String
  package var text: String
  package var language: String?
  package var queued: Date
  package var state: State
  /// Why it is not to be sent any more.
  package var reason: String?

  package init(
    key: String, recall: RecallID?, patient: PatientID, channel: ContactMethod, address: String,
    text: String, language: String?, queued: Date, state: State, reason: String? = nil
  ) {
    self.key = key
    self.recall = recall
    self.patient = patient
    self.channel = channel
    self.address = address
    self.text = text
    self.language = language
    self.queued = queued
    self.state = state
    self.reason = reason
  }
}
