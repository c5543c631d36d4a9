internal import RecallDomain

/// `delays:`, how long a recall rests after an outcome: `{ no-answer: { busy-signal: 45 minutes },
/// declined: 14 days }`. A span beside the outcome is for each of its details that has a rest.
enum DelayKeys {
  /// Beyond, a recall is not resting but forgotten.
  private static let furthest = 365

  static func read(_ node: YamlNode, _ findings: inout Findings) -> Delays {
    var delays = Delays()
    for entry in node.mapping("key \"delays\"", &findings)?.entries ?? [] {
      guard let outcome = outcome(entry, &findings) else { continue }
      if case .mapping = entry.value.content {
        details(outcome, entry, &delays, &findings)
      } else if let rest = rest(entry.value, entry.key, &findings) {
        for detail in rested(outcome) { delays[detail] = rest }
      }
    }
    return delays
  }

  private static func outcome(_ entry: YamlEntry, _ findings: inout Findings) -> Outcome? {
    let known = Outcome.allCases.map(\.rawValue)
    guard let outcome = Outcome(rawValue: entry.key) else {
      let hint = DidYouMean.hint(for: entry.key, among: known)
      findings.reference(entry.place, "outcome \(quoted(entry.key)) is not known\(hint)")
      return nil
    }
    guard !rested(outcome).isEmpty else {
      findings.format(
        entry.place, "outcome \(quoted(entry.key)) has no delay: what follows it waits for nothing")
      return nil
    }
    return outcome
  }

  private static func details(
    _ outcome: Outcome, _ entry: YamlEntry, _ delays: inout Delays, _ findings: inout Findings
  ) {
    let what = "outcome \(quoted(entry.key))"
    for detailed in entry.value.mapping(what, &findings)?.entries ?? [] {
      let known = rested(outcome).map(\.rawValue)
      guard let detail = OutcomeDetail(rawValue: detailed.key), known.contains(detailed.key) else {
        let hint = DidYouMean.hint(for: detailed.key, among: known)
        findings.reference(
          detailed.place,
          "\(what) has no delay for \(quoted(detailed.key))\(hint)")
        continue
      }
      if let rest = rest(detailed.value, detailed.key, &findings) { delays[detail] = rest }
    }
  }

  private static func rested(_ outcome: Outcome) -> [OutcomeDetail] {
    outcome.details.filter { Delays.defaults[$0] != nil }
  }

  private static func rest(
    _ node: YamlNode, _ key: String, _ findings: inout Findings
  ) -> Delays.Rest? {
    guard let text = node.text("key \(quoted(key))", &findings) else { return nil }
    switch Span.read(text) {
    case .minutes(let minutes) where minutes <= furthest * 24 * 60: return .minutes(minutes)
    case .days(let days) where days <= furthest: return .days(days)
    case .businessDays(let days) where days <= furthest: return .businessDays(days)
    default:
      findings.format(
        node.place,
        "key \(quoted(key)) must be a time such as \"30 minutes\", \"7 days\" or "
          + "\"2 business days\", a year at most, not \(quoted(text))")
      return nil
    }
  }
}
