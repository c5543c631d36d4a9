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
    ]
  }

  /// One line for what it is, one for its words.
  package func text(_ item: OutboxItem) -> String {
    let queued = LocalTime(item.queued, in: zone)
    let parts = [
      "\(queued.date) \(queued.time)", item.channel.rawValue, item.address,
      item.patient.rawValue, item.recall?.rawValue, item.language, item.reason,
    ]
    return TerminalText.clean(parts.compactMap { $0 }.joined(separator: " · ")) + "\n  "
      + TerminalText.clean(item.text)
  }
}
