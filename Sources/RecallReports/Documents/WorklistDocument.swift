package import RecallDomain

/// Today's list for other programs, one entry at a time: JSON, or rows for a spreadsheet.
package struct WorklistDocument {
  private let zone: Zone
  private let why: (WorklistItem) -> String

  /// - Parameter why: the sentence for an item's place, or for its absence.
  package init(zone: Zone, why: @escaping (WorklistItem) -> String) {
    self.zone = zone
    self.why = why
  }

  /// - Parameter sitting: the block of its segment it belongs to; `nil` for a promise, which goes
  ///   before all blocks, and for one that is left out.
  package func json(_ item: WorklistItem, sitting: Int?) -> JSONValue {
    [
      "recall": .string(item.recall.rawValue), "patient": .string(item.patient.rawValue),
      "name": .string(item.name), "segment": .string(item.segment),
      "due": .string(item.due.description), "provider": .text(item.provider),
      "priority": .int(item.priority), "attempt": .int(item.attempt),
      "attempts_max": .int(item.attemptsMax), "flags": .texts(item.flags.map(\.rawValue)),
      "callable_from": .text(item.callableFrom.map { InstantText.rfc3339($0, in: zone) }),
      "why": .string(why(item)), "excluded": .text(item.excluded?.rawValue),
      "sitting": sitting.map { .int($0) } ?? .null,
    ]
  }

  /// Why how many are left out, and when the first of them becomes callable.
  package func leftOut(_ tally: WorklistTally) -> JSONValue {
    .array(
      tally.reasons.map { reason, leftOut in
        [
          "reason": .string(reason.rawValue), "count": .int(leftOut.count),
          "callable_from": .text(leftOut.earliest.map { InstantText.rfc3339($0, in: zone) }),
        ]
      })
  }

  /// The header of the rows, RFC 4180.
  package static let csvHeader =
    "recall,patient,name,segment,due,provider,priority,attempt,attempts_max,flags,callable_from,"
    + "why,excluded,sitting"

  /// One row; cells that a spreadsheet would take for a formula begin with `'`.
  package func csv(_ item: WorklistItem, sitting: Int?) -> String {
    [
      item.recall.rawValue, item.patient.rawValue, item.name, item.segment, item.due.description,
      item.provider ?? "", "\(item.priority)", "\(item.attempt)", "\(item.attemptsMax)",
      item.flags.map(\.rawValue).joined(separator: " "),
      item.callableFrom.map { InstantText.rfc3339($0, in: zone) } ?? "", why(item),
      item.excluded?.rawValue ?? "", sitting.map(String.init) ?? "",
    ].map(GuardedCell.text).joined(separator: ",")
  }
}
