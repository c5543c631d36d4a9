internal import Foundation
package import RecallDomain
package import ScriptEngine

/// Messages that are kept back, as `recall outbox` prints them: which, why, until when, and what to do.
/// No words and no address: nothing is written yet.
package struct KeptMessageDocument {
  private let zone: Zone
  private let standing: OutboxStanding

  package init(zone: Zone, phrases: StaffPhrases) {
    self.zone = zone
    standing = OutboxStanding(zone: zone, phrases: phrases)
  }

  private func say(_ key: String, _ values: [String: String] = [:]) -> String {
    standing.say(key, values)
  }

  package func json(_ kept: KeptMessage) -> JSONValue {
    [
      "recall": .string(kept.recall.rawValue), "patient": .string(kept.patient.rawValue),
      "segment": .string(kept.segment), "channel": .text(kept.channel?.rawValue),
      "reason": .string(kept.reason.code), "why": .string(why(kept.reason)),
      "until": .text(kept.until.map { InstantText.rfc3339($0, in: zone) }),
      "todo": .text(toDo(kept)),
    ]
  }

  /// No line over 80 columns but for a word that is longer.
  package func text(_ kept: KeptMessage) -> [String] {
    let head = [
      say("recall", ["id": kept.recall.rawValue]), say("patient", ["id": kept.patient.rawValue]),
      kept.channel.map { standing.phrases.text("channel.\($0.rawValue)") } ?? say("kept.no-way"),
    ]
    let until = kept.until.map { say("kept.until", ["time": standing.moment($0)]) }
    let why = [why(kept.reason), until].compactMap { $0 }.joined(separator: "; ")
    return wrapped(head.joined(separator: " · "), 2) + wrapped(why, 4)
      + (toDo(kept).map { wrapped($0, 4) } ?? [])
  }

  private func wrapped(_ text: String, _ indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    return TerminalText.wrap(TerminalText.clean(text), width: 80 - indent).map { margin + $0 }
  }

  func why(_ reason: KeptMessage.Reason) -> String {
    switch reason {
    case .nextRun: say("kept.why.next-run")
    case .noWords: say("kept.why.no-words")
    case .rule(let reason):
      switch reason {
      case .noScript, .noGuardian, .withinCadence, .duplicate: say("kept.why.\(reason.rawValue)")
      default: standing.waiting(reason.rawValue)
      }
    }
  }

  /// `nil`: it goes by itself.
  func toDo(_ kept: KeptMessage) -> String? {
    switch kept.reason {
    case .nextRun: return say("kept.todo.next-run")
    case .noWords: return say("kept.todo.no-words", ["segment": kept.segment])
    case .rule(let reason):
      switch reason {
      case .outsideHours, .notYetDue, .withinCadence, .capReached, .claimed, .callbackLater:
        return kept.until == nil ? askWhy(kept) : nil
      case .needsOutcome, .waitingOnQueue, .clinicalReview, .noScript, .noGuardian:
        return say("kept.todo.\(reason.rawValue)")
      default: return askWhy(kept)
      }
    }
  }

  private func askWhy(_ kept: KeptMessage) -> String {
    say("kept.todo.why", ["recall": kept.recall.rawValue])
  }
}
