import Foundation

/// How long a recall rests after an outcome before its next step may come: `delays` of
/// `clinic.yaml`, one for each detail after which there is anything to wait for (DOMAIN 5).
///
/// The cadence, the caps and the hours may make it longer. Where the clinic has not said it itself,
/// a step that is to come `within` its days comes in time all the same. After every other outcome
/// somebody else acts next, or nobody does.
package struct Delays: Hashable, Sendable, Codable {
  package enum Rest: Hashable, Sendable, Codable {
    case minutes(Int)
    /// Calendar days where the patient is: until that day begins.
    case days(Int)
    /// The clinic's business days: until that day begins.
    case businessDays(Int)
  }

  /// What the field does. A message left asks for a call back, so the patient gets the time to
  /// make it; a line that was engaged or failed is dialled again once the same day; a patient who
  /// said "not now" or "I will call" is left alone for a week.
  package static let defaults: [OutcomeDetail: Rest] = [
    .voicemail: .businessDays(2), .withPerson: .businessDays(2), .sent: .minutes(0),
    .rangOut: .minutes(0), .machine: .minutes(0), .identityNotConfirmed: .minutes(0),
    .hungUp: .minutes(0), .busySignal: .minutes(30), .technical: .minutes(30),
    .dropped: .minutes(0), .anyTime: .minutes(0), .patientWillCall: .days(7),
    .patientWillBook: .days(7), .forNow: .days(7), .careElsewhere: .days(7),
    .doNotContact: .days(7),
  ]

  private var own: [OutcomeDetail: Rest] = [:]

  package init() {}

  /// Whether the clinic has said it itself.
  package func isOwn(_ detail: OutcomeDetail) -> Bool { own[detail] != nil }

  /// `nil` for a detail after which nothing is waited for, whatever is written.
  package subscript(detail: OutcomeDetail) -> Rest? {
    get { Self.defaults[detail].map { own[detail] ?? $0 } }
    set { if Self.defaults[detail] != nil { own[detail] = newValue } }
  }
}

extension Delays.Rest {
  /// The end of a rest that began at that instant; the instant itself for no rest.
  func until(after instant: Date, zone: Zone, hours: CallingHours) -> Date {
    let today = LocalTime(instant, in: zone).date
    let morning = { (date: CivilDate) in
      LocalTime(date: date, time: TimeOfDay(minutes: 0)!).instant(in: zone)
    }
    return switch self {
    case .minutes(let minutes): instant.addingTimeInterval(Double(minutes * 60))
    case .days(0), .businessDays(0): instant
    case .days(let days): morning(today.adding(days: days))
    case .businessDays(let days): morning(hours.businessDay(days, after: today))
    }
  }
}
