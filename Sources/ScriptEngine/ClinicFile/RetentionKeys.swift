internal import RecallDomain

/// `retention:`, how long words are kept: `{ notes: 10 years, messages: 18 months, queues: never }`.
enum RetentionKeys {
  /// A hundred years: longer is as good as never.
  private static let atMost = 1200

  static func read(
    _ mapping: YamlMapping, _ policy: inout ClinicPolicy, _ findings: inout Findings
  ) {
    let kinds = RetentionPolicy.Kind.allCases
    let known = ClinicKeyTable.retention + [audit]
    guard let retention = mapping["retention"]?.mapping("key \"retention\"", keys: known, &findings)
    else { return }
    if let node = retention[audit] {
      findings.format(
        node.place,
        "key \(quoted(audit)) of \"retention\": the audit trail is kept for good; it holds ids "
          + "and no words, and a part of it could not be verified any more")
    }
    for kind in kinds {
      guard let node = retention[kind.rawValue] else { continue }
      policy.retention.months[kind] = months(node, kind.rawValue, &findings)
    }
  }

  private static let audit = "audit"

  /// `nil`: for good.
  private static func months(
    _ node: YamlNode, _ key: String, _ findings: inout Findings
  ) -> Int? {
    guard let text = node.text("key \(quoted(key))", &findings) else { return nil }
    if text == "never" { return nil }
    let words = text.split(separator: " ")
    if words.count == 2, words[0].count <= 4, words[0].allSatisfy({ $0.isASCII && $0.isNumber }),
      let count = Int(words[0]), let unit = units[String(words[1])],
      (1...atMost).contains(count * unit)
    {
      return count * unit
    }
    findings.format(
      node.place,
      "key \(quoted(key)) must be \"never\" or a time such as \"10 years\" or \"18 months\", "
        + "not \(quoted(text))")
    return nil
  }

  private static let units = ["month": 1, "months": 1, "year": 12, "years": 12]
}
