package import RecallDomain

/// Reads `clinic.yaml`, strictly; a key left out has the field's default.
package enum ClinicFileReader {
  /// No policy when anything is wrong: a clinic never runs on half of its rules.
  package static func read(_ file: SourceFile) -> (policy: ClinicPolicy?, findings: [Finding]) {
    let read = YamlReader.read(file)
    guard let root = read.root else { return (nil, read.findings) }
    var findings = Findings()
    let policy = ClinicKeys.read(root, &findings)
    return (findings.isEmpty ? policy : nil, findings.all)
  }
}

/// The top of the file: names, places, languages, store; and what the other readers read.
enum ClinicKeys {
  static func read(_ root: YamlNode, _ findings: inout Findings) -> ClinicPolicy? {
    guard
      let mapping = root.mapping(
        "clinic file", keys: ClinicKeyTable.top, required: ["recall-clinic", "name"], &findings)
    else { return nil }
    checkVersion(mapping["recall-clinic"], &findings)
    let name = mapping["name"]?.text("key \"name\"", &findings) ?? ""
    var policy = ClinicPolicy(name: name)
    policy.segments = ClinicDefaults.segments
    policy.queues = ClinicDefaults.queues
    readNames(mapping, &policy, &findings)
    readPlaces(mapping, &policy, &findings)
    ClinicRuleKeys.read(mapping, &policy, &findings)
    CadenceKeys.read(mapping["cadence"], &policy, &findings)
    ClinicTables.read(mapping, &policy, &findings)
    readCommands(mapping, &policy, &findings)
    readPractice(mapping, &policy, &findings)
    readReport(mapping, &policy, &findings)
    DocumentationKeys.read(mapping, &policy, &findings)
    readReview(mapping, &policy, &findings)
    IdleKeys.read(mapping, &policy, &findings)
    RetentionKeys.read(mapping, &policy, &findings)
    // A policy that could not be read whole is not looked at further.
    if findings.isEmpty { ContradictionKeys.check(policy, root, &findings) }
    return policy
  }

  private static func checkVersion(_ node: YamlNode?, _ findings: inout Findings) {
    guard let node, let version = node.text("key \"recall-clinic\"", &findings) else { return }
    if version != "1" {
      findings.format(
        node.place, "format version \(quoted(version)) is not known: this program reads 1")
    }
  }

  private static func readNames(
    _ mapping: YamlMapping, _ policy: inout ClinicPolicy, _ findings: inout Findings
  ) {
    if let text = mapping["neutral_name"]?.text("key \"neutral_name\"", &findings) {
      policy.neutralName = text
    }
    if let node = mapping["phone"], let number = phone(node, "key \"phone\"", &findings) {
      policy.phone = number
    }
    if let node = mapping["languages"] { readLanguages(node, &policy, &findings) }
    let source = policy.sourceLanguage
    if let node = mapping["hours"] {
      policy.hoursByLanguage = spoken(node, "hours", policy.languages, &findings)
      policy.hours = policy.hoursByLanguage[source] ?? ""
    }
    if let node = mapping["portal"] {
      policy.portalByLanguage = spoken(node, "portal", policy.languages, &findings)
      policy.portal = policy.portalByLanguage[source]
    }
  }

  private static func readPlaces(
    _ mapping: YamlMapping, _ policy: inout ClinicPolicy, _ findings: inout Findings
  ) {
    if let node = mapping["time_zone"], let zone = node.text("key \"time_zone\"", &findings) {
      policy.timeZone = zone
      if !(zone.contains("/") || zone == "UTC") || Zone(zone) == nil {
        findings.format(
          node.place,
          "time zone \(quoted(zone)) is not known: a name such as \"America/New_York\" is needed")
      }
    }
    if let node = mapping["state"], let state = node.text("key \"state\"", &findings) {
      policy.state = state
      if state.count != 2 || !state.unicodeScalars.allSatisfy({ ("A"..."Z").contains($0) }) {
        findings.format(
          node.place, "key \"state\" must be two capital letters, not \(quoted(state))")
      }
    }
    if let node = mapping["store"], let store = node.text("key \"store\"", &findings) {
      policy.store = store
      if let problem = StoreAddress.problem(store) { findings.format(node.place, problem) }
    }
    policy.storeSecurity =
      mapping["store_security"]?.choice(
        "key \"store_security\"", of: StoreSecurity.self, &findings) ?? policy.storeSecurity
  }

  private static func readLanguages(
    _ node: YamlNode, _ policy: inout ClinicPolicy, _ findings: inout Findings
  ) {
    guard let items = node.list("key \"languages\"", &findings) else { return }
    var languages: [String] = []
    for item in items {
      guard let tag = item.text("language", &findings) else { continue }
      if !LanguageTag.isTag(tag) {
        findings.format(
          item.place, "language \(quoted(tag)) must be a tag such as \"en\" or \"zh-Hant\"")
      } else if languages.contains(tag) {
        findings.format(item.place, "language \(quoted(tag)) is named twice")
      } else {
        languages.append(tag)
      }
    }
    if items.isEmpty {
      findings.format(node.place, "key \"languages\" needs at least one language")
    }
    if !languages.isEmpty { policy.languages = languages }
  }

  /// Text in the source language, or a mapping of language to text.
  static func spoken(
    _ node: YamlNode, _ key: String, _ languages: [String], _ findings: inout Findings
  ) -> [String: String] {
    if case .text = node.content {
      return node.text("key \(quoted(key))", &findings).map { [languages[0]: $0] } ?? [:]
    }
    guard
      let mapping = node.mapping(
        "key \(quoted(key))", keys: languages, required: [languages[0]], &findings)
    else { return [:] }
    var texts: [String: String] = [:]
    for entry in mapping.entries {
      texts[entry.key] = entry.value.text("\(key) in \(quoted(entry.key))", &findings)
    }
    return texts
  }

  private static func phone(
    _ node: YamlNode, _ what: String, _ findings: inout Findings
  ) -> String? {
    guard let text = node.text(what, &findings) else { return nil }
    let numbers = PhoneNumber.parse(text)
    guard numbers.count == 1, let number = numbers.first else {
      findings.format(
        node.place, "\(what) must be one phone number such as \"+1 617 555 0100\"")
      return nil
    }
    return number.number
  }

  private static func readCommands(
    _ mapping: YamlMapping, _ policy: inout ClinicPolicy, _ findings: inout Findings
  ) {
    policy.dialCommand = mapping["dial"]?.mapping(
      "key \"dial\"", keys: ClinicKeyTable.dial, required: ["command"], &findings)?["command"]?
      .text("key \"command\"", &findings)
    if let node = mapping["messages"] {
      policy.messages = MessageKeys.read(node, policy.languages, &findings)
    }
  }

  /// `{ small_group: 5 }`; 1 = every group is told by itself.
  private static func readReport(
    _ mapping: YamlMapping, _ policy: inout ClinicPolicy, _ findings: inout Findings
  ) {
    let report = mapping["report"]?.mapping(
      "key \"report\"", keys: ClinicKeyTable.report, &findings)
    policy.report.smallGroup =
      report?["small_group"]?.wholeNumber("key \"small_group\"", in: 1...100, &findings)
      ?? policy.report.smallGroup
  }

  /// `{ blind: true }`.
  private static func readReview(
    _ mapping: YamlMapping, _ policy: inout ClinicPolicy, _ findings: inout Findings
  ) {
    let review = mapping["review"]?.mapping(
      "key \"review\"", keys: ClinicKeyTable.review, &findings)
    policy.review.blind =
      review?["blind"]?.flag("key \"blind\"", &findings) ?? policy.review.blind
  }

  /// `{ required: true, store: postgresql://… }`: both may be left out.
  private static func readPractice(
    _ mapping: YamlMapping, _ policy: inout ClinicPolicy, _ findings: inout Findings
  ) {
    guard
      let practice = mapping["practice"]?.mapping(
        "key \"practice\"", keys: ClinicKeyTable.practice, &findings)
    else { return }
    policy.practice.required =
      practice["required"]?.flag("key \"required\"", &findings) ?? policy.practice.required
    guard let node = practice["store"], let store = node.text("key \"store\"", &findings) else {
      return
    }
    policy.practice.store = store
    if let problem = StoreAddress.problem(store) { findings.format(node.place, problem) }
    if store == policy.store {
      findings.format(
        node.place,
        "key \"store\" of \"practice\" is the store of live calls: practice needs one of its own")
    }
  }
}

/// `sqlite:FILE` or a `postgresql://` URL without a password.
enum StoreAddress {
  static func problem(_ address: String) -> String? {
    if address.hasPrefix("sqlite:") {
      return address == "sqlite:" ? "store \"sqlite:\" needs a file behind it" : nil
    }
    guard address.hasPrefix("postgresql://") || address.hasPrefix("postgres://") else {
      return "key \"store\" must begin with \"sqlite:\" or \"postgresql://\""
    }
    let rest = address.drop { $0 != "/" }.dropFirst(2)
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    let user = authority.lastIndex(of: "@").map { authority[..<$0] } ?? ""
    // The address is not quoted: what follows the user's name is a secret.
    guard !user.contains(":"), !address.lowercased().contains("password=") else {
      return "key \"store\" must not hold a password: use a passfile or a service file"
    }
    return nil
  }
}

/// BCP 47 as far as a clinic writes it: a language, then script, region or variants.
package enum LanguageTag {
  package static func isTag(_ tag: String) -> Bool {
    let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, (2...3).contains(first.count),
      first.allSatisfy({ $0.isASCII && $0.isLowercase })
    else { return false }
    return parts.dropFirst().allSatisfy { part in
      (2...8).contains(part.count)
        && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
  }
}
