import RecallDomain

@testable import ScriptEngine

/// Messages that lack what is owed, or take more than one SMS; and some that come close.
extension MutantMaker {
  func messageMutants() -> [Mutant] {
    let lacking = [
      ("the clinic", "{clinic_phone}. Reply STOP."), ("the telephone", "{clinic}. Reply STOP."),
      ("the way out", "{clinic}, {clinic_phone}."),
      ("the way out in small letters", "{clinic}, {clinic_phone}. Reply stop."),
    ]
    let incomplete = MutantClinic.languages.flatMap { locale in
      MessageSurface.all.flatMap { line in
        lacking.map { name, text in
          Mutant(
            .messageIncomplete, "\(line) without \(name) (\(locale))", set(text, line, locale),
            .within(Self.file(locale), ["lines", line]))
        }
      }
    }
    return incomplete + tooLong()
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
    return texts.map { name, text in
      NeutralChange(
        [.messageIncomplete, .messageTooLong], "a message in \(name)",
        set(text, MessageSurface.sms, "es"))
    }
  }

  private static func file(_ locale: String) -> String { "locales/\(locale)/messages.yaml" }

  private func set(_ text: String, _ line: LineID, _ locale: String) -> MutantClinic {
    changed { $0.set(Self.file(locale), ["lines", line, "text"], .text(text)) }
  }
}
