package import Foundation

/// The structured note of one call, `recall-note/1` (INTERFACES, "JSON"): everything a colleague
/// needs to act without asking, and no identifier that was typed at the gate.
package struct CallNote: Hashable, Sendable, Codable {
  package struct Identity: Hashable, Sendable, Codable {
    package enum Result: String, CaseIterable, Codable, Sendable {
      case verified, representative, helper, failed, refused
      case notAsked = "not-asked"
    }

    package var result: Result
    package var methods: [IdentifierKind]
    /// Tries of the last decided run.
    package var tries: Int
    package var person: PersonOnLine?

    package init(
      result: Result, methods: [IdentifierKind] = [], tries: Int = 0, person: PersonOnLine? = nil
    ) {
      self.result = result
      self.methods = methods
      self.tries = tries
      self.person = person
    }
  }

  /// A representative or helper, once accepted.
  package struct PersonOnLine: Hashable, Sendable, Codable {
    package var name: String
    package var relationship: String

    package init(name: String, relationship: String) {
      self.name = name
      self.relationship = relationship
    }
  }

  package struct Step: Hashable, Sendable, Codable {
    package var node: String
    package var answer: String
    package var at: Date
    package var locale: String

    package init(node: String, answer: String, at: Date, locale: String) {
      self.node = node
      self.answer = answer
      self.at = at
      self.locale = locale
    }
  }

  package struct Routed: Hashable, Sendable, Codable {
    package var queue: QueueName
    package var item: QueueItemID
    package var due: Date?

    package init(queue: QueueName, item: QueueItemID, due: Date?) {
      self.queue = queue
      self.item = item
      self.due = due
    }
  }

  package struct ScriptUsed: Hashable, Sendable, Codable {
    package var id: String
    /// `sha256:…`
    package var structure: String
    package var words: [String: String]
    package var approved: Bool

    package init(id: String, structure: String, words: [String: String], approved: Bool) {
      self.id = id
      self.structure = structure
      self.words = words
      self.approved = approved
    }
  }

  package var id: NoteID
  package var call: CallID
  package var recall: RecallID
  package var patient: PatientID
  package var segment: String
  package var attempt: Int
  package var direction: CallDirection
  package var mode: StoreKind
  package var caller: String
  package var number: String
  package var started: Date
  package var ended: Date
  package var identity: Identity
  package var preferredLanguage: String?
  package var spokenLanguages: [String]
  package var interpreter: String?
  package var script: ScriptUsed
  package var path: [Step]
  package var barriers: [Barrier]
  /// Asked and not obtained = a present key with `nil`.
  package var fields: [CallField: FieldValue?]
  package var ending: Ending
  /// What the script's `end` said when an appointment made the call `scheduled`.
  package var also: Ending?
  package var next: NextAction
  package var routed: [Routed]
  package var remarks: [String]
  /// What was changed about how the patient is reached; absent in notes of before.
  package var contactChanges: [ContactChange]?
  /// Teams whose answers the patient heard in this call; absent where there were none.
  package var told: [QueueName]?
  /// Part of the call was kept on its computer while the store was away: its times are estimates.
  /// Absent otherwise.
  package var estimated: Bool?
  /// When its words were erased; absent otherwise.
  package var erased: Date?
  package var summary: String

  package init(
    id: NoteID, call: CallID, recall: RecallID, patient: PatientID, segment: String, attempt: Int,
    direction: CallDirection, mode: StoreKind, caller: String, number: String, started: Date,
    ended: Date, identity: Identity, preferredLanguage: String?, spokenLanguages: [String],
    interpreter: String?, script: ScriptUsed, path: [Step], barriers: [Barrier],
    fields: [CallField: FieldValue?], ending: Ending, also: Ending?, next: NextAction,
    routed: [Routed], remarks: [String], contactChanges: [ContactChange]? = nil, summary: String
  ) {
    self.id = id
    self.call = call
    self.recall = recall
    self.patient = patient
    self.segment = segment
    self.attempt = attempt
    self.direction = direction
    self.mode = mode
    self.caller = caller
    self.number = number
    self.started = started
    self.ended = ended
    self.identity = identity
    self.preferredLanguage = preferredLanguage
    self.spokenLanguages = spokenLanguages
    self.interpreter = interpreter
    self.script = script
    self.path = path
    self.barriers = barriers
    self.fields = fields
    self.ending = ending
    self.also = also
    self.next = next
    self.routed = routed
    self.remarks = remarks
    self.contactChanges = contactChanges
    self.summary = summary
  }
}

/// What a store is for, written when it is made and never changed: practice and demo never become
/// live. The raw value is the note's `mode`.
package enum StoreKind: String, CaseIterable, Codable, Hashable, Sendable {
  case live, demo, practice
}
