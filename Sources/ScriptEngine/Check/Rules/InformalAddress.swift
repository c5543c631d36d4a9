/// `tone/register`: where address is formal, it is formal everywhere.
enum InformalAddress: StillRule {
  static let page = RulePage(
    .toneRegister,
    title: "where address is formal, it is formal everywhere",
    demands: """
      None of the forms of "register: refuse" stands in a line, reason, engine sentence, message,
      greeting or phrase of "without", as a whole word.

      Accents tell words apart, so a form without them ("te") is not found in one with them
      ("té"). A single form with accents ("podrías") is also found written bare, as in an SMS; a
      phrase with them ("cómo estás") only in a text that has no accents at all, because its bare
      words are others ("llamadas como estas"). Do not list a single form whose bare spelling is
      another word.
      """,
    why: """
      In a clinic an adult is addressed as "usted". Templates that slip from one into the other
      read as carelessness, and to older patients as disrespect.
      """,
    source: """
      Spanish of US clinics: usted throughout; real templates mix in "te saludamos"
      """,
    example: RuleExample(
      in: "locales/es/visit.yaml",
      broken: """
            text: "¿Qué día y a qué hora te podemos llamar?"
        """,
      repaired: """
            text: "¿Qué día y a qué hora le podemos llamar?"
        """),
    repair: """
      Use the formal form: le, su, usted.
      """)

  static func findings(in subject: Subject) -> [Finding] {
    subject.locales.flatMap { locale -> [Finding] in
      guard let register = subject.phrasebooks[locale]!.language.register else { return [] }
      let phrases = PhraseSet(register.refuse, .accented)
      return subject.heard[locale]!.texts.flatMap { text in
        Set(text.variants.flatMap { phrases.found(in: $0).map(\.phrase) }).sorted().map {
          Finding(
            rule: .toneRegister, place: text.place,
            message: message(text.name, locale, register.refuse[$0], register.formal))
        }
      }
    }
  }

  // MARK: wording

  private static func message(
    _ text: String, _ locale: String, _ form: String, _ formal: String
  ) -> String {
    "\(text) (\(locale)) says \"\(form)\", and this language addresses people as \"\(formal)\""
  }
}
