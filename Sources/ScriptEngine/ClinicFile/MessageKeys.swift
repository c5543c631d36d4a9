internal import RecallDomain

/// `messages:`, the clinic's own commands by which messages leave: `{ email: { command:
/// [/usr/sbin/sendmail, -t, -i], from: "Lakeside Clinic <appointments@lakeside.example>" } }`.
enum MessageKeys {
  private static let channels: [ContactMethod] = [.email, .sms, .portal]
  private static let seconds = 1...600

  static func read(
    _ node: YamlNode, _ languages: [String], _ findings: inout Findings
  ) -> MessagePolicy {
    var policy = MessagePolicy()
    let keys = channels.map(\.rawValue) + ClinicKeyTable.messages
    guard let mapping = node.mapping("key \"messages\"", keys: keys, &findings) else {
      return policy
    }
    for channel in channels {
      guard let node = mapping[channel.rawValue] else { continue }
      policy.channels[channel] = command(node, channel, languages, &findings)
    }
    policy.patience = patience(mapping["patience"], &findings) ?? policy.patience
    policy.attempts =
      mapping["attempts"]?.wholeNumber("key \"attempts\"", in: 1...20, &findings)
      ?? policy.attempts
    policy.keepDays = keep(mapping["keep"], &findings) ?? policy.keepDays
    return policy
  }

  private static func command(
    _ node: YamlNode, _ channel: ContactMethod, _ languages: [String],
    _ findings: inout Findings
  ) -> MessageCommand? {
    let what = "key \(quoted(channel.rawValue))"
    let keys = ClinicKeyTable.command
    guard
      let mapping = node.mapping(what, keys: keys, required: ["command"], &findings),
      let words = words(mapping["command"], &findings)
    else { return nil }
    let usual: MessageCommand.Format = channel == .email ? .email : .json
    let format = mapping["format"]?.choice(
      "format", of: MessageCommand.Format.self, &findings)
    var command = MessageCommand(words, format: format ?? usual)
    command.from = address(mapping["from"], "from", &findings)
    command.replyTo = address(mapping["reply_to"], "reply_to", &findings)
    command.subject = subject(mapping["subject"], languages, &findings)
    command.unsubscribe = unsubscribe(mapping["unsubscribe"], &findings)
    command.idempotent =
      mapping["idempotent"]?.flag("key \"idempotent\"", &findings) ?? command.idempotent
    command.patience = patience(mapping["patience"], &findings)
    checkMail(command, mapping, what, &findings)
    return command
  }

  /// An e-mail needs a sender; nothing else has a head.
  private static func checkMail(
    _ command: MessageCommand, _ mapping: YamlMapping, _ what: String,
    _ findings: inout Findings
  ) {
    if command.format == .email {
      guard mapping["from"] == nil else { return }
      findings.format(
        mapping.place,
        "\(what) needs a key \"from\": the address that patients see and answer to")
    } else {
      for key in ["from", "reply_to", "subject", "unsubscribe"] {
        guard let node = mapping[key] else { continue }
        findings.format(
          node.place, "key \(quoted(key)) is for format \"email\" alone")
      }
    }
  }

  /// A list, so that no shell ever reads it.
  private static func words(_ node: YamlNode?, _ findings: inout Findings) -> [String]? {
    guard let node else { return nil }
    if case .text = node.content {
      findings.format(
        node.place,
        "key \"command\" must be a list such as [/usr/sbin/sendmail, -t, -i]: no shell reads it")
      return nil
    }
    let items = node.list("key \"command\"", &findings) ?? []
    let words = items.compactMap { $0.text("word of a command", &findings) }
    if items.isEmpty { findings.format(node.place, "key \"command\" is an empty list") }
    if words.contains(where: { $0.contains("\0") }) {
      findings.format(node.place, "key \"command\" holds a character that no command can have")
    }
    return words.isEmpty ? nil : words
  }

  private static func address(
    _ node: YamlNode?, _ key: String, _ findings: inout Findings
  ) -> MailAddress? {
    guard let node, let text = node.text("key \(quoted(key))", &findings) else { return nil }
    guard let address = MailAddress(text) else {
      findings.format(
        node.place,
        "key \(quoted(key)) must be one e-mail address such as "
          + "\"Lakeside Clinic <appointments@lakeside.example>\"")
      return nil
    }
    return address
  }

  private static func subject(
    _ node: YamlNode?, _ languages: [String], _ findings: inout Findings
  ) -> [String: String] {
    guard let node else { return [:] }
    var texts: [String: String] = [:]
    guard let mapping = node.mapping("key \"subject\"", keys: languages, &findings) else {
      return [:]
    }
    for entry in mapping.entries {
      texts[entry.key] = entry.value.text("subject in \(quoted(entry.key))", &findings)
    }
    return texts
  }

  /// `<mailto:…>, <https://…>`, as RFC 2369 writes it.
  private static func unsubscribe(_ node: YamlNode?, _ findings: inout Findings) -> String? {
    guard let node, let text = node.text("key \"unsubscribe\"", &findings) else { return nil }
    let links = text.split(separator: ",").map { $0.drop { $0 == " " } }
    let isLink = { (link: Substring) in
      (link.hasPrefix("<mailto:") || link.hasPrefix("<https://")) && link.hasSuffix(">")
        && link.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
    guard !links.isEmpty, links.allSatisfy(isLink), text.utf8.count < 500 else {
      findings.format(
        node.place,
        "key \"unsubscribe\" must be links such as \"<mailto:stop@lakeside.example>\" or "
          + "\"<https://lakeside.example/stop>\"")
      return nil
    }
    return text
  }

  private static func patience(_ node: YamlNode?, _ findings: inout Findings) -> Int? {
    guard let node, let text = node.text("key \"patience\"", &findings) else { return nil }
    let parts = text.split(separator: " ")
    let units = ["second": 1, "seconds": 1, "minute": 60, "minutes": 60]
    guard parts.count == 2, parts[0].utf8.count <= 4, let number = Int(parts[0]),
      let unit = units[String(parts[1])],
      seconds.contains(number * unit)
    else {
      findings.format(
        node.place,
        "key \"patience\" must be a time such as \"60 seconds\" or \"2 minutes\", 10 minutes at "
          + "most, not \(quoted(text))")
      return nil
    }
    return number * unit
  }

  private static func keep(_ node: YamlNode?, _ findings: inout Findings) -> Int? {
    guard let node, let text = node.text("key \"keep\"", &findings) else { return nil }
    guard case .days(let days) = Span.read(text), (1...60).contains(days) else {
      findings.format(
        node.place,
        "key \"keep\" must be days such as \"7 days\", 60 at most, not \(quoted(text))")
      return nil
    }
    return days
  }
}
