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

/// Contacts, not dials: a dial and its voicemail are one; dead, engaged and failed dials are none.
package struct ContactLimits: Hashable, Sendable, Codable {
  package var contactsPerDay: Int
  package var contactsPerWeek: Int
  /// Of a number that gets a text, whatever the clinic's own caps: calls and texts together, as the
  /// law counts them for health messages (47 CFR 64.1200(a)(9)(iv)).
  package static let textable = ContactLimits(contactsPerDay: 1, contactsPerWeek: 3)

  package init(contactsPerDay: Int = 1, contactsPerWeek: Int = 3) {
    self.contactsPerDay = contactsPerDay
    self.contactsPerWeek = contactsPerWeek
  }
}

/// One step of the cadence, in the order of the file.
package struct CadenceStep: Hashable, Sendable, Codable {
  package enum Act: Hashable, Sendable, Codable {
    case call(CallPart)
    case message
    case close
  }

  /// Which part of the day the call should use.
  package enum CallPart: String, CaseIterable, Codable, Sendable {
    case best
    case otherPartOfDay = "other-part-of-day"
  }

  package var act: Act
  /// Days after the previous step before this one may happen.
  package var afterDays: Int
  /// When set, the step should happen within this many business days.
  package var withinBusinessDays: Int?

  package init(_ act: Act, afterDays: Int = 0, withinBusinessDays: Int? = nil) {
    self.act = act
    self.afterDays = afterDays
    self.withinBusinessDays = withinBusinessDays
  }

  /// DOMAIN 6: call, another part of the day within two business days, a message, a final call.
  package static let defaults: [CadenceStep] = [
    CadenceStep(.call(.best)),
    CadenceStep(.call(.otherPartOfDay), withinBusinessDays: 2),
    CadenceStep(.message, afterDays: 3),
    CadenceStep(.call(.otherPartOfDay), afterDays: 7),
    CadenceStep(.close, afterDays: 10),
  ]

  /// The same with the second call on the next business day (DOMAIN 6, sensitive segments).
  package static let sooner = defaults.map { step in
    step.withinBusinessDays == nil
      ? step : CadenceStep(step.act, afterDays: step.afterDays, withinBusinessDays: 1)
  }
}

package struct ReasonPolicy: Hashable, Sendable, Codable {
  package var segment: String
  package var sensitive: Bool
  package var strict: Bool
  package var priority: Int?

  package init(segment: String, sensitive: Bool = false, strict: Bool = false, priority: Int? = nil)
  {
    self.segment = segment
    self.sensitive = sensitive
    self.strict = strict
    self.priority = priority
  }
}

/// By when a queue answers, and whose it is.
package struct QueuePolicy: Hashable, Sendable, Codable {
  package enum Due: Hashable, Sendable, Codable {
    case sameDay
    case minutes(Int)
    case businessDays(Int)
  }

  package var due: Due
  package var urgent: Due
  package var owner: String?
  /// Who works it besides those of the field (`QueueDuty`); absent in calls saved before.
  package var roles: Set<StaffRole>?

  package init(
    due: Due, urgent: Due = .minutes(30), owner: String? = nil, roles: Set<StaffRole>? = nil
  ) {
    self.due = due
    self.urgent = urgent
    self.owner = owner
    self.roles = roles
  }
}

/// What stands on the screen in an emergency: a remote caller's own 911 reaches the wrong city.
package struct EmergencyPolicy: Hashable, Sendable, Codable {
  package var siteNumber: String?
  package var nurseLine: String?
  /// By language; one text alone is the clinic's for every language, under its source language.
  package var whoCalls911: [String: String]

  package init(
    siteNumber: String? = nil, nurseLine: String? = nil, whoCalls911: [String: String] = [:]
  ) {
    self.siteNumber = siteNumber
    self.nurseLine = nurseLine
    self.whoCalls911 = whoCalls911
  }

  /// In that language, `es` for `es-US`; else in the language in which the clinic has it.
  package func whoCalls911(in locale: String, otherwise source: String) -> String? {
    whoCalls911[locale] ?? whoCalls911[LanguageTag.primary(locale)] ?? whoCalls911[source]
  }

  /// Offered languages in which it is not said, though it is in others.
  package func lacksWhoCalls911(in languages: [String]) -> [String] {
    guard whoCalls911.count > 1 else { return [] }
    return languages.filter {
      whoCalls911[$0] == nil && whoCalls911[LanguageTag.primary($0)] == nil
    }
  }
}
