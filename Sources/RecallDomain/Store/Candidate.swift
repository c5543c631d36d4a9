package import Foundation

/// Everything the rules need to judge one entry, and the card to show it.
package struct Candidate: Sendable, Hashable {
  package var entry: RecallEntry
  package var patient: Patient
  /// Attempts that count, oldest first; withdrawn ones are left out.
  package var attempts: [AttemptSummary]
  /// Future and past appointments of the patient.
  package var appointments: [BookedAppointment]
  /// Items of this recall that were not withdrawn.
  package var items: [QueueItem]
  /// Who holds the patient now.
  package var heldBy: String?
  /// A call of this patient needs an outcome; its caller.
  package var unfinishedBy: String?
  /// Contacts (not dials) with each of the patient's numbers, by whomever they were for.
  package var contactsByNumber: [String: [Date]]
  /// Contacts with this patient that are no attempts of this entry: for another recall, or a message.
  package var otherContacts: [Date]
  /// Somebody told of a death that records has not confirmed yet.
  package var heldForDeath: Bool
  /// Another open entry or patient that looks like the same person.
  package var duplicateOf: PatientID?
  /// Messages of this entry's cadence that were written, and stopped before they were sent: no
  /// attempts, and no contacts.
  package var stoppedMessages: [CallID]

  package init(
    entry: RecallEntry, patient: Patient, attempts: [AttemptSummary] = [],
    appointments: [BookedAppointment] = [], items: [QueueItem] = [], heldBy: String? = nil,
    unfinishedBy: String? = nil, contactsByNumber: [String: [Date]] = [:],
    otherContacts: [Date] = [], heldForDeath: Bool = false, duplicateOf: PatientID? = nil,
    stoppedMessages: [CallID] = []
  ) {
    self.entry = entry
    self.patient = patient
    self.attempts = attempts
    self.appointments = appointments
    self.items = items
    self.heldBy = heldBy
    self.unfinishedBy = unfinishedBy
    self.contactsByNumber = contactsByNumber
    self.otherContacts = otherContacts
    self.heldForDeath = heldForDeath
    self.duplicateOf = duplicateOf
    self.stoppedMessages = stoppedMessages
  }
}

extension Candidate {
  /// As if this call had not been made: without its attempt, and without the contact that is counted
  /// while it has no outcome.
  package func beforeCall(_ call: CallID) -> Candidate {
    guard let own = attempts.firstIndex(where: { $0.call == call }) else { return self }
    var before = self
    let attempt = before.attempts.remove(at: own)
    if var days = before.contactsByNumber[attempt.number],
      let index = days.firstIndex(of: attempt.started)
    {
      days.remove(at: index)
      before.contactsByNumber[attempt.number] = days.isEmpty ? nil : days
    }
    return before
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
  /// The caller has not passed a rehearsal of this segment in the language of the call.
  case notPractised = "not-practised"
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
