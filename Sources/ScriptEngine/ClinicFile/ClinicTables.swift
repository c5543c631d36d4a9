internal import RecallDomain

/// Segments, reasons, providers, queues: what a clinic's list is sorted and routed by.
enum ClinicTables {
  /// 1 is first.
  private static let priorities = 1...9
  /// Patients in one block of the list.
  private static let sittings = 5...500

  static func read(
    _ mapping: YamlMapping, _ policy: inout ClinicPolicy, _ findings: inout Findings
  ) {
    if let node = mapping["segments"] { policy.segments = segments(node, policy, &findings) }
    if let node = mapping["reasons"] {
      policy.reasons = reasons(node, policy.segments, &findings)
    }
    if let node = mapping["providers"] { readProviders(node, &policy, &findings) }
    if let node = mapping["list"] { readList(node, &policy, &findings) }
    if let node = mapping["queues"] { readQueues(node, &policy, &findings) }
  }

  private static func segments(
    _ node: YamlNode, _ clinic: ClinicPolicy, _ findings: inout Findings
  ) -> [String: SegmentPolicy] {
    var segments: [String: SegmentPolicy] = [:]
    for entry in node.mapping("key \"segments\"", &findings)?.entries ?? [] {
      if !ScriptNames.isScript(entry.key) {
        findings.format(
          entry.place,
          "segment \(quoted(entry.key)) must be small letters, digits and \"-\", a letter first")
      }
      segments[entry.key] = segment(entry, clinic, &findings)
    }
    return segments
  }

  private static func segment(
    _ entry: YamlEntry, _ clinic: ClinicPolicy, _ findings: inout Findings
  ) -> SegmentPolicy? {
    let what = "segment \(quoted(entry.key))"
    guard let mapping = entry.value.mapping(what, keys: ClinicKeyTable.segment, &findings) else {
      return nil
    }
    var segment = SegmentPolicy(script: script(mapping["script"], &findings) ?? entry.key)
    segment.priority =
      mapping["priority"]?.wholeNumber("key \"priority\"", in: priorities, &findings)
      ?? segment.priority
    segment.leadDays =
      mapping["lead_days"]?.wholeNumber("key \"lead_days\"", in: 0...365, &findings)
      ?? segment.leadDays
    segment.clinicalReview =
      mapping["clinical_review"]?.choice(
        "clinical review", of: SegmentPolicy.Review.self, &findings)
      ?? segment.clinicalReview
    segment.enabled = mapping["enabled"]?.flag("key \"enabled\"", &findings) ?? segment.enabled
    segment.sensitive =
      mapping["sensitive"]?.flag("key \"sensitive\"", &findings) ?? segment.sensitive
    segment.strict = mapping["strict"]?.flag("key \"strict\"", &findings) ?? segment.strict
    // What a segment leaves out of its own limits and hours is the clinic's.
    segment.cadence = mapping["cadence"].map { CadenceKeys.steps($0, &findings) }
    segment.limits = mapping["limits"].map { ClinicRuleKeys.limits($0, clinic.limits, &findings) }
    segment.calling = mapping["calling"].map {
      CallingKeys.read($0, clinic.calling, &findings)
    }
    return segment
  }

  private static func script(_ node: YamlNode?, _ findings: inout Findings) -> String? {
    guard let node, let script = node.text("key \"script\"", &findings) else { return nil }
    if !ScriptNames.isScript(script) {
      findings.format(
        node.place,
        "script \(quoted(script)) must be small letters, digits and \"-\", a letter first")
    }
    return script
  }

  private static func reasons(
    _ node: YamlNode, _ segments: [String: SegmentPolicy], _ findings: inout Findings
  ) -> [String: ReasonPolicy] {
    var reasons: [String: ReasonPolicy] = [:]
    for entry in node.mapping("key \"reasons\"", &findings)?.entries ?? [] {
      reasons[entry.key] = reason(entry, segments, &findings)
    }
    return reasons
  }

  private static func reason(
    _ entry: YamlEntry, _ segments: [String: SegmentPolicy], _ findings: inout Findings
  ) -> ReasonPolicy? {
    let keys = ClinicKeyTable.reason
    guard
      let mapping = entry.value.mapping(
        "reason \(quoted(entry.key))", keys: keys, required: ["segment"], &findings),
      let node = mapping["segment"], let segment = node.text("key \"segment\"", &findings)
    else { return nil }
    if segments[segment] == nil {
      let hint = DidYouMean.hint(for: segment, among: segments.keys.sorted())
      findings.reference(node.place, "segment \(quoted(segment)) is not known\(hint)")
    }
    return ReasonPolicy(
      segment: segment,
      sensitive: mapping["sensitive"]?.flag("key \"sensitive\"", &findings) ?? false,
      strict: mapping["strict"]?.flag("key \"strict\"", &findings) ?? false,
      priority: mapping["priority"]?.wholeNumber("key \"priority\"", in: priorities, &findings))
  }

  /// `{ priority: 1, languages: [es] }`: both may be left out.
  private static func readProviders(
    _ node: YamlNode, _ policy: inout ClinicPolicy, _ findings: inout Findings
  ) {
    policy.providers = [:]
    for entry in node.mapping("key \"providers\"", &findings)?.entries ?? [] {
      let what = "provider \(quoted(entry.key))"
      guard
        let mapping = entry.value.mapping(what, keys: ClinicKeyTable.provider, &findings)
      else { continue }
      policy.providers[entry.key] = mapping["priority"]?.wholeNumber(
        "key \"priority\"", in: priorities, &findings)
      policy.providerLanguages[entry.key] = mapping["languages"].map { languages($0, &findings) }
    }
  }

  private static func languages(_ node: YamlNode, _ findings: inout Findings) -> [String] {
    (node.list("key \"languages\"", &findings) ?? []).compactMap { item in
      guard let tag = item.text("language", &findings) else { return nil }
      if LanguageTag.isTag(tag) { return tag }
      findings.format(
        item.place, "language \(quoted(tag)) must be a tag such as \"en\" or \"zh-Hant\"")
      return nil
    }
  }

  /// `{ sitting: 25 }`.
  private static func readList(
    _ node: YamlNode, _ policy: inout ClinicPolicy, _ findings: inout Findings
  ) {
    guard let mapping = node.mapping("key \"list\"", keys: ClinicKeyTable.list, &findings) else {
      return
    }
    if let node = mapping["sitting"],
      let size = node.wholeNumber("key \"sitting\"", in: sittings, &findings)
    {
      policy.list.sitting = size
    }
  }

  /// A queue left out, or a key of it, keeps its default.
  private static func readQueues(
    _ node: YamlNode, _ policy: inout ClinicPolicy, _ findings: inout Findings
  ) {
    for entry in node.mapping("key \"queues\"", &findings)?.entries ?? [] {
      guard let name = QueueName(rawValue: entry.key) else {
        let hint = DidYouMean.hint(for: entry.key, among: QueueName.allCases.map(\.rawValue))
        findings.reference(entry.place, "queue \(quoted(entry.key)) is not known\(hint)")
        continue
      }
      let what = "queue \(quoted(entry.key))"
      guard
        let mapping = entry.value.mapping(what, keys: ClinicKeyTable.queue, &findings)
      else { continue }
      var queue = ClinicDefaults.queue(name)
      queue.due = due(mapping["due"], "due", &findings) ?? queue.due
      let urgent = due(mapping["urgent"], "urgent", &findings)
      if let urgent, queue.due.isBefore(urgent) {
        findings.format(
          mapping["urgent"]?.place ?? entry.place,
          "\(what): what is urgent would be answered later than what is not; lower \"urgent\" or "
            + "raise \"due\"")
      }
      queue.urgent = urgent ?? (queue.due.isBefore(queue.urgent) ? queue.due : queue.urgent)
      queue.owner = mapping["owner"]?.text("key \"owner\"", &findings)
      queue.roles = mapping["roles"].map { roles(of: name, $0, &findings) }
      policy.queues[name] = queue
    }
  }

  /// Who works a queue besides those of the field; nobody who gives no clinical advice answers
  /// clinical questions, and an auditor reads.
  private static func roles(
    of queue: QueueName, _ node: YamlNode, _ findings: inout Findings
  ) -> Set<StaffRole> {
    let allowed = QueueDuty.mayBeAdded(to: queue)
    let names = StaffRole.allCases.filter(allowed.contains).map(\.rawValue)
    let roles = (node.list("key \"roles\"", &findings) ?? []).compactMap { item -> StaffRole? in
      guard let text = item.text("role", &findings) else { return nil }
      if let role = StaffRole(rawValue: text), allowed.contains(role) { return role }
      findings.format(
        item.place,
        "role \(quoted(text)) cannot work queue \(quoted(queue.rawValue)); its roles may be "
          + names.joined(separator: ", "))
      return nil
    }
    return Set(roles)
  }

  private static func due(
    _ node: YamlNode?, _ key: String, _ findings: inout Findings
  ) -> QueuePolicy.Due? {
    guard let node, let text = node.text("key \(quoted(key))", &findings) else { return nil }
    switch Span.read(text) {
    case .sameDay: return .sameDay
    case .minutes(let minutes) where minutes > 0: return .minutes(minutes)
    case .businessDays(let days) where days > 0: return .businessDays(days)
    default:
      findings.format(
        node.place,
        "key \(quoted(key)) must be \"same-day\" or a time such as \"30 minutes\", \"4 hours\" "
          + "or \"1 business day\", not \(quoted(text))")
      return nil
    }
  }
}

extension QueuePolicy.Due {
  /// Told without a calendar: a day is longer than its hours, a business day no shorter.
  fileprivate func isBefore(_ other: Self) -> Bool { length < other.length }

  private var length: Int {
    switch self {
    case .minutes(let minutes): minutes
    case .sameDay: 24 * 60
    case .businessDays(let days): days * 24 * 60 + 1
    }
  }
}
