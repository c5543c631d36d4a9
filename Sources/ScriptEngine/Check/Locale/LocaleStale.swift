/// `locale/stale`: the source text has changed since it was translated, or the translation does not
/// say what it was translated from. It is not usable live until somebody who speaks the language
/// has read it again: `recall locale accept TAG LINE`.
enum LocaleStale: LocaleRule {
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
