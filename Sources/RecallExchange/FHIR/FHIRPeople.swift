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
    guard resource.flag("active") != false, !FHIRPeriod.isOver(resource["period"], today),
      let name = resource.list("name").lazy.compactMap(FHIRName.whole).first
    else { return nil }
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

  enum Channel: Hashable {
    case call, voicemail, sms, email, portal

    static func named(_ text: String) -> Channel? {
      switch Folded.text(text) {
      case "call", "phone", "voice", "telephone": .call
      case "voicemail", "answering machine": .voicemail
      case "sms", "text", "text message": .sms
      case "email", "e-mail": .email
      case "portal", "patient portal": .portal
      default: nil
      }
    }
  }
}

extension ContactPermissions {
  mutating func apply(_ permissions: [FHIRPeople.Channel: Bool]) {
    for (channel, isPermitted) in permissions {
      switch channel {
      case .call: doNotContact = doNotContact || !isPermitted
      case .voicemail: voicemail = isPermitted && voicemail != false
      case .sms: sms = isPermitted && sms != false
      case .email: email = isPermitted && email != false
      case .portal: portal = isPermitted && portal != false
      }
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
