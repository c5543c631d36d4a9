import RecallDomain
import RecallReports
import ScriptEngine

/// What `recall outbox` says to a person, in the language of the console.
struct OutboxText {
  let phrases: StaffPhrases
  let zone: Zone
  let policy: MessagePolicy

  private var document: OutboxDocument { OutboxDocument(zone: zone, phrases: phrases) }

  private func say(_ key: String, _ values: [String: String] = [:], count: Int? = nil) -> String {
    phrases.text("outbox.\(key)", values, count: count)
  }

  private func channel(_ channel: ContactMethod) -> String {
    phrases.text("channel.\(channel.rawValue)")
  }

  func waiting(_ items: [OutboxItem]) {
    for item in items { Printing.line(document.text(item)) }
    if items.isEmpty { Printing.line(say("none")) }
  }

  /// - Parameter left: what still waits.
  func sent(_ report: MessageSender.Report, left: [OutboxItem]) {
    let dead = report.dead.values.reduce(0, +)
    let counts = [("again", report.again), ("given-up", dead), ("cut-off", report.lost)]
    let told = counts.filter { $0.1 > 0 }.map { say($0.0, count: $0.1) }
    Printing.line(([say("sent", count: report.sent)] + told).joined(separator: " · "))
    for (channel, end) in report.resting.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      Printing.problem("recall: error: \(resting(channel, end))")
    }
    let waiting = Dictionary(grouping: left.filter { $0.state == .waiting }, by: \.channel)
    for (channel, items) in waiting.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      Printing.line(still(channel, items))
    }
  }

  private func resting(_ channel: ContactMethod, _ end: CommandEnd) -> String {
    let key =
      switch end {
      case .notStarted: "rests.not-started"
      case .exit where HandOver(end) == .outOfOrder: "rests.out-of-order"
      default: "rests.takes-nothing"
      }
    let code: String = if case .exit(let code) = end { String(code) } else { "" }
    return say(
      key,
      [
        "channel": self.channel(channel), "code": code,
        "command": TerminalText.clean(policy.channels[channel]?.words.first ?? ""),
      ])
  }

  private func still(_ channel: ContactMethod, _ items: [OutboxItem]) -> String {
    let name = ["channel": self.channel(channel)]
    guard policy.channels[channel] != nil else {
      return say("no-command", name, count: items.count)
    }
    let standing = OutboxStanding(zone: zone, phrases: phrases)
    let reasons = Dictionary(
      grouping: items, by: { $0.reason.map(standing.waiting) ?? say("next-in-turn") })
    let told = reasons.sorted { $0.key < $1.key }.map { "\n  \($0.key): \($0.value.count)" }
    return say("still-waiting", name, count: items.count) + told.joined()
  }

  /// What this run wrote; nothing when there was nothing to write.
  func written(_ written: MessagesWritten) {
    let counts = [("written", written.written), ("passed-over", written.passedOver)]
    let parts = counts.filter { $0.1 > 0 }.map { say($0.0, count: $0.1) }
    if !parts.isEmpty { Printing.line(parts.joined(separator: " · ")) }
  }

  /// Of a run that sends, the number is enough: what stands in their way is listed without `--send`.
  func kept(_ kept: [KeptMessage], isBrief: Bool) {
    guard !kept.isEmpty else { return }
    guard !isBrief else { return Printing.line(say("kept.brief", count: kept.count)) }
    Printing.line("")
    Printing.line(say("kept.head", count: kept.count))
    let document = KeptMessageDocument(zone: zone, phrases: phrases)
    for item in kept { document.text(item).forEach(Printing.line) }
  }

  /// Dead letters: each waits for a person.
  func letters(_ items: [OutboxItem]) {
    guard !items.isEmpty else { return }
    Printing.line("")
    Printing.line(say("letters"))
    for item in items { for line in document.letter(item) { Printing.line(line) } }
  }
}
