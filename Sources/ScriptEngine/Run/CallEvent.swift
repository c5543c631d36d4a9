package import Foundation
package import RecallDomain

/// Everything that can happen in a call, as its journal keeps it. The state of a call is the fold
/// of its events; none of them holds what was typed at an identity prompt.
package enum CallEvent: Codable, Hashable, Sendable {
  /// The attempt begins: `dial` was passed.
  case began(CallStart)
  /// `hear`: the response's name.
  case heard(String)
  /// `verify`: one identifier compared.
  case compared(IdentifierKind, IdentityComparison)
  /// `verify`: the listener would rather not say.
  case refused
  /// `verify: representative` or `helper`: who says they are there; `accepted` = on record, or
  /// allowed by the patient.
  case personNamed(CallNote.PersonOnLine, accepted: Bool)
  /// `ask`: a value, or `nil` for not obtained. At the prompt that asks for this field it is the
  /// answer and the script goes on; anywhere else it is what `/end` had to ask, is noted, and the
  /// call stays where it is.
  case answered(CallField, FieldValue?)
  case booked(GivenAppointment)
  case noneSuit
  case clinicBooks
  /// `leave`: an empty line, or `none`.
  case left
  case notLeft
  case interrupted(Interrupt)
  /// Undo the last answer.
  case back
  /// The spoken language.
  case locale(String)
  case interpreter(String)
  case remark(String)
  /// A line on the screen does not speak well: in which language it stood there, and what the caller says
  /// of it. The call goes on as if nothing had been typed.
  case stumbled(line: LineID, locale: String, words: String)
  /// How the patient is reached from now on, with what the record permits after it.
  case contact(ContactChange, CallPermits)
  /// `/end`: the script is left; what it requires has been answered by events before.
  case ended(Ending)
  /// The call was left to be resumed.
  case parked
  /// It was taken up again, by whom, with what the record permits now.
  case takenUp(by: String, CallPermits)
  /// `save`: the line is saved. Nothing follows.
  case saved
  /// `/back` at the first prompt: the number was never dialled. Only while nothing has happened in
  /// the call that stands; nothing follows.
  case withdrawn
  /// Practice only: this bounded edge counts as used up, so that a conversation that the checker
  /// prints as `RESPONSE:then` can be replayed.
  case usedUp(edge: String)
}

/// How a call begins.
package struct CallStart: Codable, Hashable, Sendable {
  package var call: CallID
  package var direction: CallDirection
  /// E.164.
  package var number: String
  package var caller: String
  /// The spoken language at the start.
  package var locale: String
  /// The caller does not speak the patient's language: the bridge phrase comes first.
  package var bridge: Bool
  package var interpreter: String?
  package var record: CallRecord
  package var permits: CallPermits

  package init(
    call: CallID, direction: CallDirection, number: String, caller: String, locale: String,
    bridge: Bool, interpreter: String?, record: CallRecord, permits: CallPermits
  ) {
    self.call = call
    self.direction = direction
    self.number = number
    self.caller = caller
    self.locale = locale
    self.bridge = bridge
    self.interpreter = interpreter
    self.record = record
    self.permits = permits
  }
}

/// What may be spoken about this patient, each value as the record holds it. Identifiers that the
/// gate may ask for are not here.
package struct CallRecord: Codable, Hashable, Sendable {
  package var callerName: String
  package var clinic: String
  package var clinicPhone: String
  /// In the source language, and as said in others where they differ.
  package var clinicHours: String
  package var clinicHoursByLanguage: [String: String]?
  package var portal: String?
  package var portalByLanguage: [String: String]?
  package var askFor: String
  package var patientFirst: String
  package var patientName: String
  package var provider: String?
  package var specialty: String?
  package var location: String?
  package var due: CivilDate?
  package var lastVisit: CivilDate?
  /// Internal code, for the phrase a patient hears; never spoken itself.
  package var reasonCode: String?
  /// The patient's zone for words: the first candidate.
  package var zone: String
  /// The patient's preferred language, BCP 47.
  package var preferredLanguage: String?
  /// The patient or the reason is sensitive: one identifier more.
  package var sensitive: Bool
  /// Identifiers the record holds (not their values); `phone_last4` only for another number than
  /// the one dialled.
  package var held: Set<IdentifierKind>
  /// Somebody is on record as a representative.
  package var hasRepresentatives: Bool
  /// For `{answer_by}` and the due times of queue items.
  package var queueHours: QueueHours
  /// When the patient's booked appointments begin, as the record had them when the call began.
  package var visits: [Date]?

  package init(
    callerName: String, clinic: String, clinicPhone: String, clinicHours: String,
    portal: String?, askFor: String, patientFirst: String, patientName: String,
    provider: String?, specialty: String?, location: String?, due: CivilDate?,
    lastVisit: CivilDate?, reasonCode: String?, zone: String, preferredLanguage: String?,
    sensitive: Bool, held: Set<IdentifierKind>, hasRepresentatives: Bool, queueHours: QueueHours
  ) {
    self.callerName = callerName
    self.clinic = clinic
    self.clinicPhone = clinicPhone
    self.clinicHours = clinicHours
    self.portal = portal
    self.askFor = askFor
    self.patientFirst = patientFirst
    self.patientName = patientName
    self.provider = provider
    self.specialty = specialty
    self.location = location
    self.due = due
    self.lastVisit = lastVisit
    self.reasonCode = reasonCode
    self.zone = zone
    self.preferredLanguage = preferredLanguage
    self.sensitive = sensitive
    self.held = held
    self.hasRepresentatives = hasRepresentatives
    self.queueHours = queueHours
  }
}

/// What the record permits at this moment; given at the beginning and again at each taking up.
package struct CallPermits: Codable, Hashable, Sendable {
  package var voicemail: Bool
  package var withPerson: Bool
  /// The channel a message would go by; `nil` = no consented channel.
  package var message: ContactMethod?
  /// Mismatches already recorded for the patient today, in other calls.
  package var triesToday: Int

  package init(voicemail: Bool, withPerson: Bool, message: ContactMethod?, triesToday: Int) {
    self.voicemail = voicemail
    self.withPerson = withPerson
    self.message = message
    self.triesToday = triesToday
  }
}

/// An event with its moment: one entry of the journal.
package struct TimedEvent: Codable, Hashable, Sendable {
  package let event: CallEvent
  package let at: Date

  package init(_ event: CallEvent, at: Date) {
    self.event = event
    self.at = at
  }
}
