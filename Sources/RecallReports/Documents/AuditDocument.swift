package import Foundation
package import RecallDomain
package import ScriptEngine

/// Entries of the trail as `recall audit show` prints them, and what verifying it found.
package struct AuditDocument {
  private let zone: Zone

  package init(zone: Zone) { self.zone = zone }

  package func json(_ entry: TrailAct) -> JSONValue {
    [
      "entry": .int(entry.number), "at": .string(InstantText.rfc3339(entry.at, in: zone)),
      "who": .text(entry.who), "act": .string(entry.act), "recall": .text(entry.recall?.rawValue),
      "call": .text(entry.call?.rawValue), "subject": .text(entry.subject),
      "patients": .array(entry.patients.map { .string($0.rawValue) }),
    ]
  }

  /// When, who and what on one line, the ids below: no line over 80 columns but for a longer id.
  package func lines(_ entry: TrailAct, _ phrases: StaffPhrases) -> [String] {
    let key = "audit.act.\(entry.act)"
    let known = phrases.text(key)
    // An act of a later program has no words here yet.
    let act = known == key ? entry.act : known
    let who = entry.who.map(TerminalText.clean) ?? phrases.text("audit.nobody")
    let about = [
      entry.recall.map { phrases.text("audit.recall", ["id": $0.rawValue]) },
      entry.call.map { phrases.text("audit.call", ["id": $0.rawValue]) }, entry.subject,
      entry.patients.isEmpty
        ? nil
        : phrases.text(
          "audit.patients", ["ids": entry.patients.map(\.rawValue).joined(separator: ", ")]),
    ].compactMap { $0.map(TerminalText.clean) }
    let head = "\(moment(entry.at))  \(who) · \(TerminalText.clean(act))"
    let lines =
      TerminalText.wrap(head, width: 80 - Self.margin)
      + about.flatMap {
        TerminalText.wrap($0, width: 80 - Self.margin)
      }
    let blank = String(repeating: " ", count: Self.margin)
    return lines.enumerated().map {
      ($0 == 0 ? padded(entry.number) + "  " : blank) + $1
    }
  }

  private static let margin = 8

  private func padded(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: " ", count: max(0, Self.margin - 2 - text.count)) + text
  }

  /// `2026-11-24 14:05:12`, at the clinic: the same in every language, and in order.
  package func moment(_ instant: Date) -> String {
    String(
      InstantText.rfc3339(instant, in: zone).prefix(19)
        .map { $0 == "T" ? " " : $0 })
  }

  // MARK: Verified

  package func json(_ verdict: AuditVerdict) -> JSONValue {
    [
      "whole": .bool(verdict.isWhole), "entries": .int(verdict.entries),
      "before_chain": .int(verdict.beforeChain), "chains": .int(verdict.chains),
      "seals": .int(verdict.seals), "last_seal": instant(verdict.lastSeal),
      "unsealed": .int(verdict.unsealed), "against": instant(verdict.against),
      "breaks": .array(
        verdict.breaks.map { found in
          [
            "kind": .string(found.kind.rawValue), "entry": number(found.entry),
            "after": number(found.after), "count": number(found.count),
            "seal": number(found.seal), "at": instant(found.at), "act": .text(found.act),
          ]
        }),
    ]
  }

  private func number(_ number: Int?) -> JSONValue { number.map { .int($0) } ?? .null }

  private func instant(_ instant: Date?) -> JSONValue {
    .text(instant.map { InstantText.rfc3339($0, in: zone) })
  }
}
