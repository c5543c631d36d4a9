/// Reads `console.yaml` `lines:`: each a text, or plural forms; names in braces are free.
enum StaffPhraseReader {
  private static let forms = PluralCategory.allCases.map(\.rawValue)

  static func phrases(
    _ node: YamlNode, _ findings: inout Findings
  ) -> [String: LocaleFile.StaffLine] {
    guard let mapping = node.mapping("lines", &findings) else { return [:] }
    var lines: [String: LocaleFile.StaffLine] = [:]
    for entry in mapping.entries { lines[entry.key] = line(entry, &findings) }
    return lines
  }

  /// `key: "…"`, `key: { text: "…", note: "…" }`, or `key: { one: "…", other: "…" }`.
  private static func line(
    _ entry: YamlEntry, _ findings: inout Findings
  ) -> LocaleFile.StaffLine? {
    let what = "line \(quoted(entry.key))"
    if case .text = entry.value.content {
      return entry.value.text(what, &findings).map {
        LocaleFile.StaffLine(phrase: .plain($0), note: nil, place: entry.place)
      }
    }
    guard
      let mapping = entry.value.mapping(what, keys: ["text", "note", "count"] + forms, &findings),
      let phrase = phrase(mapping, what, &findings)
    else { return nil }
    return LocaleFile.StaffLine(
      phrase: phrase, note: mapping["note"]?.text("note of \(what)", &findings),
      place: entry.place)
  }

  private static func phrase(
    _ mapping: YamlMapping, _ what: String, _ findings: inout Findings
  ) -> StaffPhrase? {
    if let text = mapping["text"] {
      return text.text("text of \(what)", &findings).map(StaffPhrase.plain)
    }
    return counted(mapping, what, &findings)
  }

  private static func counted(
    _ mapping: YamlMapping, _ what: String, _ findings: inout Findings
  ) -> StaffPhrase? {
    var texts: [PluralCategory: String] = [:]
    for category in PluralCategory.allCases {
      guard let node = mapping[category.rawValue] else { continue }
      texts[category] = node.text("form \(quoted(category.rawValue)) of \(what)", &findings)
    }
    guard texts[.other] != nil else {
      findings.format(mapping.place, "\(what) needs \"text\", or plural forms with \"other\"")
      return nil
    }
    return .counted(texts)
  }
}
