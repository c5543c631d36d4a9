package import RecallDomain

/// The only names a line may use in braces, each with the gate level it needs (SCRIPT-FORMAT,
/// "Facts"). Protection belongs to the fact, so every line in every language inherits it.
package enum Fact: String, CaseIterable, Codable, Hashable, Sendable {
  case caller, clinic
  case clinicPhone = "clinic_phone"
  case clinicHours = "clinic_hours"
  case portal, greeting
  case askFor = "ask_for"
  case patientFirst = "patient_first"
  case patientName = "patient_name"
  case answerBy = "answer_by"
  case callbackWindow = "callback_window"
  case provider, due, appointment, location
  case reason, specialty
  case lastVisit = "last_visit"
  case weeksOverdue = "weeks_overdue"
  case weeksSinceVisit = "weeks_since_visit"

  /// Facts that are in no text, used or not (`privacy/never`).
  package static let never: Set<String> = [
    "date_of_birth", "mrn", "postal_code", "phone", "internal_reason", "chart_note", "last_result",
  ]

  /// The level from which the format allows it.
  package var level: GateLevel {
    switch self {
    case .caller, .clinic, .clinicPhone, .clinicHours, .portal, .greeting, .askFor, .patientFirst,
      .patientName, .answerBy, .callbackWindow:
      .closed
    case .provider, .due, .appointment, .location: .scheduling
    case .reason, .specialty, .lastVisit, .weeksOverdue, .weeksSinceVisit: .open
    }
  }

  /// Counts, 1 to 520, which a line's `count:` may name.
  package var isCount: Bool { self == .weeksOverdue || self == .weeksSinceVisit }

  /// May be missing from a record; `language.yaml` `without:` holds a neutral phrase for it.
  package var mayBeMissing: Bool {
    switch self {
    case .provider, .specialty, .due, .lastVisit, .location: true
    default: false
    }
  }
}

/// What a clinic allows of each fact: the format's level, tightened by `clinic.yaml`.
package struct Disclosure: Codable, Hashable, Sendable {
  private let tightened: [Fact: DisclosureLimit]

  /// Tightening `patient_first` tightens `patient_name` and `ask_for` too. A limit looser than the
  /// format's is ignored here: reading `clinic.yaml` has refused it.
  package init(_ limits: [String: DisclosureLimit] = [:]) {
    var tightened: [Fact: DisclosureLimit] = [:]
    for (name, limit) in limits { if let fact = Fact(rawValue: name) { tightened[fact] = limit } }
    if let first = tightened[.patientFirst] {
      for fact in [Fact.patientName, .askFor] {
        tightened[fact] = Self.stricter(first, tightened[fact])
      }
    }
    self.tightened = tightened
  }

  /// `nil` = never.
  package func level(of fact: Fact) -> GateLevel? {
    switch tightened[fact] {
    case nil: fact.level
    case .never: nil
    case .scheduling: max(fact.level, .scheduling)
    case .open: .open
    }
  }

  private static func stricter(
    _ left: DisclosureLimit, _ right: DisclosureLimit?
  ) -> DisclosureLimit {
    let order: [DisclosureLimit] = [.scheduling, .open, .never]
    guard let right else { return left }
    return order[max(order.firstIndex(of: left)!, order.firstIndex(of: right)!)]
  }
}
