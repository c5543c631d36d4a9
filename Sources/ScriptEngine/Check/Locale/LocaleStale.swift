/// `locale/stale`: a translation is one of the present source text.
enum LocaleStale: LocaleRule {
  static let page = RulePage(
    .localeStale,
    title: "a translation is one of the present source text",
    demands: """
      Each spoken text of a translation says in "of:" what it was translated from: the first 12
      digits of the SHA-256 of the source text. When the source changes, its translations are
      stale until somebody who speaks the language has read them again.
      """,
    why: """
      A clinic that takes back a promise in English and goes on making it in Spanish treats its
      patients differently, and nobody sees it who reads only one of the two.
      """,
    source: """
      45 CFR 92.201(c): translations of critical text are reviewed by a qualified person
      """,
    example: RuleExample(
      in: "locales/es/visit.yaml",
      broken: """
          callback.when:
            of: "000000000000"
            text: "¿Qué día y a qué hora le podemos llamar?"
        """,
      repaired: """
          callback.when:
            of: "753eda92158f"
            text: "¿Qué día y a qué hora le podemos llamar?"
        """),
    repair: """
      Read the translation beside the new source, mend it, then `recall locale accept TAG LINE`.
      """)

  static func findings(in subject: LocaleSubject) -> [Finding] {
    subject.pairs.compactMap { pair in
      let present = TranslationHash.of(pair.source)
      guard pair.text.phrase.of != present else { return nil }
      let name = "\(pair.text.name) in \(quoted(pair.locale))"
      return Finding(
        rule: .localeStale, place: pair.text.phrase.place,
        message: pair.text.phrase.of == nil
          ? "\(name) does not say what it translates: it has no \"of\""
          : "\(name) translates an older text; the source now reads as \(quoted(present))")
    }
  }
}
