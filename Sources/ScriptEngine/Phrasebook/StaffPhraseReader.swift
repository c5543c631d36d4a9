/// Reads `console.yaml` `lines:`: each a text, or plural forms; names in braces are free.
enum StaffPhraseReader {
  private static let forms = PluralCategory.allCases.map(\.rawValue)

  static func phrases(
    _ node: YamlNode, _ findings: inout Findings
  ) -> [String: StaffPhrase] {
    guard let mapping = node.mapping("lines", &findings) else { return [:] }
    var phrases: [String: StaffPhrase] = [:]
    for entry in mapping.entries { phrases[entry.key] = phrase(entry, &findings) }
    return phrases
  }

  /// `key: "…"`, `key: { text: "…", note: "…" }`, or `key: { one: "…", other: "…" }`.
  private static func phrase(_ entry: YamlEntry, _ findings: inout Findings) -> StaffPhrase? {
    let what = "line \(quoted(entry.key))"
    if case .text = entry.value.content {
      return entry.value.text(what, &findings).map(StaffPhrase.plain)
    }
    guard
      let mapping = entry.value.mapping(what, keys: ["text", "note", "count"] + forms, &findings)
    else { return nil }
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
