import RecallDomain

/// Takes a translator's catalogue home: the good entries into the locale files, the others refused
/// with their place and a sentence. Nothing is written here; the files are given back.
package struct CatalogueImport {
  static let localeField = "X-Recall-Locale"
  static let sourceField = "X-Recall-Source"

  /// What an entry changed.
  package struct Change: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
      /// The text is new, says something else, or is the same and no longer stale.
      case added, changed, reviewed
    }

    package let address: TextAddress
    package let kind: Kind
    package let before: Wording?
    package let after: Wording
    /// The source has changed since the catalogue was made, or the entry is marked fuzzy.
    package let isStale: Bool
    package let of: String?
  }

  package struct Result: Sendable {
    package let changes: [Change]
    /// Entries that could not be taken.
    package let refused: [Finding]
    /// Entries without a translation.
    package let untranslated: Int
    /// Files to write, by path.
    package let files: [SourceFile]
  }

  private let path: String
  private let catalogue: POFile
  private let source: WordingTable
  private let translation: WordingTable
  private let entries: CatalogueEntries
  private let writer: LocaleFileWriter

  /// The language of a catalogue: ours, else what tools call it.
  package static func language(of catalogue: POFile) -> String? {
    if let tag = catalogue[field: localeField], !tag.isEmpty { return tag }
    guard let tag = catalogue[field: "Language"], !tag.isEmpty else { return nil }
    return String(tag.prefix { $0 != "." && $0 != "@" }).replacing("_", with: "-")
  }

  /// - Parameters:
  ///   - path: the catalogue's, for findings.
  ///   - files: the clinic folder's, of which those of `translation` are edited.
  /// - Returns: `nil` when the header's plural forms cannot be read.
  package init?(
    _ catalogue: POFile, path: String, source: LocaleFolder, translation: LocaleFolder,
    files: [SourceFile]
  ) {
    let language = translation.locale
    let header = catalogue[field: "Plural-Forms"]
    guard
      let forms = header.map({ PluralForms(header: $0, language: language) })
        ?? PluralForms(language: language)
    else { return nil }
    self.path = path
    self.catalogue = catalogue
    self.source = WordingTable(source)
    self.translation = WordingTable(translation)
    entries = CatalogueEntries(language: language, forms: forms)
    writer = LocaleFileWriter(source: source, locale: language, files: files)
  }

  package func result() -> Result {
    var refused: [Finding] = []
    var changes: [Change] = []
    let messages = messages(&refused)
    for message in messages {
      switch change(message) {
      case .success(let change): if let change { changes.append(change) }
      case .failure(let problem): refused.append(finding(message.entry, problem.sentence))
      }
    }
    let written = writer.write(changes)
    return Result(
      changes: changes.filter { !written.failed.contains($0.address.file) },
      refused: (refused + written.findings).sortedByPlace(),
      untranslated: messages.count { $0.entry.isUntranslated }, files: written.files)
  }

  // MARK: Entries that belong together

  /// A text of the source with its entry, and that of its form `without`.
  private struct Message {
    let source: WordingTable.Entry
    let entry: POEntry
    let without: POEntry?
  }

  private func messages(_ refused: inout [Finding]) -> [Message] {
    var first: [TextAddress: POEntry] = [:]
    var without: [TextAddress: POEntry] = [:]
    for entry in catalogue.entries {
      guard let context = entry.context else {
        refused.append(finding(entry, "entry has no msgctxt, which says what text it is"))
        continue
      }
      let isWithout = context.hasSuffix(CatalogueEntries.withoutMark)
      let plain = isWithout ? String(context.dropLast(CatalogueEntries.withoutMark.count)) : context
      guard let address = TextAddress(plain), source[address] != nil else {
        refused.append(finding(entry, unknown(plain)))
        continue
      }
      guard (isWithout ? without[address] : first[address]) == nil else {
        refused.append(finding(entry, "\(quoted(context)) is in the catalogue twice"))
        continue
      }
      if isWithout { without[address] = entry } else { first[address] = entry }
    }
    for (address, entry) in without where first[address] == nil {
      refused.append(finding(entry, "\(quoted(entry.context ?? "")) comes without its other forms"))
    }
    return first.compactMap { address, entry in
      source[address].map { Message(source: $0, entry: entry, without: without[address]) }
    }.sorted { $0.entry.line < $1.entry.line }
  }

  private func unknown(_ context: String) -> String {
    let known = source.entries.map(\.address.description)
    return "\(quoted(context)) is no text of the source"
      + DidYouMean.hint(for: context, among: known)
  }

  private func finding(_ entry: POEntry, _ sentence: String) -> Finding {
    Finding(
      rule: .format, place: SourcePlace(file: path, line: entry.line, column: 1),
      message: sentence)
  }

  // MARK: What one of them changes

  private func change(_ message: Message) -> Swift.Result<Change?, CatalogueRefusal> {
    let address = message.source.address
    if message.entry.isUntranslated { return .success(nil) }
    let before = translation[address]
    let isFuzzy = message.entry.isFuzzy || message.without?.isFuzzy == true
    do throws(CatalogueRefusal) {
      let after = try wording(message, before?.wording)
      let of = address.carriesHash ? (isFuzzy ? before?.of : hash(message)) : nil
      if before?.wording == after, before?.of == of { return .success(nil) }
      if isFuzzy, !address.carriesHash { return .success(nil) }
      let present = message.source.wording.hash
      if let before, address.carriesHash, !isFuzzy, of != present, before.of == present {
        // Somebody has translated the newer source since.
        if before.wording == after { return .success(nil) }
        throw CatalogueRefusal(
          sentence: "\(quoted(address.description)) translates an older text, and the language has "
            + "a translation of the newer one already: export again")
      }
      let kind: Change.Kind =
        before == nil ? .added : before?.wording == after ? .reviewed : .changed
      return .success(
        Change(
          address: address, kind: kind, before: before?.wording, after: after,
          isStale: address.carriesHash && of != present, of: of))
    } catch { return .failure(error) }
  }

  /// The hash of what the translator saw, which may be older than what the source says now.
  private func hash(_ message: Message) -> String {
    let source = message.source.wording
    let (id, plural) = CatalogueEntries.ids(of: source)
    guard case .counted(let count, var forms, let without) = source else {
      return TranslationHash.of(message.entry.id)
    }
    let sameForms = message.entry.id == id && message.entry.plural == plural
    if sameForms, message.without.map({ $0.id == without }) ?? true { return source.hash }
    if !sameForms { forms = [.one: message.entry.id, .other: message.entry.plural ?? ""] }
    return Wording.counted(by: count, forms: forms, without: message.without?.id ?? without).hash
  }

  private func wording(_ message: Message, _ before: Wording?) throws(CatalogueRefusal) -> Wording {
    let source = message.source.wording
    var without: String?
    if case .counted(_, _, let there) = source, there != nil {
      if case .counted(_, _, let here)? = before { without = here }
      if let said = message.without?.strings.first, !said.isEmpty { without = said }
      if without == nil {
        throw CatalogueRefusal(
          sentence: "\(quoted(message.source.address.description)) needs its form "
            + "\"\(CatalogueEntries.withoutMark)\" translated too")
      }
    }
    let check = CatalogueCheck(message.entry, of: message.source)
    try check.shape(forms: entries.forms.count)
    let after = entries.wording(
      message.entry.strings, without: without, source: source, before: before,
      spoken: message.source.address.carriesHash)
    // What the catalogue says today, said again, is no change, however it is written in the file.
    let same = entries.strings(of: before, for: source) == message.entry.strings
    if let before, same, sameWithout(before, without) { return before }
    try check.words(after)
    return after
  }

  private func sameWithout(_ before: Wording, _ without: String?) -> Bool {
    guard case .counted(_, _, let here) = before else { return without == nil }
    return here == without
  }
}
