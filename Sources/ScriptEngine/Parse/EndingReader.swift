internal import RecallDomain

/// Reads `end: OUTCOME` with its sibling `detail:`; without one, the outcome's first detail.
enum EndingReader {
  static func read(_ mapping: YamlMapping, _ findings: inout Findings) -> Ending? {
    guard
      let outcome = mapping["end"]?.choice(
        "outcome", of: Outcome.self, rule: .reference, &findings)
    else {
      _ = mapping["detail"]?.text("key \"detail\"", &findings)
      return nil
    }
    guard let node = mapping["detail"] else { return Ending(outcome) }
    guard let name = node.text("key \"detail\"", &findings) else { return nil }
    if let detail = OutcomeDetail(rawValue: name), let ending = Ending(outcome, detail) {
      return ending
    }
    let own = outcome.details.map(\.rawValue)
    findings.reference(
      node.place,
      "detail \(quoted(name)) does not belong to outcome \(quoted(outcome.rawValue))"
        + DidYouMean.hint(for: name, among: own))
    return nil
  }
}

/// Reads `say:`, one line id or a list.
enum Words {
  /// `nil` when something in it is wrong; nothing written means no words.
  static func read(_ node: YamlNode?, _ findings: inout Findings) -> [Spoken]? {
    guard let node else { return [] }
    let before = findings.all.count
    let lines = node.oneOrList("key \"say\"", &findings).compactMap { item -> Spoken? in
      guard let line = item.text("line", &findings) else { return nil }
      guard ScriptNames.isLine(line) else {
        findings.format(
          item.place,
          "line \(quoted(line)) must be an id such as \"opening.greeting\": words stand in locales")
        return nil
      }
      return Spoken(line: line, place: item.place)
    }
    return findings.all.count == before ? lines : nil
  }
}
