/// `tone/avoid`: a call invites and never blames, so what stands in a language's `avoid` list is
/// said in none of its texts, whether or not a script uses them: lines, reasons, engine sentences,
/// messages, greetings, phrases of `without`.
///
/// Read without case and accents, white space and punctuation collapsed, clinic values filled in;
/// whole words, inside one sentence ("Thank you. Missed calls …" is not "you missed"), unless the
/// phrase itself has a mark there. Contractions are found as listed.
enum Avoided: StillRule {
  static func findings(in subject: Subject) -> [Finding] {
    subject.locales.flatMap { locale -> [Finding] in
      let avoid = subject.phrasebooks[locale]!.language.avoid
      guard !avoid.isEmpty else { return [] }
      let phrases = PhraseSet(avoid.map(\.phrase), .inSentence)
      return subject.heard[locale]!.texts.flatMap { text in
        Set(text.variants.flatMap { phrases.found(in: $0).map(\.phrase) }).sorted().map {
          Finding(
            rule: .toneAvoid, place: text.place, message: message(text.name, locale, avoid[$0]))
        }
      }
    }
  }

  // MARK: wording

  private static func message(
    _ text: String, _ locale: String, _ avoided: Language.Avoided
  ) -> String {
    "\(text) (\(locale)) says \"\(avoided.phrase)\", which is to be avoided"
      + (avoided.instead.map { "; say \"\($0)\" instead" } ?? "")
  }
}
