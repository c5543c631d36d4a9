internal import RecallDomain

/// Reads one turn of a rehearsal.
enum TurnReader {
  static let keys = ["says", "who", "in", "gives", "expect"]

  static func read(_ node: YamlNode, _ findings: inout Findings) -> Turn? {
    let before = findings.all.count
    guard let mapping = node.mapping("turn", keys: keys, required: ["expect"], &findings) else {
      return nil
    }
    let says = Words.read(mapping["says"], &findings)
    let speaker = mapping["who"]?.choice("who", of: Turn.Speaker.self, &findings)
    let tongue = mapping["in"]?.choice("in", of: Turn.Tongue.self, &findings)
    let gives = mapping["gives"].map { stated($0, &findings) } ?? []
    let expect = expected(mapping["expect"], &findings)
    guard findings.all.count == before, let says, !expect.isEmpty else { return nil }
    return Turn(
      says: says, speaker: speaker ?? .patient, tongue: tongue, gives: gives, expect: expect,
      place: node.place, label: nil)
  }

  private static func expected(
    _ node: YamlNode?, _ findings: inout Findings
  ) -> [Turn.Expected] {
    guard let node else { return [] }
    return node.oneOrList("key \"expect\"", &findings).compactMap { item in
      guard let word = item.text("key \"expect\"", &findings) else { return nil }
      if let problem = problem(of: word) {
        findings.reference(item.place, problem)
        return nil
      }
      return Turn.Expected(word: full(word), place: item.place)
    }
  }

  /// A response or exit stands for itself; an interrupt must be one.
  private static func problem(of word: String) -> String? {
    guard word.hasPrefix("/") else {
      return ScriptNames.isPart(word)
        ? nil : "answer \(quoted(word)) must be small letters, digits and \"_\", a letter first"
    }
    let name = full(word)
    if name == Turn.switchLanguage || Interrupt(rawValue: String(name.dropFirst())) != nil {
      return nil
    }
    let known = Interrupt.allCases.map { "/" + $0.rawValue } + [Turn.switchLanguage]
    return "interrupt \(quoted(word)) is not known" + DidYouMean.hint(for: word, among: known)
  }

  /// A code for an interrupt stands as its name.
  private static func full(_ word: String) -> String {
    guard word.hasPrefix("/"),
      let interrupt = Interrupt.allCases.first(where: { $0.code == word.dropFirst() })
    else { return word }
    return "/" + interrupt.rawValue
  }

  private static func stated(_ node: YamlNode, _ findings: inout Findings) -> [Turn.Stated] {
    guard
      let mapping = node.mapping("key \"gives\"", keys: StatedValue.keys, &findings)
    else { return [] }
    return mapping.entries.compactMap { entry in
      guard let text = entry.value.text("key \(quoted(entry.key))", &findings) else { return nil }
      if let problem = StatedValue.problem(of: text, as: entry.key) {
        findings.format(entry.value.place, problem)
        return nil
      }
      return Turn.Stated(key: entry.key, text: text, place: entry.value.place)
    }
  }
}
