internal import Foundation
package import RecallDomain
package import ScriptEngine

/// Messages as `recall outbox` prints them. They hold what is to be sent and where to: for staff,
/// like the notes.
package struct OutboxDocument {
  private let zone: Zone
  private let standing: OutboxStanding

  package init(zone: Zone, phrases: StaffPhrases) {
    self.zone = zone
    standing = OutboxStanding(zone: zone, phrases: phrases)
  }

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
      "message_id": .text(item.token), "why": .text(standing.words(item)),
      "todo": .text(item.failure.flatMap(standing.toDo)),
    ]
  }

  /// What it is, whose, its words, and what stands in its way; no line over 80 columns but for a word
  /// that is longer.
  package func text(_ item: OutboxItem) -> String {
    let language = item.language.map { " · " + standing.say("language", ["tag": $0]) } ?? ""
    let lines =
      [(0, head(item)), (2, whose(item) + language), (2, item.text)]
      + (standing.words(item).map { [(2, $0)] } ?? [])
    return lines.flatMap { wrapped($0.1, indent: $0.0) }.joined(separator: "\n")
  }

  /// A dead letter: which it is, why, and how to name it. Not its words.
  package func letter(_ item: OutboxItem) -> [String] {
    let said = standing.words(item)
    // Typed or copied whole, so it is never broken.
    return wrapped(head(item), indent: 2)
      + [whose(item), said, item.failure.flatMap(standing.toDo)].compactMap { $0 }.flatMap {
        wrapped($0, indent: 4)
      }
      + ["    " + standing.say("key", ["key": TerminalText.clean(item.key)])]
  }

  private func head(_ item: OutboxItem) -> String {
    let way = standing.say("way.\(item.channel.rawValue)", ["address": item.address])
    return "\(standing.moment(item.queued)) · \(way)"
  }

  private func whose(_ item: OutboxItem) -> String {
    [
      standing.say("patient", ["id": item.patient.rawValue]),
      item.recall.map { standing.say("recall", ["id": $0.rawValue]) },
    ].compactMap { $0 }.joined(separator: " · ")
  }

  /// Everything in it is from records: nothing of it steers a terminal.
  private func wrapped(_ text: String, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    return TerminalText.wrap(TerminalText.clean(text), width: 80 - indent).map { margin + $0 }
  }
}
