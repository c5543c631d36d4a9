internal import Foundation
package import RecallDomain

/// Messages that are kept back, as `recall outbox` prints them: which, why, until when, and what to do.
/// No words and no address: nothing is written yet.
package struct KeptMessageDocument {
  private let zone: Zone

  package init(zone: Zone) { self.zone = zone }

  package func json(_ kept: KeptMessage) -> JSONValue {
    [
      "recall": .string(kept.recall.rawValue), "patient": .string(kept.patient.rawValue),
      "segment": .string(kept.segment), "channel": .text(kept.channel?.rawValue),
      "reason": .string(kept.reason.code), "why": .string(Self.why(kept.reason)),
      "until": .text(kept.until.map { InstantText.rfc3339($0, in: zone) }),
      "todo": .text(Self.toDo(kept)),
    ]
  }

  /// No line over 80 columns but for a word that is longer.
  package func text(_ kept: KeptMessage) -> [String] {
    let head = [
      "recall \(kept.recall.rawValue)", "patient \(kept.patient.rawValue)",
      kept.channel?.rawValue ?? "no way consented to",
    ]
    let until = kept.until.map { "until \(OutboxStanding(zone: zone).moment($0))" }
    let why = [Self.why(kept.reason), until].compactMap { $0 }.joined(separator: "; ")
    return wrapped(head.joined(separator: " · "), 2) + wrapped(why, 4)
      + (Self.toDo(kept).map { wrapped($0, 4) } ?? [])
  }

  private func wrapped(_ text: String, _ indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    return TerminalText.wrap(TerminalText.clean(text), width: 80 - indent).map { margin + $0 }
  }

  static func why(_ reason: KeptMessage.Reason) -> String {
    switch reason {
    case .nextRun: "nothing stands in its way"
    case .noWords: "its words cannot be used"
    case .rule(.noScript): "the segment is switched off, or has no script that may be used"
    case .rule(.noGuardian): "a minor without a guardian on record"
    case .rule(.withinCadence): "the patient rests between two contacts"
    case .rule(.duplicate): "another recall of the patient goes first"
    case .rule(let reason): OutboxStanding.waiting(reason.rawValue)
    }
  }

  /// `nil`: it goes by itself.
  static func toDo(_ kept: KeptMessage) -> String? {
    let own = "`why \(kept.recall.rawValue)` at the console says more"
    switch kept.reason {
    case .nextRun: return "the next `recall outbox` of the office, a manager or a lead writes it"
    case .noWords:
      return "`recall script check \(kept.segment) --live` says what is missing; then "
        + "`recall script approve`"
    case .rule(let reason):
      switch reason {
      case .outsideHours, .notYetDue, .withinCadence, .capReached, .claimed, .callbackLater:
        return kept.until == nil ? own : nil
      case .needsOutcome: return "whoever called finishes it: `resume` at the console"
      case .waitingOnQueue: return "`recall inbox` has the question; an answer lets it go"
      case .clinicalReview: return "`recall inbox clinical` has the review; it comes first"
      case .noScript:
        return "`recall script check --live`, or `enabled:` of the segment in clinic.yaml"
      case .noGuardian: return "import the guardian with the next list"
      default: return own
      }
    }
  }
}
