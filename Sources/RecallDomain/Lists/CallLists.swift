/// How far the person on the line has been verified: closed < scheduling < open.
///
/// A level is only a name for a height. The power to speak at a height is `Gate`, in the script
/// engine, which nothing but a verification raises.
package enum GateLevel: String, CaseIterable, Codable, Comparable, Hashable, Sendable {
  case closed
  case scheduling
  case open

  package static let every = Set(allCases)

  package static func < (left: GateLevel, right: GateLevel) -> Bool { left.height < right.height }

  private var height: Int {
    switch self {
    case .closed: 0
    case .scheduling: 1
    case .open: 2
    }
  }
}

/// Where a case goes that a caller cannot close alone (MISSION 17).
package enum QueueName: String, CaseIterable, Codable, Hashable, Sendable {
  case clinical, insurance, language, transport, records, supervisor
  case frontDesk = "front-desk"
}

/// What stands between the patient and the next step of care. A barrier is a route, not a refusal.
package enum Barrier: String, CaseIterable, Codable, Hashable, Sendable {
  case busy, hesitant, clinical, insurance, language, transport, upset, results, cost, other
}

/// A value of the call: typed at an `ask`, or the appointment of a `book`.
package enum CallField: String, CaseIterable, Codable, Hashable, Sendable {
  case callbackWindow = "callback_window"
  case question
  case complaint
  case transportNeed = "transport_need"
  case emergencyWords = "emergency_words"
  case emergencyLocation = "emergency_location"
  case handedTo = "handed_to"
  case agreed911 = "agreed_911"
  case insuranceConcern = "insurance_concern"
  case language
  case interpreter
  case declineReason = "decline_reason"
  case newNumber = "new_number"
  case appointment

  /// Fields that an `ask` may name: all but the appointment, which only `book` gives.
  package static let askable = allCases.filter { $0 != .appointment }

  /// What is asked in every emergency, in this order (DOMAIN 9b).
  package static let ofAnEmergency: [CallField] = [
    .emergencyWords, .emergencyLocation, .agreed911, .handedTo,
  ]

  /// Verbatim words: a second answer is appended to the first.
  package var isVerbatim: Bool {
    switch self {
    case .question, .complaint, .transportNeed, .emergencyWords, .emergencyLocation, .handedTo:
      true
    default: false
    }
  }

  /// An empty line is asked once more before it counts as not obtained (INTERFACES, `ask`).
  package var asksTwice: Bool {
    switch self {
    case .question, .complaint, .insuranceConcern, .language, .declineReason, .emergencyWords,
      .emergencyLocation, .handedTo, .agreed911:
      true
    default: false
    }
  }
}

/// What an authorization or insurance concern is about.
package enum InsuranceConcernKind: String, CaseIterable, Codable, Hashable, Sendable {
  case authorization, coverage, cost, other
}

/// Why a patient does not want to go on.
package enum DeclineReasonKind: String, CaseIterable, Codable, Hashable, Sendable {
  case careElsewhere = "care-elsewhere"
  case notNeeded = "not-needed"
  case cost
  case noTime = "no-time"
  case other
  case notGiven = "not-given"
}

/// Why a patient who is reached may say something that is no step of the script. Closed list, each
/// required of every live script (SCRIPT-FORMAT, "Interrupts").
package enum Interrupt: String, CaseIterable, Codable, Hashable, Sendable {
  case busy, hesitant, context, clinical, results, urgent, insurance, language, transport, upset
  case alreadyBooked = "already_booked"
  case declines
  case stopCalling = "stop_calling"
  case otherPerson = "other_person"
  case emergency
  case dropped

  /// The two letters that raise it, the same in every script and language.
  package var code: String {
    switch self {
    case .busy: "bu"
    case .hesitant: "he"
    case .context: "cx"
    case .clinical: "cq"
    case .results: "re"
    case .urgent: "ur"
    case .insurance: "in"
    case .language: "la"
    case .transport: "tr"
    case .upset: "up"
    case .alreadyBooked: "ab"
    case .declines: "de"
    case .stopCalling: "st"
    case .otherPerson: "op"
    case .emergency: "em"
    case .dropped: "dr"
    }
  }

  /// Raising one of these closes the gate before any word is shown.
  package var closesTheGate: Bool { self == .emergency || self == .otherPerson }

  /// The queue this interrupt owes (`interrupt/duty`), if it owes one.
  package var dutyQueue: QueueName? {
    switch self {
    case .clinical, .results, .urgent: .clinical
    case .insurance: .insurance
    case .language: .language
    case .transport: .transport
    case .upset: .supervisor
    default: nil
    }
  }
}
