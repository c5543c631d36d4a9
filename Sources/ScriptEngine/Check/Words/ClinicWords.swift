package import RecallDomain

/// What a clinic's own settings put into spoken words.
package struct ClinicWords: Hashable, Sendable {
  /// May be said to anybody.
  package var neutralName: String
  /// E.164.
  package var phone: String
  package var hours: String
  package var portal: String?
  /// By language, where the clinic says them so.
  package var hoursByLanguage: [String: String]
  package var portalByLanguage: [String: String]
  /// Names as they are said.
  package var providers: [String]
  /// The subject of an e-mail, by language.
  package var subjects: [String: String] = [:]
  /// As whom e-mail is sent and answered: the names beside the addresses.
  package var senders: [String] = []
  /// Fields that the clinic wants asked beyond what an outcome needs anyway.
  package var wanted: [Ending: [CallField]] = [:]

  package init(
    neutralName: String = "", phone: String = "", hours: String = "", portal: String? = nil,
    hoursByLanguage: [String: String] = [:], portalByLanguage: [String: String] = [:],
    providers: [String] = []
  ) {
    self.neutralName = neutralName
    self.phone = phone
    self.hours = hours
    self.portal = portal
    self.hoursByLanguage = hoursByLanguage
    self.portalByLanguage = portalByLanguage
    self.providers = providers
  }

  package init(_ policy: ClinicPolicy) {
    self.init(
      neutralName: policy.neutralName, phone: policy.phone, hours: policy.hours,
      portal: policy.portal, hoursByLanguage: policy.hoursByLanguage,
      portalByLanguage: policy.portalByLanguage, providers: policy.providers.keys.sorted())
    wanted = policy.documentation.required
    let mail = policy.messages.channels.values.filter { $0.format == .email }
    subjects = mail.reduce(into: [:]) { $0.merge($1.subject) { first, _ in first } }
    senders = mail.flatMap { [$0.from, $0.replyTo] }.compactMap { $0?.name }.sorted()
  }

  /// Everything that may stand for a fact in one language, as far as clinic and language decide it;
  /// empty when only a record or the call does.
  func texts(of fact: Fact, in book: Phrasebook) -> [String] {
    let without = [book.language.without[fact]].compactMap { $0 }
    let known: [String] =
      switch fact {
      case .clinic: [neutralName]
      case .clinicPhone: [SpokenPhone.text(phone)]
      case .clinicHours: [hoursByLanguage[book.locale] ?? hours]
      case .portal: portal(in: book)
      case .greeting: book.language.greetings.sorted { $0.key < $1.key }.map(\.value)
      case .provider: providers + without
      case .reason:
        book.reasons.sorted { $0.key < $1.key }.flatMap { $0.value.templates.map(\.source) }
      default: without
      }
    return known.filter { !$0.isEmpty }
  }

  private func portal(in book: Phrasebook) -> [String] {
    let portal = portalByLanguage[book.locale] ?? portal ?? book.language.without[.portal]
    return [portal ?? SpokenPhone.text(phone)]
  }
}
