internal import RecallDomain

/// `idle:`, what becomes of a terminal at which nobody types: `{ blank: 15 minutes, leave: never }`.
enum IdleKeys {
  /// Minutes: a screen that goes blank under one's hands helps nobody, and a day is as good as never.
  private static let range = 1...720

  static func read(
    _ mapping: YamlMapping, _ policy: inout ClinicPolicy, _ findings: inout Findings
  ) {
    guard
      let idle = mapping["idle"]?.mapping("key \"idle\"", keys: ClinicKeyTable.idle, &findings)
    else { return }
    if let node = idle["blank"] { policy.idle.blank = seconds(node, "blank", &findings) }
    if let node = idle["leave"] { policy.idle.leave = seconds(node, "leave", &findings) }
    guard let blank = policy.idle.blank, let leave = policy.idle.leave, leave < blank,
      let node = idle["leave"] ?? idle["blank"]
    else { return }
    findings.format(
      node.place,
      "\"leave\" (\(leave / 60) minutes) must not come before \"blank\" "
        + "(\(blank / 60) minutes)")
  }

  private static func seconds(
    _ node: YamlNode, _ key: String, _ findings: inout Findings
  ) -> Int? {
    let text = node.text("key \(quoted(key))", &findings) ?? ""
    if text == "never" { return nil }
    if case .minutes(let minutes)? = Span.read(text), range.contains(minutes) {
      return minutes * 60
    }
    findings.format(
      node.place,
      "key \(quoted(key)) must be \"never\" or a time such as \"15 minutes\", 12 hours at most, "
        + "not \(quoted(text))")
    return nil
  }
}
