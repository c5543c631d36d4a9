/// Reads one spoken text: plain, or by the plural form of a count.
enum PhraseReader {
  /// What a text is for, which decides what it may hold.
  enum Use: String {
    case line, reason, rehearsal

    /// A reason is a whole phrase; a simulated patient says whole sentences.
    var takesFacts: Bool { self == .line }
  }

  static func phrases(
    _ node: YamlNode, _ use: Use, _ findings: inout Findings
  ) -> [String: Phrase] {
    guard let mapping = node.mapping("\(use.rawValue)s", &findings) else { return [:] }
    var phrases: [String: Phrase] = [:]
    for entry in mapping.entries {
      if use != .reason, !isLineID(entry.key) {
        findings.format(
          entry.place,
          "\(use.rawValue) \(quoted(entry.key)) is no id: parts of a-z, 0-9 and _, joined by dots")
      }
      phrases[entry.key] = phrase(entry, use, &findings)
    }
    return phrases
  }

  /// `opening.greeting`: each part `[a-z][a-z0-9_]*`.
  static func isLineID(_ id: String) -> Bool {
    id.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
      guard let first = part.utf8.first, isSmall(first) else { return false }
      return part.utf8.allSatisfy {
        isSmall($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || $0 == UInt8(ascii: "_")
      }
    }
  }

  private static func isSmall(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  private static let forms = PluralCategory.allCases.map(\.rawValue)

  private static func phrase(
    _ entry: YamlEntry, _ use: Use, _ findings: inout Findings
  ) -> Phrase? {
    let what = "\(use.rawValue) \(quoted(entry.key))"
    let keys = ["text", "note", "of"] + (use.takesFacts ? ["count", "without"] + forms : [])
    guard let mapping = entry.value.mapping(what, keys: keys, &findings),
      let body = body(mapping, what, &findings)
    else { return nil }
    if !use.takesFacts { refuseBraces(body, what, entry.place, &findings) }
    refuseSilence(body, what, entry.place, &findings)
    return Phrase(
      body: body, note: mapping["note"]?.text("note of \(what)", &findings),
      of: hash(mapping, what, &findings), place: entry.place)
  }

  private static func body(
    _ mapping: YamlMapping, _ what: String, _ findings: inout Findings
  ) -> Phrase.Body? {
    let counted = mapping.entries.first {
      ["count", "without"].contains($0.key) || forms.contains($0.key)
    }
    if let text = mapping["text"] {
      if let counted {
        findings.format(counted.place, "\(what) has both \"text\" and \(quoted(counted.key))")
        return nil
      }
      return text.text("text of \(what)", &findings).map { .plain(Template($0)) }
    }
    guard let count = mapping["count"] else {
      findings.format(
        mapping.place, "\(what) needs \"text\"" + (counted == nil ? "" : " or \"count\""))
      return nil
    }
    return countedBody(mapping, count, what, &findings)
  }

  private static func countedBody(
    _ mapping: YamlMapping, _ count: YamlNode, _ what: String, _ findings: inout Findings
  ) -> Phrase.Body? {
    guard let name = count.text("count of \(what)", &findings) else { return nil }
    guard let fact = Fact(rawValue: name), fact.isCount else {
      let hint = DidYouMean.hint(for: name, among: Fact.allCases.filter(\.isCount).map(\.rawValue))
      findings.reference(count.place, "count \(quoted(name)) of \(what) is no count\(hint)")
      return nil
    }
    var templates: [PluralCategory: Template] = [:]
    for category in PluralCategory.allCases {
      guard let node = mapping[category.rawValue],
        let text = node.text("form \(quoted(category.rawValue)) of \(what)", &findings)
      else { continue }
      templates[category] = Template(text)
    }
    let without = mapping["without"]?.text("form \"without\" of \(what)", &findings)
    return .counted(fact, forms: templates, without: without.map(Template.init))
  }

  /// A text of marks alone is a blank on the screen: there is nothing to say.
  private static func refuseSilence(
    _ body: Phrase.Body, _ what: String, _ place: SourcePlace, _ findings: inout Findings
  ) {
    let phrase = Phrase(body: body, note: nil, of: nil, place: place)
    let isSilent = phrase.templates.contains { template in
      template.parts.allSatisfy {
        if case .text(let words) = $0 {
          !words.contains { $0.isLetter || $0.isNumber }
        } else {
          false
        }
      }
    }
    if isSilent { findings.format(place, "\(what) says nothing: it holds no word") }
  }

  /// Nothing of the record stands in these texts, so a brace can only be a mistake.
  private static func refuseBraces(
    _ body: Phrase.Body, _ what: String, _ place: SourcePlace, _ findings: inout Findings
  ) {
    guard case .plain(let template) = body else { return }
    for part in template.parts {
      switch part {
      case .text: continue
      case .fact(let fact): braces(fact.rawValue)
      case .unknown(let name): braces(name)
      }
    }
    func braces(_ name: String) {
      findings.format(
        place, "\(what) may not hold \(quoted("{\(name)}")): nothing is filled in here")
    }
  }

  private static func hash(
    _ mapping: YamlMapping, _ what: String, _ findings: inout Findings
  ) -> String? {
    guard let node = mapping["of"], let text = node.text("of: in \(what)", &findings) else {
      return nil
    }
    guard text.utf8.count == 12, text.utf8.allSatisfy(isHexDigit) else {
      findings.format(node.place, "of: in \(what) must be 12 hex digits, not \(quoted(text))")
      return nil
    }
    return text
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }
}
