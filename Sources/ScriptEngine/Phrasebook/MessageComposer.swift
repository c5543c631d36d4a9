package import RecallDomain

/// The approved words of a message, as they are sent.
package struct ComposedMessage: Hashable, Sendable {
  package let text: String
  /// BCP 47.
  package let language: String
}

/// Composes what is sent, for `send: message` of a script and for the cadence's own message step
/// alike: words of an edition, so proven and approved with it (the hashes of a script's words
/// cover `messages.yaml`).
package struct MessageComposer: Sendable {
  private let edition: Edition
  private let record: CallRecord

  package init(edition: Edition, record: CallRecord) {
    self.edition = edition
    self.record = record
  }

  /// In the patient's language where its words may be used, else in `otherwise`, else in the
  /// source language. `nil` when no text can be made that says who writes, where to call and the
  /// way out, and that fits into one SMS where it is one: nothing is cut, nothing is sent instead.
  package func compose(
    _ channel: ContactMethod, values: SpokenValues, otherwise: String? = nil
  ) -> ComposedMessage? {
    let tongues = [offered(record.preferredLanguage), otherwise, edition.languages.first]
    for language in tongues.compactMap({ $0 }) where usable.contains(language) {
      let renderer = Renderer(edition: edition, record: record)
      guard let text = try? renderer.message(channel, in: language, values: values),
        isWhole(text, channel)
      else { continue }
      return ComposedMessage(text: text, language: language)
    }
    return nil
  }

  /// Once a script is approved, only the languages it is approved in.
  private var usable: [String] {
    edition.approved ? edition.approvedLanguages : edition.languages
  }

  private func isWhole(_ text: String, _ channel: ContactMethod) -> Bool {
    guard !text.allSatisfy(\.isWhitespace) else { return false }
    return channel != .sms || SMSText(text).isOneMessage
  }

  /// The tag itself, or its primary language, where it is offered.
  private func offered(_ tag: String?) -> String? {
    guard let tag else { return nil }
    if edition.phrasebooks[tag] != nil { return tag }
    let primary = String(tag.prefix { $0 != "-" }).lowercased()
    return edition.phrasebooks[primary] == nil ? nil : primary
  }
}
