package import RecallDomain

/// Words to be spoken to whoever is on the line.
///
/// Never made but by a `Renderer` that was given the gate (DESIGN, invariant 1): this is not even
/// decodable. What staff read is another type.
package struct SpokenText: Hashable, Sendable {
  package let text: String
  /// BCP 47.
  package let locale: String

  fileprivate init(text: String, locale: String) {
    self.text = text
    self.locale = locale
  }
}

/// Fills the lines of one edition with the facts of one call.
///
/// It never fills a fact above the level that it is given, whatever the checker has proved: the
/// level of each fact is looked up again, with the clinic's own disclosure, at each use.
package struct Renderer: Sendable {
  private let edition: Edition
  private let record: CallRecord

  package init(edition: Edition, record: CallRecord) {
    self.edition = edition
    self.record = record
  }

  /// A line of the script or a sentence of the engine, at the level of the gate.
  package func speak(
    _ line: LineID, in locale: String, gate: Gate, values: SpokenValues
  ) throws(RenderRefusal) -> SpokenText {
    let book = try phrasebook(locale)
    guard let phrase = book.phrase(line) else {
      throw RenderRefusal.noSuchLine(line, locale: locale)
    }
    let filling = filling(book, level: gate.level, values: values)
    return SpokenText(text: try filling.text(of: phrase), locale: locale)
  }

  /// The approved message for a channel. SMS and e-mail may be read by anybody, so they are judged
  /// as with the gate closed; the portal knows who reads it, so it is judged as with the gate open
  /// (SCRIPT-FORMAT, "Facts").
  package func message(
    _ channel: ContactMethod, in locale: String, values: SpokenValues
  ) throws(RenderRefusal) -> String {
    let book = try phrasebook(locale)
    let line = MessageSurface.line(for: channel)
    guard let phrase = book.messages[line] else {
      throw RenderRefusal.noSuchLine(line, locale: locale)
    }
    let level = MessageSurface.level(of: line)
    let renderer = channel == .sms ? Renderer(edition: edition, record: record.plainForSMS) : self
    return try renderer.filling(book, level: level, values: values).text(of: phrase)
  }

  private func phrasebook(_ locale: String) throws(RenderRefusal) -> Phrasebook {
    guard let book = edition.phrasebooks[locale] else {
      throw RenderRefusal.languageNotOffered(locale)
    }
    return book
  }

  private func filling(_ book: Phrasebook, level: GateLevel, values: SpokenValues) -> LineFilling {
    LineFilling(
      level: level, disclosure: edition.disclosure,
      words: FactWords(book: book, record: record, values: values))
  }
}

/// The messages that are sent, each with the level it is judged at.
package enum MessageSurface {
  package static let sms: LineID = "message.sms"
  package static let email: LineID = "message.email"
  package static let portal: LineID = "message.portal"
  package static let all = [sms, email, portal]
  /// The word that a patient answers a text or an e-mail with to get no more of them, the same in
  /// every language. A portal takes no answer.
  package static let stopWord = "STOP"

  /// The channel of a message's line, as `opt_out` of `language.yaml` names it.
  package static func channel(of line: LineID) -> String {
    String(line.drop { $0 != "." }.dropFirst())
  }

  package static func line(for channel: ContactMethod) -> LineID {
    "message.\(channel.rawValue)"
  }

  /// Only the portal knows who reads.
  package static func level(of line: LineID) -> GateLevel { line == portal ? .open : .closed }
}

extension CallRecord {
  /// With the letters that a text message has room for: one accent in a name would halve it.
  fileprivate var plainForSMS: CallRecord {
    var plain = self
    plain.clinic = SMSText.plain(clinic)
    plain.clinicHours = SMSText.plain(clinicHours)
    plain.clinicHoursByLanguage = clinicHoursByLanguage?.mapValues(SMSText.plain)
    plain.portal = portal.map(SMSText.plain)
    plain.portalByLanguage = portalByLanguage?.mapValues(SMSText.plain)
    plain.askFor = SMSText.plain(askFor)
    plain.patientFirst = SMSText.plain(patientFirst)
    plain.patientName = SMSText.plain(patientName)
    return plain
  }
}
