import RecallDomain
import RecallReports

/// What `recall outbox` says to a person.
struct OutboxText {
  let document: OutboxDocument
  let policy: MessagePolicy

  func waiting(_ items: [OutboxItem]) {
    for item in items { Printing.line(document.text(item)) }
    if items.isEmpty { Printing.line("no message waits") }
  }

  /// - Parameter left: what still waits.
  func sent(_ report: MessageSender.Report, left: [OutboxItem]) {
    let dead = report.dead.values.reduce(0, +)
    let counts = [
      "sent: \(report.sent)", report.again > 0 ? "to be tried again: \(report.again)" : nil,
      dead > 0 ? "given up: \(dead)" : nil,
      report.lost > 0 ? "cut off while they were sent: \(report.lost)" : nil,
    ]
    Printing.line(counts.compactMap { $0 }.joined(separator: " · "))
    for (channel, end) in report.resting.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      Printing.problem("recall: error: \(resting(channel, end))")
    }
    let waiting = Dictionary(grouping: left.filter { $0.state == .waiting }, by: \.channel)
    for (channel, items) in waiting.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      Printing.line(still(channel, items))
    }
  }

  private func resting(_ channel: ContactMethod, _ end: CommandEnd) -> String {
    let command = TerminalText.clean(policy.channels[channel]?.words.first ?? "")
    let what =
      switch end {
      case .notStarted: "could not be started"
      case .exit(let code) where HandOver(end) == .outOfOrder:
        "is not in order: it ended with \(code)"
      default: "takes nothing now"
      }
    return "the command for \(channel.rawValue), \(command), \(what); what waits for it stays"
  }

  private func still(_ channel: ContactMethod, _ items: [OutboxItem]) -> String {
    let number = items.count == 1 ? "1 message" : "\(items.count) messages"
    guard policy.channels[channel] != nil else {
      return "no command for \(channel.rawValue) in clinic.yaml: \(number) stay"
        + (items.count == 1 ? "s" : "")
    }
    let reasons = Dictionary(
      grouping: items, by: { $0.reason.map(OutboxStanding.waiting) ?? "next in turn" })
    let told = reasons.sorted { $0.key < $1.key }.map { "\n  \($0.key): \($0.value.count)" }
    return "\(channel.rawValue): \(number) still waiting" + told.joined()
  }

  /// What this run wrote; nothing when there was nothing to write.
  func written(_ written: MessagesWritten) {
    var parts: [String] = []
    if written.written > 0 { parts.append("written now: \(written.written)") }
    if written.passedOver > 0 {
      parts.append("passed over without consent: \(written.passedOver)")
    }
    if !parts.isEmpty { Printing.line(parts.joined(separator: " · ")) }
  }

  /// Of a run that sends, the number is enough: what stands in their way is listed without `--send`.
  func kept(_ kept: [KeptMessage], zone: Zone, isBrief: Bool) {
    guard !kept.isEmpty else { return }
    let recalls = kept.count == 1 ? "1 recall" : "\(kept.count) recalls"
    let head = "not written yet, kept back for now: the message of \(recalls)"
    guard !isBrief else { return Printing.line("\(head) (`recall outbox` says why)") }
    Printing.line("")
    Printing.line(head + ":")
    let document = KeptMessageDocument(zone: zone)
    for item in kept { document.text(item).forEach(Printing.line) }
  }

  /// Dead letters: each waits for a person.
  func letters(_ items: [OutboxItem]) {
    guard !items.isEmpty else { return }
    Printing.line("")
    Printing.line(
      "not sent, and waiting for somebody to decide (`recall outbox retry KEY`, or `drop KEY`):")
    for item in items { for line in document.letter(item) { Printing.line(line) } }
  }
}
