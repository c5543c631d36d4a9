import RecallDomain

/// Reads `language.yaml`: the facts of one language.
enum LanguageReader {
  static let required = ["greetings", "date", "time", "syllables_per_second"]
  static let keys =
    required + [
      "date_year", "at", "at_one", "days", "parts", "without", "avoid", "protected_words",
      "red_flags", "register", "understands", "opt_out",
    ]

  /// Kept whole as far as it can be read: each finding is an error all the same.
  static func read(_ file: YamlMapping, _ findings: inout Findings) -> Language {
    Language(
      greetings: greetings(file, &findings),
      datePattern: pattern(file, "date", &findings) ?? Language.nothing.datePattern,
      timePattern: pattern(file, "time", &findings) ?? Language.nothing.timePattern,
      parts: named(file, "parts", PartOfDay.self, &findings),
      syllablesPerSecond: speakingRate(file, &findings),
      without: without(file, &findings), avoid: avoid(file, &findings),
      protectedWords: words(file, "protected_words", &findings),
      redFlags: words(file, "red_flags", &findings), register: register(file, &findings),
      understands: understands(file, &findings),
      farDatePattern: pattern(file, "date_year", &findings),
      at: file["at"].flatMap { fixed($0, "key \"at\"", &findings) },
      atOne: file["at_one"].flatMap { fixed($0, "key \"at_one\"", &findings) },
      days: days(file, &findings),
      places: places(file), optOut: optOut(file, &findings))
  }

  private static func places(_ file: YamlMapping) -> [String: SourcePlace] {
    let spoken = ["date", "date_year", "time", "at", "at_one"]
    let single = spoken.reduce(into: [:]) { $0[$1] = file[$1]?.place }
    return ["greetings", "parts", "days", "without"].reduce(into: single) { places, key in
      guard case .mapping(let entries) = file[key]?.content else { return }
      for entry in entries {
        let name = Int(entry.key).map { String($0) } ?? entry.key
        places["\(key).\(name)"] = entry.place
      }
    }
  }

  private static func greetings(
    _ file: YamlMapping, _ findings: inout Findings
  ) -> [Int: String] {
    guard let node = file["greetings"], let mapping = node.mapping("greetings", &findings) else {
      return [:]
    }
    if mapping.entries.isEmpty { findings.format(node.place, "greetings are empty") }
    var greetings: [Int: String] = [:]
    for entry in mapping.entries {
      guard let hour = Int(entry.key), (0...23).contains(hour), entry.key.count <= 2 else {
        findings.format(
          entry.place, "greeting \(quoted(entry.key)) must begin at an hour from 0 to 23")
        continue
      }
      greetings[hour] = fixed(entry.value, "greeting \(quoted(entry.key))", &findings)
    }
    return greetings
  }

  /// An ICU pattern: quotes in pairs, and outside them something to fill in.
  private static func pattern(
    _ file: YamlMapping, _ key: String, _ findings: inout Findings
  ) -> String? {
    guard let node = file[key], let text = node.text("pattern \(quoted(key))", &findings) else {
      return nil
    }
    let pieces = text.split(separator: "'", omittingEmptySubsequences: false)
    guard pieces.count % 2 == 1 else {
      findings.format(node.place, "pattern \(quoted(key)) has a quote without its partner")
      return nil
    }
    let letters = key == "time" ? "hHkK" : "d"
    let bare = stride(from: 0, to: pieces.count, by: 2).map { pieces[$0] }.joined()
    guard bare.contains(where: { letters.contains($0) }) else {
      findings.format(
        node.place, "pattern \(quoted(key)) needs \(key == "time" ? "an hour" : "a day")")
      return nil
    }
    return text
  }

  private static func speakingRate(_ file: YamlMapping, _ findings: inout Findings) -> Double {
    let usual = Language.nothing.syllablesPerSecond
    guard let node = file["syllables_per_second"],
      let text = node.text("syllables_per_second", &findings)
    else { return usual }
    guard let rate = Double(text), (1...20).contains(rate),
      text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") })
    else {
      findings.format(
        node.place, "syllables_per_second must be a number from 1 to 20, not \(quoted(text))")
      return usual
    }
    return rate
  }

  /// A mapping whose keys are the names of a closed list.
  private static func named<Name: CaseIterable & RawRepresentable<String>>(
    _ file: YamlMapping, _ key: String, _ names: Name.Type, _ findings: inout Findings
  ) -> [String: String] {
    let known = Name.allCases.map(\.rawValue)
    guard let mapping = file[key]?.mapping(key, keys: known, &findings) else { return [:] }
    return mapping.entries.reduce(into: [:]) { read, entry in
      read[entry.key] = fixed(entry.value, "\(key) \(quoted(entry.key))", &findings)
    }
  }

  private static func days(
    _ file: YamlMapping, _ findings: inout Findings
  ) -> [Language.NamedDay: String] {
    named(file, "days", Language.NamedDay.self, &findings).reduce(into: [:]) { days, entry in
      if let day = Language.NamedDay(rawValue: entry.key) { days[day] = entry.value }
    }
  }

  private static func without(
    _ file: YamlMapping, _ findings: inout Findings
  ) -> [Fact: String] {
    guard let mapping = file["without"]?.mapping("without", &findings) else { return [:] }
    let known = Fact.allCases.filter { $0.mayBeMissing || $0 == .portal }
    var phrases: [Fact: String] = [:]
    for entry in mapping.entries {
      guard let fact = known.first(where: { $0.rawValue == entry.key }) else {
        let hint = DidYouMean.hint(for: entry.key, among: known.map(\.rawValue))
        findings.reference(
          entry.place, "fact \(quoted(entry.key)) in without is none that may be missing\(hint)")
        continue
      }
      phrases[fact] = fixed(entry.value, "phrase without \(quoted(entry.key))", &findings)
    }
    return phrases
  }

  private static func avoid(
    _ file: YamlMapping, _ findings: inout Findings
  ) -> [Language.Avoided] {
    (file["avoid"]?.list("avoid", &findings) ?? []).compactMap { item in
      guard
        let mapping = item.mapping(
          "avoid", keys: ["phrase", "instead"], required: ["phrase"], &findings),
        let phrase = mapping["phrase"]?.text("phrase to avoid", &findings)
      else { return nil }
      return Language.Avoided(
        phrase: phrase, instead: mapping["instead"]?.text("key \"instead\"", &findings),
        place: mapping["phrase"]?.place ?? item.place)
    }
  }

  private static func words(
    _ file: YamlMapping, _ key: String, _ findings: inout Findings
  ) -> [String] {
    (file[key]?.list(key, &findings) ?? []).compactMap { $0.text("word of \(key)", &findings) }
  }

  /// A text message has no list: its word is the same in every language.
  private static func optOut(
    _ file: YamlMapping, _ findings: inout Findings
  ) -> [String: [String]]? {
    let channels: [ConsentChannel] = [.email, .portal]
    guard
      let mapping = file["opt_out"]?.mapping(
        "opt_out", keys: channels.map(\.rawValue), &findings)
    else { return nil }
    return mapping.entries.reduce(into: [:]) { read, entry in
      let what = "opt_out \(quoted(entry.key))"
      read[entry.key] = entry.value.oneOrList(what, &findings).compactMap {
        $0.text(what, &findings)
      }
    }
  }

  private static func register(
    _ file: YamlMapping, _ findings: inout Findings
  ) -> Language.Register? {
    guard
      let mapping = file["register"]?.mapping(
        "register", keys: ["formal", "refuse"], required: ["formal", "refuse"], &findings),
      let formal = mapping["formal"]?.text("formal register", &findings)
    else { return nil }
    return Language.Register(formal: formal, refuse: words(mapping, "refuse", &findings))
  }

  private static func understands(
    _ file: YamlMapping, _ findings: inout Findings
  ) -> [String: [String]] {
    guard let mapping = file["understands"]?.mapping("understands", &findings) else { return [:] }
    return mapping.entries.reduce(into: [:]) { read, entry in
      let what = "understands \(quoted(entry.key))"
      read[entry.key] = entry.value.oneOrList(what, &findings).compactMap {
        $0.text(what, &findings)
      }
    }
  }

  /// Words that are said as they stand: nothing is filled in.
  private static func fixed(
    _ node: YamlNode, _ what: String, _ findings: inout Findings
  ) -> String? {
    guard let text = node.text(what, &findings) else { return nil }
    for case .name(let name) in TemplateReader.pieces(of: text) where Fact.never.contains(name) {
      findings.add(
        .neverFact, node.place, "\(what) uses \(quoted(name)), which is never spoken or sent")
    }
    if text.contains(where: { $0 == "{" || $0 == "}" }) {
      findings.format(node.place, "\(what) may not hold braces: nothing is filled in here")
    }
    return text
  }
}
