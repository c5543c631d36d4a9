/// Why the work on a recall has ended. A recall ends for one of these reasons and no other.
package enum RecallEnd: String, CaseIterable, Codable, Hashable, Sendable {
  /// It holds an appointment: the aim.
  case scheduled
  /// The patient, verified, does not want the visit.
  case declined
  /// The patient, verified, is cared for elsewhere.
  case careElsewhere = "care-elsewhere"
  /// The patient, verified, wants no more calls.
  case optedOut = "opted-out"
  /// All attempts are used up, and the days after the last one have passed.
  case attemptsExhausted = "attempts-exhausted"
  /// The queue that had it says that no call is needed.
  case answered
  /// The record says that the patient has died.
  case deceased
  /// The record says that the patient has left the clinic.
  case inactive
}

extension Ending {
  /// The reason for which this outcome closes a recall, where it closes it.
  var recallEnd: RecallEnd {
    switch detail {
    case .booked, .alreadyBooked, .selfBooked: .scheduled
    case .careElsewhere: .careElsewhere
    case .doNotContact: .optedOut
    case .attemptsExhausted: .attemptsExhausted
    default: .declined
    }
  }
}
