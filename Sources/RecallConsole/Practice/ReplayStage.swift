package import Foundation
import RecallDomain
package import ScriptEngine

/// `recall practice --replay`: a conversation as it would have gone on this very screen, step by
/// step, and at its end the rule that it breaks or the place where it stands.
///
/// It shows what the engine does and stores nothing: no store is opened for it.
package struct ReplayStage {
  let screen: Screen
  let phrases: StaffPhrases
  let edition: Edition
  let findings: ReplayFindings
  private let script: String
  private let isSafe: Bool

  /// - Parameter report: what the check says of this script, as it is.
  package init(
    screen: Screen, phrases: StaffPhrases, edition: Edition, report: CheckReport?
  ) {
    self.screen = screen
    self.phrases = phrases
    self.edition = edition
    script = edition.script.id
    findings = ReplayFindings(report)
    isSafe = report?.isSafe ?? false
  }

  /// How a conversation went.
  package struct Played: Equatable {
    /// The rules it came past and broke, warnings too.
    package let seen: [Finding]
  }

  /// Plays the conversation as far as it goes, then throws what stopped it.
  package func play(
    _ conversation: [String], start: CallStart, at now: Date
  ) throws(Replay.Refusal) -> Played {
    showHead(start)
    var replay = try Replay(conversation, edition: edition, start: start, at: now)
    ReplayStep(stage: self, before: nil, after: replay).show()
    var last = show(findings.seen(in: replay.said, after: nil))
    var seen = last
    while !replay.rest.isEmpty {
      let before = replay
      do {
        try replay.step()
      } catch {
        // A script that goes round in a circle shows its breach by never coming to a prompt.
        let broken = circle(error, before)
        guard !broken.isEmpty else { throw error }
        return Played(seen: seen + show(broken))
      }
      ReplayStep(stage: self, before: before, after: replay).show()
      last = show(findings.seen(in: replay.said, after: before.said.count))
      seen += last
    }
    if last.isEmpty { showEnd(replay) }
    showOthers(seen)
    return Played(seen: seen)
  }

  private func circle(_ refusal: Replay.Refusal, _ before: Replay) -> [Finding] {
    guard case .refused(let word, .endless) = refusal else { return [] }
    screen.problem(say("refusal.endless"))
    return findings.seen(
      in: before.said + [word] + before.rest.dropFirst(), after: before.said.count)
  }

  func say(_ key: String, _ values: [String: String] = [:], count: Int? = nil) -> String {
    phrases.text(key, values.mapValues { TerminalText.clean($0) }, count: count)
  }

  private func showHead(_ start: CallStart) {
    let language = StaffDates(locale: phrases.locale).languageName(start.locale)
    screen.heading(say("practice.head", ["script": script, "language": language]))
    if !isSafe {
      screen.notice(say("practice.broken-script"))
    } else if !edition.approved {
      screen.notice(say("practice.not-approved"))
    }
  }

  /// The rule, in the words of the check, with the place in the file.
  private func show(_ broken: [Finding]) -> [Finding] {
    for finding in broken {
      let key = finding.severity == .error ? "practice.breach" : "practice.warning"
      screen.notice(say(key, ["rule": finding.rule.rawValue]))
      screen.paragraph(
        TerminalText.clean("\(finding.place): \(finding.message)"), indent: 4)
      screen.blank()
    }
    return broken
  }

  /// The outcome, or the prompt at which the conversation leaves off and what may follow there.
  private func showEnd(_ replay: Replay) {
    switch replay.run.prompt {
    case .save, .over: break
    default:
      screen.paragraph(say("practice.stands", ["node": replay.run.promptNode ?? ""]))
      showPossible(replay)
      if replay.takesInterrupts { screen.aside(say("practice.interrupts-too")) }
    }
  }

  /// Names in one column, beside each what staff read.
  private func showPossible(_ replay: Replay) {
    let names = replay.possible.map(TerminalText.width).max() ?? 0
    for name in replay.possible {
      let label = label(of: name, at: replay.run.promptNode)
      let gap = String(repeating: " ", count: names - TerminalText.width(name) + 2)
      screen.write("    " + name + (label.map { gap + $0 } ?? ""))
    }
  }

  private func showOthers(_ seen: [Finding]) {
    let others = findings.all.count { !seen.contains($0) }
    guard others > 0 else { return }
    screen.paragraph(say("practice.other-findings", ["script": script], count: others))
  }

  /// What staff read beside a response; `nil` for an exit.
  func label(of word: String, at node: NodeID?) -> String? {
    if word.hasPrefix("/") {
      return phrases.label("interrupt." + word.dropFirst().prefix { $0 != ":" })
    }
    let name = String(word.prefix { $0 != ":" })
    let labels = edition.phrasebooks[phrases.locale]?.labels ?? [:]
    return (node.flatMap { labels["\($0).\(name)"] } ?? labels[name]).map(TerminalText.clean)
  }
}

extension CallRun {
  /// The node that asks.
  var promptNode: NodeID? {
    switch prompt {
    case .hear(let node, _), .identifier(let node, _, _), .person(let node, _), .ask(let node, _),
      .book(let node), .leave(let node, _):
      node
    case .save(let node, _): node
    case .over: nil
    }
  }
}
