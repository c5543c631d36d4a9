import RecallDomain

@testable import ScriptEngine

/// Messages that lack what is owed, or take more than one SMS; and some that come close.
extension MutantMaker {
  func messageMutants() -> [Mutant] {
    let incomplete = MutantClinic.languages.flatMap { locale in
      MessageSurface.all.flatMap { line in
        lacking(line, locale).map { name, text in
          Mutant(
            .messageIncomplete, "\(line) without \(name) (\(locale))", set(text, line, locale),
            .within(Self.file(locale), ["lines", line]))
        }
      }
    }
    return incomplete + tooLong()
  }

  /// Without one of the three, and with the way out of another channel.
  private func lacking(_ line: LineID, _ locale: String) -> [(String, String)] {
    let all = "{clinic}, {clinic_phone}. "
    let way = Self.wayOut(line, locale)
    let foreign =
      switch line {
      case MessageSurface.sms: [("its word in small letters", "Reply stop."), ("STOP", "ALTO.")]
      case MessageSurface.email: [("its own way out", Self.wayOut(MessageSurface.portal, locale))]
      default: [("an answer that is heard", "STOP."), ("silence on STOP", way + " STOP.")]
      }
    return [
      ("the clinic", "{clinic_phone}. " + way), ("the telephone", "{clinic}. " + way),
      ("the way out", all),
    ] + foreign.map { ($0, all + $1) }
  }

  private static func wayOut(_ line: LineID, _ locale: String) -> String {
    switch (line, locale) {
    case (MessageSurface.portal, "es"): "Puede cambiarlo en los ajustes del portal."
    case (MessageSurface.portal, _): "You can change it in the portal's settings."
    case (_, "es"): "Responda STOP."
    default: "Reply STOP."
    }
  }

  private func tooLong() -> [Mutant] {
    let whole = "{clinic}, {clinic_phone}. Reply STOP."
    let texts = [
      ("many words", whole + String(repeating: " And more.", count: 14)),
      ("one accent too many", whole + " Llámenos, por favor, en cuanto le sea posible."),
      ("typographic quotes", whole + " We’d so like to hear from you some day soon."),
    ]
    return MutantClinic.languages.flatMap { locale in
      texts.map { name, text in
        Mutant(
          .messageTooLong, "\(name) (\(locale))", set(text, MessageSurface.sms, locale),
          .within(Self.file(locale), ["lines", MessageSurface.sms]))
      }
    }
  }

  func nearMessages() -> [NeutralChange] {
    let texts = [
      ("other words", "{clinic} {clinic_phone} (STOP)"),
      ("accents that there is room for", "¿Qué tal? {clinic}, {clinic_phone}, à Ñ. STOP!"),
    ]
    let others = [
      (
        MessageSurface.email,
        "{clinic}, {clinic_phone}, {clinic_hours}. ¿Nada más? RESPONDA «stop»."
      ),
      (
        MessageSurface.portal,
        "{patient_first}, {clinic}, {clinic_phone}, {clinic_hours}, {reason}: en la configuracion del portal, sin stop."
      ),
    ]
    return texts.map { name, text in
      NeutralChange(
        [.messageIncomplete, .messageTooLong], "a message in \(name)",
        set(text, MessageSurface.sms, "es"))
    }
      + others.map { line, text in
        NeutralChange(
          [.messageIncomplete], "another wording of \(line)", set(text, line, "es"))
      }
  }

  private static func file(_ locale: String) -> String { "locales/\(locale)/messages.yaml" }

  private func set(_ text: String, _ line: LineID, _ locale: String) -> MutantClinic {
    changed { $0.set(Self.file(locale), ["lines", line, "text"], .text(text)) }
  }
}
