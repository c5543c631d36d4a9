package import RecallDomain

/// Today's list as `recall worklist` prints it: JSON, rows for a spreadsheet, or a table.
package struct WorklistDocument {
  private let zone: Zone
  private let why: (WorklistItem) -> String

  /// - Parameter why: the sentence for an item's place, or for its absence.
  package init(zone: Zone, why: @escaping (WorklistItem) -> String) {
    self.zone = zone
    self.why = why
  }

  package func json(_ item: WorklistItem) -> JSONValue {
    [
      "recall": .string(item.recall.rawValue), "patient": .string(item.patient.rawValue),
      "name": .string(item.name), "segment": .string(item.segment),
      "due": .string(item.due.description), "provider": .text(item.provider),
      "priority": .int(item.priority), "attempt": .int(item.attempt),
      "attempts_max": .int(item.attemptsMax), "flags": .texts(item.flags.map(\.rawValue)),
      "callable_from": .text(item.callableFrom.map { InstantText.rfc3339($0, in: zone) }),
      "why": .string(why(item)), "excluded": .text(item.excluded?.rawValue),
    ]
  }

  /// Header and rows, RFC 4180; cells that a spreadsheet would take for a formula begin with `'`.
  package func csv(_ items: [WorklistItem]) -> String {
    let header =
      "recall,patient,name,segment,due,provider,priority,attempt,attempts_max,flags,callable_from,why,excluded"
    return ([header] + items.map(row)).joined(separator: "\r\n")
  }

  private func row(_ item: WorklistItem) -> String {
    [
      item.recall.rawValue, item.patient.rawValue, item.name, item.segment, item.due.description,
      item.provider ?? "", "\(item.priority)", "\(item.attempt)", "\(item.attemptsMax)",
      item.flags.map(\.rawValue).joined(separator: " "),
      item.callableFrom.map { InstantText.rfc3339($0, in: zone) } ?? "", why(item),
      item.excluded?.rawValue ?? "",
    ].map(CSVCell.text).joined(separator: ",")
  }

  /// Two lines an entry: who, and why there.
  package func text(_ items: [WorklistItem]) -> String {
    items.enumerated().map { index, item in
      let place = item.excluded == nil ? "\(index + 1)" : "–"
      let head = [
        place, item.recall.rawValue, item.name, item.segment, "\(item.attempt)/\(item.attemptsMax)",
      ]
      let flags =
        item.flags.isEmpty ? "" : " [" + item.flags.map(\.rawValue).joined(separator: " ") + "]"
      return TerminalText.clean(head.joined(separator: " · ") + flags) + "\n    "
        + TerminalText.clean(why(item))
    }.joined(separator: "\n")
  }
}

/// One cell of a CSV file that is safe to open in a spreadsheet.
package enum CSVCell {
  package static func text(_ value: String) -> String {
    let clean = TerminalText.clean(value)
    let risky = clean.first.map { "=+-@".contains($0) } ?? false
    let safe = risky ? "'" + clean : clean
    guard safe.contains(where: { ",\"\n\r;".contains($0) }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}
