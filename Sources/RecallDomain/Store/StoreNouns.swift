package import Foundation

/// Everything the rules need to judge one entry, and the card to show it.
package struct Candidate: Sendable, Hashable {
  package var entry: RecallEntry
  package var patient: Patient
  /// Attempts that count, oldest first; withdrawn ones are left out.
  package var attempts: [AttemptSummary]
  /// Future and past appointments of the patient.
  package var appointments: [BookedAppointment]
  /// Open, taken or answered items of this recall.
  package var items: [QueueItem]
  /// Who holds the patient now.
  package var heldBy: String?
  /// A call of this patient needs an outcome; its caller.
  package var unfinishedBy: String?
  /// Contacts (not dials) with each of the patient's numbers, by whomever they were for.
  package var contactsByNumber: [String: [Date]]
  /// Another open entry or patient that looks like the same person.
  package var duplicateOf: PatientID?

  package init(
    entry: RecallEntry, patient: Patient, attempts: [AttemptSummary] = [],
    appointments: [BookedAppointment] = [], items: [QueueItem] = [], heldBy: String? = nil,
    unfinishedBy: String? = nil, contactsByNumber: [String: [Date]] = [:],
    duplicateOf: PatientID? = nil
  ) {
    self.entry = entry
    self.patient = patient
    self.attempts = attempts
    self.appointments = appointments
    self.items = items
    self.heldBy = heldBy
    self.unfinishedBy = unfinishedBy
    self.contactsByNumber = contactsByNumber
    self.duplicateOf = duplicateOf
  }
}

/// May this entry be called now?
package enum Callability: Hashable, Sendable {
  case callable(number: String)
  /// `until`: when to look again; `nil` = not until something changes.
  case excluded(ExclusionReason, until: Date?)
}

/// Why an entry is not in today's list (INTERFACES, `excluded`).
package enum ExclusionReason: String, CaseIterable, Codable, Hashable, Sendable {
  case alreadyScheduled = "already-scheduled"
  case withinCadence = "within-cadence"
  case capReached = "cap-reached"
  case outsideHours = "outside-hours"
  case notYetDue = "not-yet-due"
  case noNumber = "no-number"
  case noScript = "no-script"
  case noGuardian = "no-guardian"
  case doNotContact = "do-not-contact"
  case restricted
  case claimed
  case needsOutcome = "needs-outcome"
  case waitingOnQueue = "waiting-on-queue"
  case clinicalReview = "clinical-review"
  case callbackLater = "callback-later"
  case attemptsExhausted = "attempts-exhausted"
  case closed
  case deceased
  case inactive
  case language
  case duplicate
}

package struct DayCounts: Hashable, Sendable {
  package var ready: Int
  package var laterToday: Int
  /// The caller's own calls that need an outcome.
  package var needOutcome: Int

  package init(ready: Int, laterToday: Int, needOutcome: Int) {
    self.ready = ready
    self.laterToday = laterToday
    self.needOutcome = needOutcome
  }
}

/// The right to write about one patient: who, which token, and the last sequence number written.
package struct ClaimTicket: Hashable, Sendable, Codable {
  package let claim: String
  package let recall: RecallID
  package let patient: PatientID
  package let caller: String
  /// Grows by one at each takeover; an older token writes nothing.
  package let token: Int
  package let lastSeq: Int
  /// `nil` at `dial`.
  package let call: CallID?

  package init(
    claim: String, recall: RecallID, patient: PatientID, caller: String, token: Int, lastSeq: Int,
    call: CallID?
  ) {
    self.claim = claim
    self.recall = recall
    self.patient = patient
    self.caller = caller
    self.token = token
    self.lastSeq = lastSeq
    self.call = call
  }
}

package enum ClaimAnswer: Sendable {
  case claimed(ClaimTicket, Candidate, number: String)
  /// This caller already holds a claim (at `dial`).
  case held(HeldClaim)
  /// This caller's call died and needs its outcome first.
  case finishFirst(UnfinishedCall)
  /// Nobody is callable now: how many are kept back by which reason, and when the next one is free.
  case nobody(blocked: [ExclusionReason: Int], next: Date?)
  /// For `claim(_:by:)`: this entry may not be called now.
  case refused(ExclusionReason, until: Date?)
}

package struct HeldClaim: Sendable {
  package var ticket: ClaimTicket
  package var candidate: Candidate
  package var number: String

  package init(ticket: ClaimTicket, candidate: Candidate, number: String) {
    self.ticket = ticket
    self.candidate = candidate
    self.number = number
  }
}

/// A call that was parked or died before its outcome.
package struct UnfinishedCall: Hashable, Sendable {
  package var call: CallID
  package var recall: RecallID
  package var patient: PatientID
  package var patientName: String
  package var caller: String
  package var started: Date
  /// Parked on purpose, or left behind by a crash.
  package var parked: Bool

  package init(
    call: CallID, recall: RecallID, patient: PatientID, patientName: String, caller: String,
    started: Date, parked: Bool
  ) {
    self.call = call
    self.recall = recall
    self.patient = patient
    self.patientName = patientName
    self.caller = caller
    self.started = started
    self.parked = parked
  }
}

/// One line of a call's append-only journal: an event of the engine, as the engine encodes it.
package struct JournalEntry: Hashable, Sendable {
  package var seq: Int
  /// The event's name, for people who read the table.
  package var kind: String
  package var payload: Data
  package var at: Date

  package init(seq: Int, kind: String, payload: Data, at: Date) {
    self.seq = seq
    self.kind = kind
    self.payload = payload
    self.at = at
  }
}

package struct CallBeginning: Sendable {
  package var call: CallID
  /// E.164.
  package var number: String
  package var direction: CallDirection
  package var attempt: Int
  /// The compiled script this call keeps (`saveEdition`).
  package var edition: String
  /// The local date of the patient, for caps.
  package var localDate: CivilDate
  package var entry: JournalEntry

  package init(
    call: CallID, number: String, direction: CallDirection, attempt: Int, edition: String,
    localDate: CivilDate, entry: JournalEntry
  ) {
    self.call = call
    self.number = number
    self.direction = direction
    self.attempt = attempt
    self.edition = edition
    self.localDate = localDate
    self.entry = entry
  }
}

/// What an answer changes for others, written in the answer's own transaction (invariant 4).
package enum CallWrite: Hashable, Sendable {
  case openItem(QueueItem)
  /// New words for an item of this call; an item already taken keeps its state.
  case reviseItem(QueueItemID, question: String?, urgent: Bool, due: Date?)
  /// Raised by mistake: withdrawn visibly; an item already taken stays, marked.
  case withdrawItem(QueueItemID)
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
}

/// A message that waits to be sent; the key makes it once.
package struct OutboxDraft: Hashable, Sendable {
  package var key: String
  package var patient: PatientID
  package var channel: ContactMethod
  package var address: String
  package var text: String

  package init(
    key: String, patient: PatientID, channel: ContactMethod, address: String, text: String
  ) {
    self.key = key
    self.patient = patient
    self.channel = channel
    self.address = address
    self.text = text
  }
}

package struct TakenUp: Sendable {
  package var ticket: ClaimTicket
  package var candidate: Candidate
  package var beginning: CallBeginning
  package var journal: [JournalEntry]

  package init(
    ticket: ClaimTicket, candidate: Candidate, beginning: CallBeginning, journal: [JournalEntry]
  ) {
    self.ticket = ticket
    self.candidate = candidate
    self.beginning = beginning
    self.journal = journal
  }
}

package struct CallClosing: Sendable {
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

  package init(
    entry: JournalEntry, note: CallNote, state: RecallEntry.State, next: NextAction,
    callback: CallbackWindow?, appointment: GivenAppointment?, numberStatus: PatientPhone.Status?,
    heldForDeath: Bool, writes: [CallWrite]
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
  }
}

package struct SlotWish: Hashable, Sendable {
  package var provider: String?
  package var specialty: String?
  package var from: Date
  package var limit: Int

  package init(provider: String?, specialty: String?, from: Date, limit: Int) {
    self.provider = provider
    self.specialty = specialty
    self.from = from
    self.limit = limit
  }
}

package struct NoteQuery: Hashable, Sendable {
  package var patient: PatientID?
  package var since: Date?
  package var caller: String?
  package var id: NoteID?
  package var newestFirst: Bool
  package var limit: Int?

  package init(
    patient: PatientID? = nil, since: Date? = nil, caller: String? = nil, id: NoteID? = nil,
    newestFirst: Bool = false, limit: Int? = nil
  ) {
    self.patient = patient
    self.since = since
    self.caller = caller
    self.id = id
    self.newestFirst = newestFirst
    self.limit = limit
  }
}

/// Rows that one import brings, already normalised.
package struct ImportBatch: Sendable {
  package var source: String
  package var rows: [ImportRow]

  package init(source: String, rows: [ImportRow]) {
    self.source = source
    self.rows = rows
  }
}

package struct ImportRow: Sendable {
  package var patient: Patient
  /// `nil`: the row brings a patient without a reason to call, and none is invented.
  package var entry: RecallEntry?
  /// `true` when the source itself names the recall (`recall_id`).
  package var entryHasOwnID: Bool

  package init(patient: Patient, entry: RecallEntry?, entryHasOwnID: Bool) {
    self.patient = patient
    self.entry = entry
    self.entryHasOwnID = entryHasOwnID
  }
}

/// What became of one row.
package enum ImportVerdict: String, Sendable { case added, updated, unchanged }
