import RecallDomain

/// The next thing to do for a language, so that a translator who has never seen the program gets
/// from an empty folder to a language that is offered.
package enum LocaleStep: Hashable, Sendable {
  /// The facts of the language come first; `text` is a file to begin with.
  case writeLanguageFile(path: String, text: String)
  /// One text; `block` is what to write, with the source's words in it.
  case translate(TextStep)
  case review(TextStep)
  /// A finding about the words themselves.
  case mend(Finding)
  /// Give the language to the clinic: `languages:` of `clinic.yaml`, or its words for a key there.
  case offer(locale: String, languages: [String])
  case clinicWords(locale: String, key: String)

  package struct TextStep: Hashable, Sendable {
    package let path: String
    package let address: TextAddress
    /// The file is there already.
    package let fileExists: Bool
    package let source: Wording
    package let note: String?
    /// What to write into the file under its section.
    package let block: String
    /// How many texts are left to do, this one included.
    package let left: Int
  }

  static func next(
    locale: String, folder: LocaleFolder, missing: [TranslationPair], stale: [TranslationPair],
    findings: [Finding], offered: ClinicPolicy
  ) -> LocaleStep? {
    if folder.files["language"] == nil {
      return .writeLanguageFile(
        path: folder.path("language"), text: LanguageTemplate.text(for: locale))
    }
    let unread = findings.first { $0.rule == .format && $0.severity == .error }
    if let unread { return .mend(unread) }
    if let pair = missing.first { return .translate(step(pair, folder, missing.count)) }
    if let pair = stale.first { return .review(step(pair, folder, stale.count)) }
    if let finding = findings.first(where: { $0.severity == .error }) { return .mend(finding) }
    return clinic(locale, offered)
  }

  private static func step(
    _ pair: TranslationPair, _ folder: LocaleFolder, _ left: Int
  ) -> TextStep {
    let wording = pair.source.wording
    return TextStep(
      path: folder.path(pair.address.file), address: pair.address,
      fileExists: folder.files[pair.address.file] != nil, source: wording, note: pair.source.note,
      block: LocaleEntryText(
        address: pair.address, wording: empty(wording, pair.address, folder.locale),
        of: pair.address.carriesHash ? wording.hash : nil
      ).block(indent: 2, newline: "\n"), left: left)
  }

  /// The forms that the language needs, each with `…` to be written over.
  private static func empty(
    _ source: Wording, _ address: TextAddress, _ locale: String
  ) -> Wording {
    guard case .counted(let count, _, let without) = source else { return .plain("…") }
    let needed =
      address.carriesHash
      ? PluralRules.required(in: locale, range: Fact.countRange)
      : PluralForms(language: locale).categories.compactMap { $0 } + [.other]
    return .counted(
      by: count, forms: needed.reduce(into: [:]) { $0[$1] = "…" },
      without: without.map { _ in "…" })
  }

  private static func clinic(_ locale: String, _ offered: ClinicPolicy) -> LocaleStep? {
    guard offered.languages.contains(locale) else {
      return .offer(locale: locale, languages: offered.languages + [locale])
    }
    if !offered.hours.isEmpty, offered.hoursByLanguage[locale] == nil {
      return .clinicWords(locale: locale, key: "hours")
    }
    if offered.portal != nil, offered.portalByLanguage[locale] == nil {
      return .clinicWords(locale: locale, key: "portal")
    }
    if !offered.emergency.lacksWhoCalls911(in: [locale]).isEmpty {
      return .clinicWords(locale: locale, key: "who_calls_911")
    }
    return nil
  }
}
