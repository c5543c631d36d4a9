import RecallDomain

/// Why an entry of a catalogue could not be taken, in a sentence.
struct CatalogueRefusal: Error { let sentence: String }

/// What an entry must keep so that no call breaks by it: the shape of its source, its names in
/// braces, one line of visible words.
struct CatalogueCheck {
  private let entry: POEntry
  private let source: Wording
  private let name: String

  init(_ entry: POEntry, of source: WordingTable.Entry) {
    self.entry = entry
    self.source = source.wording
    name = quoted(source.address.description)
  }

  /// Plural forms where the source has them, all of them, and nowhere else.
  func shape(forms: Int) throws(CatalogueRefusal) {
    guard case .counted = source else {
      if entry.plural != nil || entry.strings.count != 1 {
        throw CatalogueRefusal(sentence: "\(name) has plural forms, and its source has none")
      }
      return
    }
    guard entry.plural != nil else {
      throw CatalogueRefusal(sentence: "\(name) has no plural forms, and its source has")
    }
    guard entry.strings.count == forms else {
      throw CatalogueRefusal(
        sentence: "\(name) has \(entry.strings.count) plural forms, and the header says \(forms)")
    }
    if let empty = entry.strings.firstIndex(where: \.isEmpty) {
      throw CatalogueRefusal(sentence: "\(name) lacks its plural form msgstr[\(empty)]")
    }
  }

  /// The same names in braces as the source, the form `without` by itself.
  func words(_ after: Wording) throws(CatalogueRefusal) {
    try names(after.names, source.names, "")
    try names(after.namesWithout, source.namesWithout, " in the form \"without\"")
    for text in after.texts { try visible(text) }
  }

  private func names(
    _ here: Set<String>, _ there: Set<String>, _ form: String
  ) throws(CatalogueRefusal) {
    if let extra = here.subtracting(there).sorted().first {
      let near = DidYouMean.hint(for: extra, among: there.sorted())
      throw CatalogueRefusal(
        sentence: "\(name) uses \(quoted("{\(extra)}")), which its source does not\(form)"
          + (isOld ? Self.exportAgain : near))
    }
    // A number may be left out by a form that says it in words; spoken counts are compared whole.
    if let lost = there.subtracting(here).sorted().first(where: { $0 != "count" }) {
      throw CatalogueRefusal(
        sentence: "\(name) does not use \(quoted("{\(lost)}")), which its source does\(form)"
          + (isOld ? Self.exportAgain : ""))
    }
  }

  private static let exportAgain =
    "; the source has changed since this file was exported: export it again"

  private var isOld: Bool {
    let (id, plural) = CatalogueEntries.ids(of: source)
    return entry.id != id || entry.plural != plural
  }

  private func visible(_ text: String) throws(CatalogueRefusal) {
    if text.allSatisfy(\.isWhitespace) { throw CatalogueRefusal(sentence: "\(name) is empty") }
    let mayBreak = source.texts.contains { $0.contains(where: \.isNewline) }
    let isBad = text.unicodeScalars.contains {
      $0.properties.generalCategory == .control && !(mayBreak && $0 == "\n")
    }
    if isBad {
      throw CatalogueRefusal(
        sentence: "\(name) holds a line break or another control character")
    }
  }
}
