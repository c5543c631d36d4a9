import RecallDomain

/// One language as a gettext catalogue, for Poedit, Weblate and the like: every text of the source
/// with its note and its place, the translation where there is one, `fuzzy` where it is stale.
package struct CatalogueExport {
  private let source: LocaleFolder
  private let translation: LocaleFolder
  private let scripts: [Script]
  private let entries: CatalogueEntries
  private let earlier: POFile?
  /// Entries of the earlier catalogue, by context.
  private let before: [String: POEntry]

  /// - Parameter earlier: a catalogue written before: the `msgid` of a text that has changed since
  ///   becomes the previous one; the translators' comments and the names in its header stay.
  package init(
    source: LocaleFolder, translation: LocaleFolder, scripts: [Script], earlier: POFile? = nil
  ) {
    self.source = source
    self.translation = translation
    self.scripts = scripts
    entries = CatalogueEntries(
      language: translation.locale, forms: PluralForms(language: translation.locale))
    self.earlier = earlier
    before = (earlier?.entries ?? []).reduce(into: [:]) { entries, entry in
      if let context = entry.context { entries[context] = entry }
    }
  }

  package func file() -> POFile {
    let (uses, seconds) = (uses(), seconds())
    let pairs = TranslationPair.pairs(WordingTable(source), WordingTable(translation))
    return POFile(
      header: header, comments: comments,
      entries: pairs.flatMap { pair in
        let isLine = pair.address.section == .lines
        return entries(of: pair, isLine ? uses[pair.address.key] ?? [] : []).map {
          said($0, within: isLine ? seconds[pair.address.key] : nil)
        }
      })
  }

  private func said(_ entry: POEntry, within seconds: Double?) -> POEntry {
    guard let seconds else { return entry }
    var entry = entry
    entry.extracted.append("Its node is spoken within \(seconds.formatted) seconds.")
    return entry
  }

  /// The tightest limit of the nodes that speak a line.
  private func seconds() -> [String: Double] {
    var seconds: [String: Double] = [:]
    for node in scripts.flatMap({ script in script.order.map { script[$0] } }) {
      guard let limit = node.atMostSeconds else { continue }
      for spoken in node.say { seconds[spoken.line] = min(limit, seconds[spoken.line] ?? limit) }
    }
    return seconds
  }

  /// Tools read the tag with `_`; ours keeps it exact. What a translator's tool fills in is kept.
  private var header: [POFile.Field] {
    let ours = [
      POFile.Field("Project-Id-Version", "recall"), kept("PO-Revision-Date"),
      kept("Last-Translator"), kept("Language-Team"),
      POFile.Field("Language", translation.locale.replacing("-", with: "_")),
      POFile.Field("MIME-Version", "1.0"),
      POFile.Field("Content-Type", "text/plain; charset=UTF-8"),
      POFile.Field("Content-Transfer-Encoding", "8bit"),
      POFile.Field("Plural-Forms", entries.forms.header),
      POFile.Field(CatalogueImport.sourceField, source.locale),
      POFile.Field(CatalogueImport.localeField, translation.locale),
    ]
    let names = Set(ours.map { $0.name.lowercased() })
    return ours + (earlier?.header ?? []).filter { !names.contains($0.name.lowercased()) }
  }

  private func kept(_ name: String) -> POFile.Field {
    POFile.Field(name, earlier?[field: name] ?? "")
  }

  private var comments: [String] {
    [
      "The words of recall, \(source.locale) to \(translation.locale).",
      "Names in braces stay as they are; locales/README.md is the translator's guide.",
    ]
  }

  /// Where scripts speak a line.
  private func uses() -> [String: [String]] {
    var uses: [String: [String]] = [:]
    for script in scripts {
      for spoken in script.order.flatMap({ script[$0].say }) {
        let place = "\(spoken.place.file):\(spoken.place.line)"
        if uses[spoken.line]?.contains(place) != true {
          uses[spoken.line, default: []].append(place)
        }
      }
    }
    return uses
  }

  private func entries(of pair: TranslationPair, _ uses: [String]) -> [POEntry] {
    let (id, plural) = CatalogueEntries.ids(of: pair.source.wording)
    let context = pair.address.description
    let strings = entries.strings(of: pair.translation?.wording, for: pair.source.wording)
    let first = entry(pair, context, id, plural, strings, uses)
    guard case .counted(_, _, let without?) = pair.source.wording else { return [first] }
    var said = ""
    if case .counted(_, _, let here?)? = pair.translation?.wording { said = here }
    var second = entry(
      pair, context + CatalogueEntries.withoutMark, without, nil, [said], uses)
    second.extracted.append("Said when the count is not known.")
    return [first, second]
  }

  private func entry(
    _ pair: TranslationPair, _ context: String, _ id: String, _ plural: String?,
    _ strings: [String], _ uses: [String]
  ) -> POEntry {
    var entry = POEntry(context: context, id: id, plural: plural, strings: strings)
    entry.comments = before[context]?.comments ?? []
    entry.extracted = [pair.source.note].compactMap { $0 }
    entry.references =
      ["\(pair.source.place.file):\(pair.source.place.line)"]
      + uses
    let isFuzzy = pair.isStale && !entry.isUntranslated
    if isFuzzy { entry.flags.append(POEntry.fuzzy) }
    if Self.isBraceFormat(id) || Self.isBraceFormat(plural ?? "") {
      entry.flags.append("python-brace-format")
    }
    if isFuzzy, let old = before[context] { remember(old, in: &entry) }
    return entry
  }

  /// The text that was translated, which the earlier catalogue still had.
  private func remember(_ old: POEntry, in entry: inout POEntry) {
    let id = old.previousID ?? old.id
    let plural = old.previousID == nil ? old.plural : old.previousPlural
    guard id != entry.id || plural != entry.plural else { return }
    (entry.previousID, entry.previousPlural) = (id, plural)
  }

  /// Tools then see to it that a translation has the same names in braces.
  private static func isBraceFormat(_ text: String) -> Bool {
    let names = Wording.names(in: text)
    return !names.isEmpty
      && names.allSatisfy { $0.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F } }
  }
}

extension Double {
  /// `6`, `6.5`.
  fileprivate var formatted: String { self == rounded() ? String(Int(self)) : String(self) }
}
