package import RecallDomain

/// Queue items as `recall inbox` prints them (INTERFACES, "JSON").
package struct InboxDocument {
  private let zone: Zone

  package init(zone: Zone) { self.zone = zone }

  package func json(_ item: QueueItem) -> JSONValue {
    [
      "id": .string(item.id.rawValue), "queue": .string(item.queue.rawValue),
      "recall": .string(item.recall.rawValue), "patient": .string(item.patient.rawValue),
      "opened": .string(InstantText.rfc3339(item.opened, in: zone)),
      "due": .text(item.due.map { InstantText.rfc3339($0, in: zone) }),
      "state": .string(item.state.rawValue), "owner": .text(item.owner),
      "question": .text(item.question), "verified": .bool(item.verified),
      "call_back": .text(item.callBack), "language": .text(item.language),
      "note": .text(item.note), "answer": .null,
    ]
  }

  /// One line for a terminal.
  package func text(_ item: QueueItem) -> String {
    let due = item.due.map { LocalTime($0, in: zone) }.map { "due \($0.date) \($0.time)" }
    let parts = [
      item.id.rawValue, item.urgent ? "URGENT" : nil, item.queue.rawValue, item.state.rawValue, due,
      item.question,
    ]
    return TerminalText.clean(parts.compactMap { $0 }.joined(separator: " · "))
  }
}
