/// A language made by program from the source: accented, a third longer, in brackets, with every
/// name in braces and every plural form in its place. Whatever of a screen stands outside the
/// brackets is written into the program and cannot be translated.
package enum PseudoLanguage {
  /// English with another accent, as CLDR has it.
  package static let tag = "en-XA"
  package static let open: Character = "⟦"
  package static let close: Character = "⟧"

  /// Every file of the language.
  ///
  /// - Parameter asTranslation: with the hash of each source text; otherwise as a source of its own.
  package static func files(
    of source: LocaleFolder, tag: String = tag, asTranslation: Bool = true
  ) -> [SourceFile] {
    let changes = WordingTable(source).entries.map { entry in
      let of = asTranslation && entry.address.carriesHash ? entry.wording.hash : nil
      return CatalogueImport.Change(
        address: entry.address, kind: .added, before: nil,
        // What is sent stands on no screen, and is held to one SMS and its way out; what may be
        // typed has to be typed.
        after: isAsItIs(entry.address) ? entry.wording : wording(entry.wording),
        isStale: false, of: of)
    }
    let words = LocaleFileWriter(source: source, locale: tag, files: []).write(changes)
    return words.files + [languageFile(source.language, tag)]
  }

  private static func isAsItIs(_ address: TextAddress) -> Bool {
    address.file == "messages" || address.key.hasPrefix("typed.")
  }

  static func wording(_ source: Wording) -> Wording {
    switch source {
    case .plain(let words): .plain(text(words))
    case .counted(let count, let forms, let without):
      .counted(by: count, forms: forms.mapValues(text), without: without.map(text))
    }
  }

  /// `Hello {name}` → `⟦Ħéļļö {name} ~~~~⟧`.
  package static func text(_ source: String) -> String {
    let accented = TemplateReader.pieces(of: source).map { piece in
      switch piece {
      case .text(let words):
        foreign(words).replacing("{", with: "{{").replacing("}", with: "}}")
      case .name(let name): "{\(name)}"
      case .unclosed(let rest): rest
      }
    }.joined()
    let longer = String(repeating: "~", count: max(1, source.count / 3))
    return "\(open)\(accented) \(longer)\(close)"
  }

  private static func foreign(_ words: String) -> String {
    String(words.map { letters[$0] ?? $0 })
  }

  private static let letters: [Character: Character] = Dictionary(
    uniqueKeysWithValues: zip(
      "abcdefghijklmnoprstuvwyzABCDEFGHIJKLMNOPRSTUVWYZ",
      "àƀçđéƒĝĥîĵķļɱñöþŕšţûṽŵýžÀƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞŔŠŢÛṼŴÝŽ"))

  /// Dates in digits alone, so that no name of a month is left over.
  private static func languageFile(_ language: Language, _ tag: String) -> SourceFile {
    let greetings = language.greetings.sorted { $0.key < $1.key }.map { (String($0.key), $0.value) }
    let file = """
      recall-locale: 1
      locale: \(tag)
      date: "y-MM-dd"
      time: "HH:mm"
      at: \(YamlQuoting.quoted(text(language.at ?? "at")))
      syllables_per_second: 20

      """
    let sections = [
      section("greetings", greetings), section("parts", language.parts.map { ($0.key, $0.value) }),
      section("days", language.days.map { ($0.key.rawValue, $0.value) }),
      section("without", language.without.map { ($0.key.rawValue, $0.value) }),
      optOut(language),
    ]
    return SourceFile(
      path: "locales/\(tag)/language.yaml", bytes: Array((file + sections.joined()).utf8))
  }

  /// As they are, like the messages in which they stand.
  private static func optOut(_ language: Language) -> String {
    guard let ways = language.optOut, !ways.isEmpty else { return "" }
    return "opt_out:\n"
      + ways.sorted { $0.key < $1.key }.map { channel, wordings in
        let list = wordings.map(YamlQuoting.quoted).joined(separator: ", ")
        return "  \(channel): [\(list)]\n"
      }.joined()
  }

  private static func section(_ name: String, _ phrases: [(key: String, value: String)]) -> String {
    guard !phrases.isEmpty else { return "" }
    return "\(name):\n"
      + phrases.sorted { $0.key < $1.key }
      .map { "  \(YamlQuoting.key($0.key)): \(YamlQuoting.quoted(text($0.value)))\n" }.joined()
  }
}
