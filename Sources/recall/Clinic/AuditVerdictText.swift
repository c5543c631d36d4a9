import Foundation
import RecallDomain
import RecallReports

/// What verifying the trail found, in sentences of the console's language.
struct AuditVerdictText {
  private static let told = 20
  private let verdict: AuditVerdict
  private let document: AuditDocument
  private let words: CommandWords

  init(_ verdict: AuditVerdict, _ document: AuditDocument, _ words: CommandWords) {
    (self.verdict, self.document, self.words) = (verdict, document, words)
  }

  var lines: [String] {
    let always = [
      ("entries", verdict.entries), ("sessions", verdict.chains), ("seals", verdict.seals),
    ]
    let sometimes = [("before", verdict.beforeChain), ("unsealed", verdict.unsealed)]
      .filter { $0.1 > 0 }
    let counts = (always + sometimes).map { words.say("verify.\($0)", count: $1) }
    let against = verdict.against.map {
      words.say("verify.against", ["when": document.moment($0)])
    }
    return [counts.joined(separator: " · "), against ?? words.say("verify.against-none")]
      + (verdict.isWhole ? [words.say("verify.whole")] : breaks)
  }

  var breaks: [String] {
    let (first, then) = (words.say("verify.first"), words.say("verify.then"))
    let width = max(first.count, then.count) + 2
    let told = verdict.breaks.prefix(Self.told).enumerated().map { place, found in
      (place == 0 ? first : then).padding(toLength: width, withPad: " ", startingAt: 0)
        + sentence(found)
    }
    let left = verdict.breaks.count - told.count
    return told + (left > 0 ? [words.say("verify.more", count: left)] : [])
  }

  private func sentence(_ found: AuditBreak) -> String {
    let facts = [found.at.map(document.moment), found.act].compactMap { $0 }
    let values = [
      "entry": "\(found.entry ?? 0)", "seal": "\(found.seal ?? 0)",
      "when": facts.isEmpty ? "" : " (\(facts.joined(separator: ", ")))",
      "after": found.after.map { words.say("verify.after", ["entry": "\($0)"]) } ?? "",
    ]
    return words.say("verify.break.\(key(of: found))", values, count: found.count ?? 0)
  }

  /// Of some kinds a seal tells, or its absence.
  private func key(of found: AuditBreak) -> String {
    switch found.kind {
    case .removed where found.seal != nil: "removed-sealed"
    case .otherHistory where found.seal == nil: "other-life"
    case .changed, .removed, .inserted, .oldKey, .gone, .reordered, .cut, .beforeChain, .seal,
      .older, .unrestored, .checkpoints, .otherHistory:
      found.kind.rawValue
    }
  }
}
