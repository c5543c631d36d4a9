import Foundation
import RecallDomain

/// Where a call can stand and be returned to: a node, with the gate level it had.
struct Place: Hashable, Sendable {
  let node: NodeID
  let level: GateLevel
  /// The `verify` that had raised the gate to it.
  let raisedBy: NodeID?
  /// Who was on the line.
  let listener: Int

  /// A new listener when no tries are left to give.
  static let listenerWithoutTries = -1
}

/// What a call is doing.
enum Phase: Hashable, Sendable {
  case notBegun
  /// At the prompt of a `hear`, `ask`, `book` or `leave`.
  case at(NodeID)
  case verifying(IdentityGate, Errand)
  case save(Reached)
  case over
}

/// Why the gate is being run.
enum Errand: Hashable, Sendable {
  /// The script's own `verify` node was entered.
  case entered
  /// As part of a move back to a place: the node is not entered.
  case returning(Place, Return)
}

/// The three ways back to a place; one and the same move.
enum Return: Hashable, Sendable {
  case resumed
  case takenUp
  case undone
}

/// The end that a call has come to; it stands with the level it was reached at.
struct Reached: Hashable, Sendable {
  let place: Place
  let ending: Ending
  /// `/end`, not the script's own node.
  let byHand: Bool
}

/// Everything of a call that `/back` takes back. The gate is not here: trust never comes back by
/// undo.
struct Standing: Hashable, Sendable {
  var phase = Phase.notBegun
  /// The patient's household begins as listener 0.
  var listener = 0
  /// For `resume`: the node of the main road at which the first interrupt was raised.
  var remembered: Place?
  /// The queue last routed to when it was remembered: what was promised there is promised again.
  var rememberedQueue: QueueName?
  /// The interrupt whose road the call is on.
  var raised: Interrupt?
  /// How often each bounded edge was taken.
  var counts: [String: Int] = [:]
  /// Asked and not obtained = a present key with `nil`.
  var fields: [CallField: FieldValue?] = [:]
  /// Answered with a value, and not asked again without one since.
  var given: Set<CallField> = []
  /// The spoken language was chosen since the call last asked for one.
  var languageChosen = false
  var barriers: [Barrier] = []
  var path: [CallNote.Step] = []
  var routing = Routing()
  var appointment: GivenAppointment?
  var emergency = false
  /// The last decided run of the gate.
  var identity = CallNote.Identity(result: .notAsked)
  /// The patient was verified earlier in this call, so a helper may be allowed.
  var patientVerified = false
  /// What was changed about how the patient is reached; opt-outs stay with the call.
  var contactChanges: [ContactSaid] = []
}

/// A change to how the patient is reached, with what was permitted before it.
struct ContactSaid: Hashable, Sendable {
  let number: Int
  let change: ContactChange
  let before: CallPermits
}

/// Everything of a call that stays whatever is undone, resumed or crashed.
struct Lasting: Hashable, Sendable {
  enum OptOut: Hashable, Sendable { case none, number, patient }

  var permits = CallPermits(voicemail: false, withPerson: false, message: nil, triesToday: 0)
  var locale = ""
  /// Languages spoken, in order of their first use.
  var spoken: [String] = []
  var interpreter: String?
  var remarks: [String] = []
  /// Mismatches by listener.
  var tries: [Int: Int] = [:]
  /// New listeners who got fresh tries.
  var freshListeners = 0
  /// `patient_name` was spoken while the gate was closed.
  var nameSpoken = false
  var optOut = OptOut.none
  var left: Set<MessagePlace> = []
  var messageQueued = false
  /// Channels that somebody said no to; `/back` leaves them.
  var stopped: [ContactSaid] = []
  var contactsSaid = 0
  var parked = false
  /// The moment of the last event.
  var now = Date(timeIntervalSince1970: 0)
}
