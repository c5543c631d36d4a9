/// Everything in `clinic.yaml`: names, hours, cadence, segments, reasons, queues, identity.
///
/// Values only; reading the file is `ClinicFile`. Defaults are those of DOMAIN 1.4 and 6.
package struct ClinicPolicy: Hashable, Sendable {
  /// Internal name; never spoken.
  package var name: String
  /// The name that may be said to anyone: it reveals no specialty.
  package var neutralName: String
  /// E.164.
  package var phone: String
  /// Opening hours of the clinic as spoken, in the source language.
  package var hours: String
  /// The same by language, where `clinic.yaml` says it in several.
  package var hoursByLanguage: [String: String] = [:]
  /// How the patient portal is reached, as spoken, in the source language; `nil` when the clinic
  /// has none.
  package var portal: String?
  package var portalByLanguage: [String: String] = [:]
  package var timeZone: String
  package var state: String?
  /// Offered languages; the first is the source of every translation.
  package var languages: [String]
  package var store: String
  package var storeSecurity = StoreSecurity.verified
  package var identity: IdentityPolicy
  /// Facts that this clinic protects more than the format does: fact name → needed level or never.
  package var disclosure: [String: DisclosureLimit]
  package var calling: CallingHours
  package var limits: ContactLimits
  package var cadence: [CadenceStep]
  package var delays: Delays
  package var segments: [String: SegmentPolicy]
  package var reasons: [String: ReasonPolicy]
  package var providers: [String: Int]
  /// Languages, BCP 47, that a provider speaks with patients, where the clinic says so.
  package var providerLanguages: [String: [String]] = [:]
  package var list = ListPolicy()
  package var queues: [QueueName: QueuePolicy]
  package var emergency: EmergencyPolicy
  package var messages = MessagePolicy()
  package var dialCommand: String?
  package var practice = PracticePolicy()
  package var report = ReportPolicy()
  package var documentation = DocumentationPolicy()
  package var review = ReviewPolicy()
  package var idle = IdlePolicy()
  package var retention = RetentionPolicy()

  package init(name: String) {
    self.name = name
    neutralName = name
    phone = ""
    hours = ""
    timeZone = "America/New_York"
    languages = ["en", "es"]
    store = "sqlite:recall.sqlite"
    identity = IdentityPolicy()
    disclosure = [:]
    calling = CallingHours()
    limits = ContactLimits()
    cadence = CadenceStep.defaults
    delays = Delays()
    segments = [:]
    reasons = [:]
    providers = [:]
    queues = [:]
    emergency = EmergencyPolicy()
  }

  package var sourceLanguage: String { languages.first ?? "en" }

  /// Opening hours as spoken in a language; the source's when it has none of its own.
  package func hours(in language: String) -> String { hoursByLanguage[language] ?? hours }

  /// How the portal is reached, as spoken in a language.
  package func portal(in language: String) -> String? { portalByLanguage[language] ?? portal }
}

/// How a clinic tightens a fact.
package enum DisclosureLimit: String, CaseIterable, Codable, Hashable, Sendable {
  case scheduling, open, never
}

/// Which identifiers a caller must match before the gate opens.
package struct IdentityPolicy: Hashable, Sendable, Codable {
  package var require: [IdentifierKind]
  /// For a sensitive reason or patient one of these is required besides `require`: the first, in
  /// this order, that the record holds and the patient gives.
  package var sensitiveAdds: [IdentifierKind]
  /// Mismatches per listener before `failed`.
  package var tries: Int
  /// Fresh tries for a new listener, at most this many times a call (pinned).
  package static let newListenersPerCall = 3
  /// Tries per patient and day (pinned).
  package static let triesPerDay = 6

  package init(
    require: [IdentifierKind] = [.fullName, .dateOfBirth],
    sensitiveAdds: [IdentifierKind] = [.postalCode, .phoneLast4, .mrn], tries: Int = 2
  ) {
    self.require = require
    self.sensitiveAdds = sensitiveAdds
    self.tries = tries
  }
}

/// What a clinic decides of practice calls.
package struct PracticePolicy: Hashable, Sendable {
  /// Before live calls a caller needs a pass for the segment, in the language of the call.
  package var required = false
  /// Where results are kept, in the form of `ClinicPolicy.store`; *never* the store of live calls.
  package var store = "sqlite:practice.sqlite"

  package init() {}
}

/// How figures are told.
package struct ReportPolicy: Hashable, Sendable {
  /// Groups of fewer patients are told as one, so that nobody in them is pointed at.
  package var smallGroup = 5

  package init() {}
}

/// How notes are reviewed.
package struct ReviewPolicy: Hashable, Sendable {
  /// Notes are shown without who made the call.
  package var blind = false

  package init() {}
}

/// How the list of the day is laid out.
package struct ListPolicy: Hashable, Sendable, Codable {
  /// Patients in one block of the list: what one person calls without a break.
  package var sitting: Int

  package init(sitting: Int = 25) { self.sitting = sitting }
}
