package import Foundation

/// One entry of the recall list: a patient, why, by when, and where the work on it stands.
package struct RecallEntry: Hashable, Sendable, Codable {
  package enum State: String, CaseIterable, Codable, Sendable {
    case open
    /// Waiting for the clinical team before it may go on or close.
    case review
    case scheduled
    case closed
  }

  package var id: RecallID
  package var patient: PatientID
  package var segment: String
  /// The internal reason code: never spoken.
  package var reason: String?
  package var due: CivilDate
  package var dueEnd: CivilDate?
  package var provider: String?
  package var specialty: String?
  package var location: String?
  package var lastAppointment: CivilDate?
  package var authorization: String?
  /// 1 is first.
  package var priority: Int
  package var owner: String?
  package var state: State
  /// Nothing happens before this instant; `nil` = as soon as the rules allow.
  package var nextAt: Date?
  /// The action that waits for `nextAt`.
  package var nextAction: NextAction.Kind
  /// Set while `nextAt` is a time the patient asked for.
  package var callback: CallbackWindow?
  /// How it stood when a fact on record ended it (`ClosingFact`): what a correction gives back;
  /// `nil` when none did.
  package var stoodAs: State?

  package init(
    id: RecallID, patient: PatientID, segment: String, reason: String?, due: CivilDate,
    priority: Int
  ) {
    self.id = id
    self.patient = patient
    self.segment = segment
    self.reason = reason
    self.due = due
    self.priority = priority
    state = .open
    nextAction = .call
  }
}

/// What happens next in a recall, who sees to it, and from when.
package struct NextAction: Hashable, Sendable, Codable {
  package enum Kind: String, CaseIterable, Codable, Sendable { case call, message, review, none }

  package var kind: Kind
  package var owner: String?
  package var at: Date?

  package init(kind: Kind, owner: String? = nil, at: Date? = nil) {
    self.kind = kind
    self.owner = owner
    self.at = at
  }
}

/// One earlier attempt, as the card, the cadence and `/history` need it.
package struct AttemptSummary: Hashable, Sendable, Codable {
  package var call: CallID
  package var number: String
  package var started: Date
  package var caller: String
  package var direction: CallDirection
  /// `nil` while the attempt needs an outcome.
  package var ending: Ending?
  /// A time to call back was given in it, and promised.
  package var gaveTime: Bool
  /// A message that certainly did not go out: a step that is done, and no contact.
  package var reachedNobody: Bool

  package init(
    call: CallID, number: String, started: Date, caller: String, direction: CallDirection,
    ending: Ending?, gaveTime: Bool = false, reachedNobody: Bool = false
  ) {
    self.call = call
    self.number = number
    self.started = started
    self.caller = caller
    self.direction = direction
    self.ending = ending
    self.gaveTime = gaveTime || ending?.detail == .atTime
    self.reachedNobody = reachedNobody
  }
}

package enum CallDirection: String, CaseIterable, Codable, Hashable, Sendable {
  case outbound, inbound
}
