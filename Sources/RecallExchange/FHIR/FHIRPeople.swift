internal import RecallDomain

/// RelatedPerson and Consent: who may speak for a patient, and on which channels.
enum FHIRPeople {
  /// Roles that carry authority (HL7 v3 RoleCode). An emergency contact or next of kin has none.
  private static let roles: [String: (word: String, isGuardian: Bool)] = [
    "GUARD": ("guardian", true), "POWATT": ("power of attorney", false),
    "HPOWATT": ("healthcare power of attorney", false), "DPOWATT": ("power of attorney", false),
    "SPOWATT": ("power of attorney", false), "MTH": ("mother", false), "FTH": ("father", false),
    "PRN": ("parent", false), "NMTH": ("mother", false), "NFTH": ("father", false),
    "ADOPTP": ("parent", false), "STPMTH": ("stepmother", false), "STPFTH": ("stepfather", false),
  ]

  /// `nil` when the relationship gives no authority by itself: a clinic has to say so.
  static func representative(_ resource: JSONValue, today: CivilDate) -> Representative? {
    guard var person = person(resource, today: today) else { return nil }
    person.from = resource["period"]?.text("start").flatMap(FHIRPeriod.day)
    person.until = resource["period"]?.text("end").flatMap(FHIRPeriod.day)
    return person
  }

  private static func person(_ resource: JSONValue, today: CivilDate) -> Representative? {
    guard resource.flag("active") != false, !FHIRPeriod.isOver(resource["period"], today),
      let name = resource.list("name").lazy.compactMap(FHIRName.whole).first
    else { return nil }
    if let authority = OwnFHIR.text("authority", of: resource, "Code"),
      let word = resource.list("relationship").first?.text("text")
    {
      return Representative(
        name: name, relationship: TerminalText.clean(word), isGuardian: authority == "guardian")
    }
    for concept in resource.list("relationship") {
      if let role = concept.list("coding").lazy.compactMap({ roles[$0.text("code") ?? ""] }).first {
        return Representative(name: name, relationship: role.word, isGuardian: role.isGuardian)
      }
      if let text = concept.text("text"), GuardianWord.isIn(text) {
        return Representative(name: name, relationship: PersonName.tidy(text), isGuardian: true)
      }
    }
    return nil
  }

  /// Channels a Consent permits or denies; empty when it speaks of none.
  static func permissions(_ consent: JSONValue, today: CivilDate) -> [Channel: Bool] {
    guard consent.text("status") == "active", let provision = consent["provision"],
      !FHIRPeriod.isOver(provision["period"], today)
    else { return [:] }
    var permissions: [Channel: Bool] = [:]
    for part in [provision] + provision.list("provision") {
      guard let type = part.text("type") ?? provision.text("type") else { continue }
      for name in part.list("code").flatMap(\.conceptNames) {
        guard let channel = Channel.named(name) else { continue }
        // What one provision denies no other permits.
        permissions[channel] = type == "permit" && permissions[channel] != false
      }
    }
    return permissions
  }

  /// The day it was given, who or what keeps it, and the number or address it is about, where our
  /// own bundle says it.
  static func origin(
    of consent: JSONValue
  ) -> (on: CivilDate?, source: String?, place: String?) {
    let source =
      consent["sourceReference"]?.text("display") ?? consent["sourceAttachment"]?.text("title")
      ?? consent.list("organization").lazy.compactMap { $0.text("display") }.first
    return (
      consent.text("dateTime").flatMap(FHIRPeriod.day), source.map { TerminalText.clean($0) },
      consent["provision"].flatMap { OwnFHIR.text("place", of: $0) }
    )
  }

  /// What a Flag says about reaching the patient: a need, or confidential communication.
  static func apply(_ flag: JSONValue, to patient: inout Patient, today: CivilDate) -> Bool {
    guard flag.text("status") == "active", !FHIRPeriod.isOver(flag["period"], today) else {
      return false
    }
    var isKnown = false
    for name in flag["code"]?.conceptNames ?? [] {
      if let need = ContactNeed.named(name) {
        patient.needs.insert(need)
        isKnown = true
      } else if confidential.contains(Folded.text(name)) {
        patient.permissions.confidential = true
        patient.permissions.onlyNumber =
          OwnFHIR.text("only-number", of: flag).flatMap { PhoneNumber.parse($0).first?.number }
          ?? patient.permissions.onlyNumber
        isKnown = true
      }
    }
    return isKnown
  }

  private static let confidential: Set<String> = [
    "confidential communication", "confidential communications", "confidential",
    "comunicacion confidencial",
  ]

  enum Channel: Hashable {
    case call, voicemail, sms, email, portal, mail

    static func named(_ text: String) -> Channel? {
      switch Folded.text(text) {
      case "call", "phone", "voice", "telephone": .call
      case "voicemail", "answering machine": .voicemail
      case "sms", "text", "text message": .sms
      case "email", "e-mail": .email
      case "portal", "patient portal": .portal
      case "mail", "letter", "postal mail": .mail
      default: nil
      }
    }
  }
}

extension ContactPermissions {
  /// What one Consent denies no other permits.
  mutating func apply(
    _ permissions: [FHIRPeople.Channel: Bool],
    from origin: (on: CivilDate?, source: String?, place: String?)
  ) {
    for (channel, isPermitted) in permissions {
      guard let channel = channel.consent else {
        doNotContact = doNotContact || !isPermitted
        continue
      }
      let known = consents.first { $0.channel == channel && $0.at == origin.place }
      guard known?.allowed != false || !isPermitted else { continue }
      record(
        Consent(
          channel, at: origin.place, allowed: isPermitted, on: origin.on, source: origin.source))
    }
  }
}

extension FHIRPeople.Channel {
  /// `nil` for calls, which fall silent altogether.
  fileprivate var consent: ConsentChannel? {
    switch self {
    case .call: nil
    case .voicemail: .voicemail
    case .sms: .sms
    case .email: .email
    case .portal: .portal
    case .mail: .mail
    }
  }
}

/// PractitionerRole: who works where in which specialty.
struct FHIRRole {
  let practitioner: String?
  let display: String?
  let specialty: String?

  init(_ resource: JSONValue) {
    practitioner = resource.reference("practitioner")
    display = resource["practitioner"]?.text("display").map { TerminalText.clean($0) }
    specialty = resource.list("specialty").lazy.compactMap(\.conceptText).first
      .map { TerminalText.clean($0) }
  }
}
