package import RecallDomain

/// Where one language stands: how much is translated, what is missing, stale or wrong, and what to
/// do next. `recall locale check` prints it.
package struct LocaleReport: Sendable {
  package let locale: String
  package let isSource: Bool
  /// It is in `clinic.yaml` `languages:`.
  package let isOffered: Bool
  /// All texts of the source, and how many this language has; without stale ones.
  package let texts: Int
  package let translated: Int
  package let missing: [TextAddress]
  package let stale: [TextAddress]
  /// Everything found in this language, the missing and the stale texts included, by place.
  package let findings: [Finding]
  package let next: LocaleStep?

  /// Warnings alone leave a language usable.
  package var isComplete: Bool { !findings.contains { $0.severity == .error } && next == nil }

  /// - Parameters:
  ///   - library: read with `locale` among its languages.
  ///   - offered: what the clinic file says.
  package init(locale: String, library: ScriptLibrary, offered: ClinicPolicy) {
    let sourceTag = offered.sourceLanguage
    let source = library.folders[sourceTag] ?? LocaleFolder(locale: sourceTag)
    let folder = library.folders[locale] ?? LocaleFolder(locale: locale)
    let here = WordingTable(folder)
    let pairs = TranslationPair.pairs(WordingTable(source), here)
    let labels = TranslationPair.labels(of: here)
    let missing = pairs.filter { $0.isMissing(in: labels) }
    let stale = locale == sourceTag ? [] : pairs.filter(\.isStale)
    self.locale = locale
    isSource = locale == sourceTag
    isOffered = offered.languages.contains(locale)
    texts = pairs.count
    self.missing = missing.map(\.address)
    self.stale = stale.map(\.address)
    translated = texts - missing.count - stale.count
    let ofStaff = isSource ? [] : StaffTextCheck.findings(source, folder)
    findings = (library.findings.filter { Self.concerns($0, locale) } + ofStaff).sortedByPlace()
    next = LocaleStep.next(
      locale: locale, folder: folder, missing: missing, stale: stale, findings: findings,
      offered: offered)
  }

  /// What stands in the language's files, and what a script lacks in it.
  private static func concerns(_ finding: Finding, _ locale: String) -> Bool {
    finding.place.file.hasPrefix("locales/\(locale)/")
      || (finding.rule == .localeLabel && finding.message.hasSuffix(" in \(quoted(locale))"))
      || (finding.rule == .speechTooLong && finding.message.contains(quoted(locale)))
  }

  /// Findings that are neither of missing nor of stale texts.
  package var otherFindings: [Finding] {
    findings.filter {
      ![.localeMissing, .localeStale].contains($0.rule)
        && !($0.rule == .localeLabel && $0.message.contains("is missing"))
        && !($0.rule == .localeLabel && $0.message.contains("has no label"))
    }
  }
}
