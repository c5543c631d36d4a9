internal import RecallDomain

/// `documentation:`, how the clinic documents: `{ language: en, required: { declined:
/// [decline_reason] }, correct_within: same-day }`. A clinic asks for more than an outcome needs
/// anyway, never for less.
enum DocumentationKeys {
  static func read(
    _ mapping: YamlMapping, _ policy: inout ClinicPolicy, _ findings: inout Findings
  ) {
    let keys = ClinicKeyTable.documentation
    guard
      let documentation = mapping["documentation"]?.mapping(
        "key \"documentation\"", keys: keys, &findings)
    else { return }
    if let node = documentation["language"] {
      policy.documentation.language = language(node, policy.languages, &findings)
    }
    if let node = documentation["required"] {
      policy.documentation.required = required(node, &findings)
    }
    if let node = documentation["correct_within"] {
      policy.documentation.correctWithin = period(node, &findings)
    }
  }

  private static func language(
    _ node: YamlNode, _ offered: [String], _ findings: inout Findings
  ) -> String? {
    guard let tag = node.text("key \"language\"", &findings) else { return nil }
    guard offered.contains(tag) else {
      findings.reference(
        node.place,
        "language \(quoted(tag)) is not offered: \"languages\" has \(offered.joined(separator: ", "))"
      )
      return nil
    }
    return tag
  }

  /// Beside an outcome a list of fields is for each of its details; a mapping names the details.
  private static func required(
    _ node: YamlNode, _ findings: inout Findings
  ) -> [Ending: [CallField]] {
    var required: [Ending: [CallField]] = [:]
    for entry in node.mapping("key \"required\"", &findings)?.entries ?? [] {
      guard let outcome = Outcome(rawValue: entry.key) else {
        let hint = DidYouMean.hint(for: entry.key, among: Outcome.allCases.map(\.rawValue))
        findings.reference(entry.place, "outcome \(quoted(entry.key)) is not known\(hint)")
        continue
      }
      if case .mapping = entry.value.content {
        details(outcome, entry, &required, &findings)
      } else {
        let fields = fields(entry.value, entry.key, &findings)
        for detail in outcome.details { required[Ending(outcome, detail)!] = fields }
      }
    }
    return required
  }

  private static func details(
    _ outcome: Outcome, _ entry: YamlEntry, _ required: inout [Ending: [CallField]],
    _ findings: inout Findings
  ) {
    let what = "outcome \(quoted(entry.key))"
    for detailed in entry.value.mapping(what, &findings)?.entries ?? [] {
      guard let detail = OutcomeDetail(rawValue: detailed.key), let ending = Ending(outcome, detail)
      else {
        let hint = DidYouMean.hint(for: detailed.key, among: outcome.details.map(\.rawValue))
        findings.reference(
          detailed.place, "\(what) has no detail \(quoted(detailed.key))\(hint)")
        continue
      }
      required[ending] = fields(detailed.value, detailed.key, &findings)
    }
  }

  private static func fields(
    _ node: YamlNode, _ key: String, _ findings: inout Findings
  ) -> [CallField] {
    (node.list("key \(quoted(key))", &findings) ?? []).compactMap { item in
      guard let field = item.choice("field", of: CallField.self, rule: .reference, &findings) else {
        return nil
      }
      guard CallField.askable.contains(field) else {
        findings.format(
          item.place, "field \(quoted(field.rawValue)) cannot be asked: only a booking gives it")
        return nil
      }
      return field
    }
  }

  private static func period(
    _ node: YamlNode, _ findings: inout Findings
  ) -> DocumentationPolicy.Period {
    let text = node.text("key \"correct_within\"", &findings) ?? ""
    switch Span.read(text) {
    case .sameDay: return .businessDays(0)
    case .days(let days) where days <= 90: return .days(days)
    case .businessDays(let days) where days <= 90: return .businessDays(days)
    default:
      findings.format(
        node.place,
        "key \"correct_within\" must be \"same-day\" or a time such as \"2 business days\", 90 days "
          + "at most, not \(quoted(text))")
      return .businessDays(0)
    }
  }
}
