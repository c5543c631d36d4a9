internal import Foundation
package import RecallDomain

/// Messages as `recall outbox` prints them. They hold what is to be sent and where to: for staff,
/// like the notes.
package struct OutboxDocument {
  private let zone: Zone

  package init(zone: Zone) { self.zone = zone }

  package func json(_ item: OutboxItem) -> JSONValue {
    [
      "id": .string(item.key), "recall": .text(item.recall?.rawValue),
      "patient": .string(item.patient.rawValue), "channel": .string(item.channel.rawValue),
      "address": .string(item.address), "language": .text(item.language),
      "text": .string(item.text),
      "queued": .string(InstantText.rfc3339(item.queued, in: zone)),
      "state": .string(item.state.rawValue), "reason": .text(item.reason),
      "dead_letter": .bool(item.failure != nil && item.failure != .dropped),
      "may_have_gone_out": .bool(item.failure?.mayHaveGoneOut ?? false),
      "tries": .int(item.tries), "exit_code": item.code.map { .int($0) } ?? .null,
      "not_before": .text(item.notBefore.map { InstantText.rfc3339($0, in: zone) }),
      "sender": .text(item.sender),
      "settled": .text(item.settled.map { InstantText.rfc3339($0, in: zone) }),
      "message_id": .text(item.token),
    ]
  }

  /// One line for what it is, one for its words, and one for what stands in its way.
  package func text(_ item: OutboxItem) -> String {
    let parts = [
      moment(item), item.channel.rawValue, item.address, item.patient.rawValue,
      item.recall?.rawValue, item.language,
    ]
    let lines = [parts.compactMap { $0 }.joined(separator: " · "), "  " + item.text]
    return (lines + standing(item).map { "  " + $0 }).map(clean).joined(separator: "\n")
  }

  /// A dead letter: which it is, why, and how to name it. Not its words.
  package func letter(_ item: OutboxItem) -> [String] {
    [
      "  \(moment(item)) · \(item.channel.rawValue) · \(item.address) · \(item.patient.rawValue)",
      "    \(item.key)",
    ].map(clean) + standing(item).map { "    " + clean($0) }
  }

  private func moment(_ item: OutboxItem) -> String {
    let queued = LocalTime(item.queued, in: zone)
    return "\(queued.date) \(queued.time)"
  }

  private func standing(_ item: OutboxItem) -> [String] {
    if let failure = item.failure { return [failed(failure, item)] }
    switch item.state {
    case .sent: return ["sent" + (item.settled.map { " \(time($0))" } ?? "")]
    case .sending: return ["being sent by \(item.sender ?? "somebody")"]
    case .failed: return ["stopped: \(item.reason ?? "")"]
    case .waiting:
      guard let notBefore = item.notBefore else { return [] }
      let tries = item.tries > 0 ? "tried \(item.tries) × · " : ""
      let reason = item.reason.map { "\($0) · " } ?? ""
      return ["\(tries)\(reason)not before \(time(notBefore))"]
    }
  }

  private func failed(_ failure: MessageFailure, _ item: OutboxItem) -> String {
    let code = item.code.map { " (the command ended with \($0))" } ?? ""
    let tries = item.tries == 1 ? "1 try" : "\(item.tries) tries"
    let doubt = failure.mayHaveGoneOut ? " · the patient may have it" : " · it did not go out"
    return "\(Self.words(failure))\(code) · \(tries)\(failure == .dropped ? "" : doubt)"
  }

  private func time(_ instant: Date) -> String {
    let local = LocalTime(instant, in: zone)
    return "\(local.date) \(local.time)"
  }

  private static func words(_ failure: MessageFailure) -> String {
    switch failure {
    case .badAddress: "nobody is reached there"
    case .refused: "the command would not take it"
    case .gaveUp: "the command could not take it, however often it was asked"
    case .unclear: "the command failed"
    case .killed: "the command was killed"
    case .outOfTime: "the command took too long"
    case .lost: "its sender was cut off while sending it"
    case .dropped: "laid aside"
    }
  }

  private func clean(_ line: String) -> String {
    let indent = line.prefix { $0 == " " }
    return indent + TerminalText.clean(String(line.dropFirst(indent.count)))
  }
}
