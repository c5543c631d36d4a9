/// A way of reaching a patient that a consent or an opt-out can be about. Calls themselves are not
/// one of them: a number falls silent, or the patient does (`ContactPermissions.doNotContact`).
package enum ConsentChannel: String, CaseIterable, Codable, Hashable, Sendable {
  case voicemail, sms, email, portal, mail

  /// Channels that the program itself leaves traces on.
  package static let messages: [ConsentChannel] = [.sms, .email, .portal]

  package init?(_ method: ContactMethod) {
    switch method {
    case .sms: self = .sms
    case .email: self = .email
    case .portal: self = .portal
    case .mail: self = .mail
    case .call: return nil
    }
  }
}

/// A yes or a no on record: for a channel, or for one number or address of it.
package struct Consent: Hashable, Sendable, Codable {
  package var channel: ConsentChannel
  /// E.164, or an e-mail address; `nil` = wherever the channel leads.
  package var at: String?
  package var allowed: Bool
  /// The day it was said, where the source tells.
  package var on: CivilDate?
  /// How it was said (a form, the portal, a call), where the source tells.
  package var source: String?

  package init(
    _ channel: ConsentChannel, at: String? = nil, allowed: Bool, on: CivilDate? = nil,
    source: String? = nil
  ) {
    self.channel = channel
    self.at = at
    self.allowed = allowed
    self.on = on
    self.source = source
  }

  fileprivate var order: (String, String) { (channel.rawValue, at ?? "") }
}

/// What the record says about reaching a patient; a channel of which it says nothing is `nil`.
/// Voicemail needs no "no"; messages need a "yes" (DOMAIN 2).
package struct ContactPermissions: Hashable, Sendable, Codable {
  /// At most one for each channel and place, in the order of both.
  package private(set) var consents: [Consent] = []
  /// The patient, verified, asked for no calls at all.
  package var doNotContact = false
  /// A confidential-communication request overrides every other channel rule (45 CFR 164.522(b));
  /// nobody asks why.
  package var confidential = false
  /// The one number such a request allows, E.164; `nil` = the first on record.
  package var onlyNumber: String?

  package init() {}

  /// Takes the place of what was on record for the same channel and place.
  package mutating func record(_ consent: Consent) {
    if let index = consents.firstIndex(where: {
      $0.channel == consent.channel && $0.at == consent.at
    }) {
      consents[index] = consent
    } else {
      let after = consents.firstIndex { consent.order < $0.order }
      consents.insert(consent, at: after ?? consents.endIndex)
    }
  }

  /// What was said about a channel as a whole is newer than what was said about its numbers.
  package mutating func settle(_ consent: Consent) {
    if consent.at == nil { consents.removeAll { $0.channel == consent.channel } }
    record(consent)
  }

  /// What is on record for the channel as a whole.
  package subscript(_ channel: ConsentChannel) -> Bool? {
    get { consents.first { $0.channel == channel && $0.at == nil }?.allowed }
    set {
      guard let newValue else {
        consents.removeAll { $0.channel == channel && $0.at == nil }
        return
      }
      record(Consent(channel, allowed: newValue))
    }
  }

  /// What is on record for one number or address: its own word, else the channel's.
  package func allows(_ channel: ConsentChannel, at place: String?) -> Bool? {
    let own = place.flatMap { place in
      consents.first { $0.channel == channel && $0.at == place }?.allowed
    }
    return own ?? self[channel]
  }

  package var voicemail: Bool? {
    get { self[.voicemail] }
    set { self[.voicemail] = newValue }
  }
  package var sms: Bool? {
    get { self[.sms] }
    set { self[.sms] = newValue }
  }
  package var email: Bool? {
    get { self[.email] }
    set { self[.email] = newValue }
  }
  package var portal: Bool? {
    get { self[.portal] }
    set { self[.portal] = newValue }
  }
}
