/// What somebody on the line asks to change about how the patient is reached: said in a call, noted
/// by the caller, in force at once.
package enum ContactChange: Codable, Hashable, Sendable {
  /// - Parameter at: one number (E.164) or address; `nil` = the channels as a whole.
  case consent([ConsentChannel], at: String?, allowed: Bool)
  /// "Use only this number"; `nil` lifts the request.
  case only(number: String?)
  case need(ContactNeed, Bool)
  case prefer(ContactMethod)

  /// A "no" on a channel: in force at once, and `/back` leaves it.
  package var isOptOut: Bool {
    if case .consent(_, _, false) = self { return true }
    return false
  }

  /// The gate level at which it may be said. Anyone may silence the number they answer, and tell
  /// what is needed to talk; the rest is the patient's, or the representative's.
  ///
  /// - Parameter number: the one on the line.
  package func needs(on number: String) -> GateLevel {
    switch self {
    case .consent(_, at: number, allowed: false), .need(_, true): .closed
    case .consent, .only, .prefer, .need(_, false): .open
    }
  }

  /// As it stands on the patient's record from now on.
  ///
  /// - Parameter on: the day it was said.
  package func apply(to patient: inout Patient, on day: CivilDate?) {
    switch self {
    case .consent(let channels, let place, let allowed):
      for channel in channels {
        patient.permissions.settle(
          Consent(channel, at: place, allowed: allowed, on: day, source: Self.source))
      }
    case .only(let number):
      patient.permissions.confidential = number != nil
      patient.permissions.onlyNumber = number
      if let number, !patient.phones.contains(where: { $0.number == number }) {
        let last = patient.phones.map(\.rank).max() ?? 0
        patient.phones.append(PatientPhone(number: number, kind: .other, rank: last + 1))
      }
    case .need(let need, let holds):
      if holds { patient.needs.insert(need) } else { patient.needs.remove(need) }
    case .prefer(let method): patient.contactMethod = method
    }
  }

  /// How a consent that was given aloud is marked on the record.
  package static let source = "call"
}
