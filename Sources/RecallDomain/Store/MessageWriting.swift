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
  /// What it asks for has been done, or the work on it has ended.
  case booked, closed
  /// The patient was reached, or tried, another way since.
  case overtaken
  /// It could not leave for so long that its words are no longer good.
  case tooOld = "too-old"
  /// Nobody is reached there: another message has shown it.
  case badAddress = "bad-address"
}

/// A message in the outbox, as it is listed and sent.
package struct OutboxItem: Hashable, Sendable {
  package enum State: String, CaseIterable, Codable, Sendable {
    case waiting
    /// In the hands of somebody who sends it at this moment.
    case sending
    case sent
    /// Not to be sent any more (`MessageStop`), or a dead letter (`MessageFailure`).
    case failed
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
  /// Why it is not to be sent any more; of one that waits, what kept it back last.
  package var reason: String?
  /// A step of the cadence, not a message of a call.
  package var isStep: Bool
  /// How often it was handed over, or begun to be.
  package var tries: Int
  /// Not to be looked at before; `nil` = at once.
  package var notBefore: Date?
  /// Who is sending it, or did last.
  package var sender: String?
  /// When it was handed over, or given up.
  package var settled: Date?
  /// What the command ended with last, where it ended by itself.
  package var code: Int?
  /// Its name outside the clinic, from the first try on: says nothing, and is never another's.
  package var token: String?

  package init(
    key: String, recall: RecallID?, patient: PatientID, channel: ContactMethod, address: String,
    text: String, language: String?, queued: Date, state: State, reason: String? = nil,
    isStep: Bool = false, tries: Int = 0, notBefore: Date? = nil, sender: String? = nil,
    settled: Date? = nil, code: Int? = nil, token: String? = nil
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
    self.isStep = isStep
    self.tries = tries
    self.notBefore = notBefore
    self.sender = sender
    self.settled = settled
    self.code = code
    self.token = token
  }

  /// Set for a dead letter: it waits for a person.
  package var failure: MessageFailure? {
    state == .failed && tries > 0 ? reason.flatMap(MessageFailure.init) : nil
  }
}
