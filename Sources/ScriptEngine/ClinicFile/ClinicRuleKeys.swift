internal import RecallDomain

/// Identity, disclosure, calling hours, limits, emergency: rules that protect patients.
enum ClinicRuleKeys {
  static func read(
    _ mapping: YamlMapping, _ policy: inout ClinicPolicy, _ findings: inout Findings
  ) {
    if let node = mapping["identity"] { policy.identity = identity(node, &findings) }
    if let node = mapping["disclosure"] { policy.disclosure = disclosure(node, &findings) }
    if let node = mapping["calling"] {
      policy.calling = CallingKeys.read(node, policy.calling, &findings)
    }
    if let node = mapping["limits"] { policy.limits = limits(node, policy.limits, &findings) }
    if let node = mapping["delays"] { policy.delays = DelayKeys.read(node, &findings) }
    if let node = mapping["emergency"] {
      policy.emergency = emergency(node, policy.languages, &findings)
    }
  }

  private static func identity(_ node: YamlNode, _ findings: inout Findings) -> IdentityPolicy {
    var identity = IdentityPolicy()
    let keys = ClinicKeyTable.identity
    guard let mapping = node.mapping("key \"identity\"", keys: keys, &findings) else {
      return identity
    }
    if let node = mapping["require"] {
      identity.require = identifiers(node, "require", &findings)
      if !identity.require.contains(.dateOfBirth) {
        findings.format(node.place, "key \"require\" must hold \"date_of_birth\"")
      }
    }
    if let node = mapping["sensitive_adds"] {
      identity.sensitiveAdds = identifiers(node, "sensitive_adds", &findings)
    }
    identity.tries =
      mapping["tries"]?.wholeNumber("key \"tries\"", in: 1...IdentityPolicy.triesPerDay, &findings)
      ?? identity.tries
    return identity
  }

  private static func identifiers(
    _ node: YamlNode, _ key: String, _ findings: inout Findings
  ) -> [IdentifierKind] {
    var kinds: [IdentifierKind] = []
    for item in node.list("key \(quoted(key))", &findings) ?? [] {
      guard let kind = item.choice("identifier", of: IdentifierKind.self, &findings) else {
        continue
      }
      if kinds.contains(kind) {
        findings.format(item.place, "identifier \(quoted(kind.rawValue)) is named twice")
      } else {
        kinds.append(kind)
      }
    }
    return kinds
  }

  /// Only tightening, and only facts that are not behind the open gate already.
  private static func disclosure(
    _ node: YamlNode, _ findings: inout Findings
  ) -> [String: DisclosureLimit] {
    guard let mapping = node.mapping("key \"disclosure\"", &findings) else { return [:] }
    let loose = Fact.allCases.filter { $0.level < .open }.map(\.rawValue)
    var limits: [String: DisclosureLimit] = [:]
    for entry in mapping.entries {
      guard loose.contains(entry.key) else {
        unknownFact(entry, loose, &findings)
        continue
      }
      limits[entry.key] = limit(entry, &findings)
    }
    return limits
  }

  private static func limit(_ entry: YamlEntry, _ findings: inout Findings) -> DisclosureLimit? {
    guard let text = entry.value.text("fact \(quoted(entry.key))", &findings) else { return nil }
    if let limit = DisclosureLimit(rawValue: text) { return limit }
    let known = DisclosureLimit.allCases.map(\.rawValue)
    findings.format(
      entry.value.place,
      text == "closed"
        ? "fact \(quoted(entry.key)) cannot be loosened: disclosure only tightens"
        : "fact \(quoted(entry.key)) must be \"scheduling\", \"open\" or \"never\", "
          + "not \(quoted(text))" + DidYouMean.hint(for: text, among: known))
    return nil
  }

  private static func unknownFact(
    _ entry: YamlEntry, _ loose: [String], _ findings: inout Findings
  ) {
    if Fact(rawValue: entry.key) != nil || Fact.never.contains(entry.key) {
      findings.format(
        entry.place,
        "fact \(quoted(entry.key)) has the level the format gives it: no clinic changes it")
    } else {
      findings.reference(
        entry.place,
        "fact \(quoted(entry.key)) is not known\(DidYouMean.hint(for: entry.key, among: loose))")
    }
  }

  /// - Parameter given: what a key left out stands for.
  static func limits(
    _ node: YamlNode, _ given: ContactLimits, _ findings: inout Findings
  ) -> ContactLimits {
    var limits = given
    let keys = ClinicKeyTable.limits
    guard let mapping = node.mapping("key \"limits\"", keys: keys, &findings) else { return limits }
    limits.contactsPerDay =
      mapping[keys[0]]?.wholeNumber("key \"contacts_per_day\"", in: 1...99, &findings)
      ?? limits.contactsPerDay
    limits.contactsPerWeek =
      mapping[keys[1]]?.wholeNumber("key \"contacts_per_week\"", in: 1...99, &findings)
      ?? limits.contactsPerWeek
    return limits
  }

  /// Shown to the caller as written: a number may have an extension, or be a short one.
  private static func emergency(
    _ node: YamlNode, _ languages: [String], _ findings: inout Findings
  ) -> EmergencyPolicy {
    let keys = ClinicKeyTable.emergency
    guard let mapping = node.mapping("key \"emergency\"", keys: keys, &findings) else {
      return EmergencyPolicy()
    }
    return EmergencyPolicy(
      siteNumber: mapping[keys[0]]?.text("key \"site_number\"", &findings),
      nurseLine: mapping[keys[1]]?.text("key \"nurse_line\"", &findings),
      whoCalls911: mapping[keys[2]].map {
        ClinicKeys.spoken($0, keys[2], languages, &findings)
      } ?? [:])
  }
}
