import RecallDomain

/// What staff read, beside the source: `script check` leaves it out, because a missing text falls
/// back to the source and no call depends on it; a translator wants to know.
enum StaffTextCheck {
  static func findings(_ source: LocaleFolder, _ translation: LocaleFolder) -> [Finding] {
    let pairs = TranslationPair.pairs(WordingTable(source), WordingTable(translation))
      .filter { !$0.address.carriesHash }
    let known = Set(pairs.map(\.address))
    let missing = pairs.filter { $0.translation == nil && !isRequired($0.address) }.map {
      Finding(
        rule: $0.address.section == .labels ? .localeLabel : .localeMissing,
        place: translation.place($0.address.file),
        message: "\(name($0.address)) is missing in \(quoted(translation.locale))")
    }
    let orphans = WordingTable(translation).entries.filter {
      !$0.address.carriesHash && $0.address.section == .lines && !known.contains($0.address)
    }.map {
      Finding(
        rule: .localeOrphan, severity: .warning, place: $0.place,
        message: "\(name($0.address)) in \(quoted(translation.locale)) has no text in the source"
          + DidYouMean.hint(for: $0.address.key, among: known.map(\.key)))
    }
    return missing + orphans + pairs.flatMap { differences($0, translation.locale) }
  }

  /// Labels that the locale rules ask for themselves.
  private static func isRequired(_ address: TextAddress) -> Bool {
    address.section == .labels
      && (address.file != "console" || LocaleLabel.requiredKeys.contains(address.key))
  }

  private static func differences(_ pair: TranslationPair, _ locale: String) -> [Finding] {
    guard let translation = pair.translation, pair.address.section == .lines else { return [] }
    // `{count}` may be left out by a language whose form says the number.
    let (here, there) = (translation.wording.names, pair.source.wording.names)
    let extra = here.subtracting(there).sorted().map {
      "uses \(quoted($0)), which its source does not"
    }
    let lost = there.subtracting(here).subtracting(["count"]).sorted().map {
      "does not use \(quoted($0)), which its source does"
    }
    let placeholders = (extra + lost).map {
      Finding(
        rule: .localePlaceholders, place: translation.place,
        message: "\(name(pair.address)) in \(quoted(locale)) \($0)")
    }
    return placeholders + plurals(translation, locale)
  }

  /// Whole numbers of any size are counted here, so every form that one of them takes is wanted.
  private static func plurals(_ entry: WordingTable.Entry, _ locale: String) -> [Finding] {
    guard case .counted(_, let forms, _) = entry.wording else { return [] }
    let required = PluralForms(language: locale).categories.compactMap { $0 }
    return required.filter { forms[$0] == nil && $0 != .zero }.map {
      Finding(
        rule: .localePlural, place: entry.place,
        message: "\(name(entry.address)) in \(quoted(locale)) lacks the plural form "
          + quoted($0.rawValue))
    }
  }

  private static func name(_ address: TextAddress) -> String {
    address.section == .labels ? "label \(quoted(address.key))" : "line \(quoted(address.key))"
  }
}
