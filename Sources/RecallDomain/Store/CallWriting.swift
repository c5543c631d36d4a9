package import Foundation

/// One line of a call's append-only journal: an event of the engine, as the engine encodes it.
package struct JournalEntry: Hashable, Sendable, Codable {
  package var seq: Int
  /// The event's name, for people who read the table.
  package var kind: String
  package var payload: Data
  package var at: Date
  /// Written while the store was away: `at` is what this computer made of the store's last time.
  package var isEstimated: Bool

  package init(seq: Int, kind: String, payload: Data, at: Date, isEstimated: Bool = false) {
    self.seq = seq
    self.kind = kind
    self.payload = payload
    self.at = at
    self.isEstimated = isEstimated
  }
}

package struct CallBeginning: Sendable, Codable {
  package var call: CallID
  /// E.164.
  package var number: String
  package var direction: CallDirection
  package var attempt: Int
  /// The compiled script this call keeps (`saveEdition`).
  package var edition: String
  /// The local date of the patient, for caps.
  package var localDate: CivilDate
  /// Where the patient is, at the first ring; `nil` = not told.
  package var partOfDay: PartOfDay?
  package var entry: JournalEntry
  /// What the way to the first prompt changes for others: a start may route.
  package var writes: [CallWrite]

  package init(
    call: CallID, number: String, direction: CallDirection, attempt: Int, edition: String,
    localDate: CivilDate, partOfDay: PartOfDay? = nil, entry: JournalEntry,
    writes: [CallWrite] = []
  ) {
    self.call = call
    self.number = number
    self.direction = direction
    self.attempt = attempt
    self.edition = edition
    self.localDate = localDate
    self.partOfDay = partOfDay
    self.entry = entry
    self.writes = writes
  }
}

/// What an answer changes for others, written in the answer's own transaction (invariant 4).
package enum CallWrite: Hashable, Sendable, Codable {
  case openItem(QueueItem)
  /// New words for an item of this call; an item already taken keeps its state.
  case reviseItem(
    QueueItemID, question: String?, urgent: Bool, due: Date?, concern: Concern? = nil)
  /// Raised by mistake: withdrawn visibly; an item already taken stays, marked.
  case withdrawItem(QueueItemID)
  /// The patient has heard what the team answered at that moment: nothing is left to do in the item,
  /// unless the team has answered anew since.
  case tellAnswer(QueueItemID, answered: Date)
  /// The number falls silent at once.
  case silence(number: String)
  /// The patient, verified, wants no calls at all.
  case doNotContact(PatientID)
  case holdSlot(SlotID, until: Date)
  case releaseSlot(SlotID)
  /// One mismatch at the gate.
  case identityTry(PatientID, on: CivilDate)
  case emergency(raised: Bool)
  case message(OutboxDraft)
  /// How the patient is reached, in force at once; `number` counts the changes of the call.
  case contact(ContactChange, of: PatientID, number: Int, on: CivilDate)
  /// Said by mistake: taken back visibly.
  case contactTakenBack(number: Int)
  /// A line of the script was marked as hard to say.
  case stumble(Stumble)
}

/// A message that waits to be sent; the key makes it once.
package struct OutboxDraft: Hashable, Sendable, Codable {
  package var key: String
  package var patient: PatientID
  package var channel: ContactMethod
  package var address: String
  package var text: String
  /// Of the text, BCP 47.
  package var language: String?

  package init(
    key: String, patient: PatientID, channel: ContactMethod, address: String, text: String,
    language: String? = nil
  ) {
    self.key = key
    self.patient = patient
    self.channel = channel
    self.address = address
    self.text = text
    self.language = language
  }
}

package struct CallClosing: Sendable, Codable {
  package var entry: JournalEntry
  package var note: CallNote
  /// How the recall stands from now on.
  package var state: RecallEntry.State
  package var next: NextAction
  package var callback: CallbackWindow?
  /// The slot or foreign booking that becomes an appointment.
  package var appointment: GivenAppointment?
  /// What the outcome says about the number dialled.
  package var numberStatus: PatientPhone.Status?
  /// Somebody said that the patient has died: hold everything until `records` confirms.
  package var heldForDeath: Bool
  package var writes: [CallWrite]
  /// Why the work on the recall has ended; `nil` while it has not.
  package var end: RecallEnd?

  package init(
    entry: JournalEntry, note: CallNote, state: RecallEntry.State, next: NextAction,
    callback: CallbackWindow?, appointment: GivenAppointment?, numberStatus: PatientPhone.Status?,
    heldForDeath: Bool, writes: [CallWrite], end: RecallEnd? = nil
  ) {
    self.entry = entry
    self.note = note
    self.state = state
    self.next = next
    self.callback = callback
    self.appointment = appointment
    self.numberStatus = numberStatus
    self.heldForDeath = heldForDeath
    self.writes = writes
    self.end = end
  }

  /// A time was given in this call, and is promised from now on.
  package var gaveTime: Bool {
    guard let callback, case .window(let given)?? = note.fields[.callbackWindow] else {
      return false
    }
    return given == callback
  }
}
