internal import RecallDomain

/// `cadence:`, a list of steps: `{ call: best }`, `{ call: other-part-of-day, within: 2 business
/// days }`, `{ message: any-consented, after: 3 days }`, `{ close: 10 days }`.
enum CadenceKeys {
  static func read(
    _ node: YamlNode?, _ policy: inout ClinicPolicy, _ findings: inout Findings
  ) {
    if let node { policy.cadence = steps(node, &findings) }
  }

  static func steps(_ node: YamlNode, _ findings: inout Findings) -> [CadenceStep] {
    guard let items = node.list("key \"cadence\"", &findings) else { return [] }
    let steps = items.compactMap { item in step(item, &findings).map { ($0, item.place) } }
    if items.isEmpty { findings.format(node.place, "key \"cadence\" needs at least one step") }
    if let close = steps.firstIndex(where: { $0.0.act == .close }), close + 1 < steps.count {
      findings.format(steps[close + 1].1, "no cadence step may follow \"close\"")
    }
    return steps.map(\.0)
  }

  private static func step(_ node: YamlNode, _ findings: inout Findings) -> CadenceStep? {
    guard let mapping = node.mapping("cadence step", keys: ClinicKeyTable.step, &findings) else {
      return nil
    }
    let named = mapping.entries.filter { ClinicKeyTable.acts.contains($0.key) }
    guard named.count == 1, let act = named.first else {
      findings.format(
        node.place, "cadence step needs exactly one of \"call\", \"message\", \"close\"")
      return nil
    }
    guard act.key != "close" else { return close(mapping, act, &findings) }
    guard let kind = kind(act, &findings) else { return nil }
    var step = CadenceStep(kind)
    if let node = mapping["after"] { step.afterDays = days(node, "after", &findings) ?? 0 }
    if let node = mapping["within"] { step.withinBusinessDays = businessDays(node, &findings) }
    return step
  }

  private static func kind(_ act: YamlEntry, _ findings: inout Findings) -> CadenceStep.Act? {
    if act.key == "call" {
      return act.value.choice("call", of: CadenceStep.CallPart.self, &findings).map { .call($0) }
    }
    guard let text = act.value.text("key \"message\"", &findings) else { return nil }
    guard text == "any-consented" else {
      findings.format(
        act.value.place, "key \"message\" must be \"any-consented\", not \(quoted(text))")
      return nil
    }
    return .message
  }

  private static func close(
    _ mapping: YamlMapping, _ act: YamlEntry, _ findings: inout Findings
  ) -> CadenceStep? {
    for key in ["after", "within"] {
      guard let entry = mapping.entry(key) else { continue }
      findings.format(
        entry.place, "key \(quoted(key)) does not belong to \"close\": write \"close: 10 days\"")
    }
    return days(act.value, "close", &findings).map { CadenceStep(.close, afterDays: $0) }
  }

  private static func days(_ node: YamlNode, _ key: String, _ findings: inout Findings) -> Int? {
    guard let text = node.text("key \(quoted(key))", &findings) else { return nil }
    if case .days(let days)? = Span.read(text) { return days }
    findings.format(
      node.place, "key \(quoted(key)) must be days such as \"3 days\", not \(quoted(text))")
    return nil
  }

  private static func businessDays(_ node: YamlNode, _ findings: inout Findings) -> Int? {
    guard let text = node.text("key \"within\"", &findings) else { return nil }
    if case .businessDays(let days)? = Span.read(text), days > 0 { return days }
    findings.format(
      node.place,
      "key \"within\" must be business days such as \"2 business days\", not \(quoted(text))")
    return nil
  }
}

/// A span of time as a clinic writes it.
enum Span: Hashable {
  case sameDay
  case minutes(Int)
  case days(Int)
  case businessDays(Int)

  /// `same-day`, `30 minutes`, `4 hours`, `3 days`, `1 business day`; at most 9,999 of anything.
  static func read(_ text: String) -> Span? {
    if text == "same-day" { return .sameDay }
    let words = text.split(separator: " ")
    guard words.count >= 2, words[0].count <= 4,
      words[0].allSatisfy({ $0.isASCII && $0.isNumber }), let count = Int(words[0])
    else { return nil }
    switch words.dropFirst().joined(separator: " ") {
    case "minute", "minutes": return .minutes(count)
    case "hour", "hours": return .minutes(count * 60)
    case "day", "days": return .days(count)
    case "business day", "business days": return .businessDays(count)
    default: return nil
    }
  }
}
