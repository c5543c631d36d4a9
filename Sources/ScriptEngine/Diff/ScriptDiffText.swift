import Foundation
package import RecallDomain

/// `recall script diff` for a person: 80 columns, colour only where it is wanted, and never alone.
package struct ScriptDiffText {
  private let zone: Zone
  private let colour: Bool
  private let width: Int

  /// - Parameter zone: the clinic's, in which times are said.
  package init(zone: Zone, colour: Bool, width: Int = 80) {
    self.zone = zone
    self.colour = colour
    self.width = width
  }

  package func text(_ report: ScriptDiffReport) -> String {
    let lines: [String]
    switch report.since {
    case .never:
      lines = wrapped("\(report.script): never approved, so there is nothing to compare it with")
    case .notKept(let signature):
      lines = wrapped(
        "\(report.script): \(signed(signature)), but the words of that time are not kept in this "
          + "store, so there is nothing to compare it with; approve it again to have them kept")
    case .version(let version, let diff):
      lines = head(report, version, diff) + diff.groups.flatMap(group)
    }
    return (lines + foot(report)).joined(separator: "\n")
  }

  // MARK: Head and foot

  private func head(
    _ report: ScriptDiffReport, _ version: ApprovedVersion, _ diff: ScriptDiff
  ) -> [String] {
    let signature = report.locale.flatMap { version.words[$0] } ?? version.steps
    let inLanguage = report.locale.map { " in \(ChangeSentence.name($0))" } ?? ""
    let count = diff.changes.count
    let what =
      diff.isEmpty
      ? "nothing has changed\(inLanguage)"
      : diff.isRenamingOnly
        ? "only names have changed, nothing that is heard or done"
        : "\(count) change\(count == 1 ? "" : "s")"
    let first = wrapped("\(report.script): \(what) since \(signed(signature))").map(bold)
    let others = version.words.filter { $0.value != signature && report.locale == nil }
    return first
      + others.sorted { $0.key < $1.key }.flatMap { locale, of in
        wrapped("  its words in \(ChangeSentence.name(locale)): \(signed(of))", indent: 4)
      }
  }

  private func signed(_ signature: ApprovedVersion.Signature) -> String {
    let time = LocalTime(signature.at, in: zone)
    return "\(signature.by) approved it on \(time.date) at \(time.time)"
  }

  /// What live calls do meanwhile, and the command that changes it.
  private func foot(_ report: ScriptDiffReport) -> [String] {
    let sentence: String
    var command = "recall script approve \(report.script)"
    switch report.verdict {
    case .approved: return []
    case nil:
      sentence = "It has findings, so it can be neither approved nor used in live calls:"
      command = "recall script check \(report.script)"
    case .wordsNotApproved(let locales):
      let names = locales.map(ChangeSentence.name).joined(separator: ", ")
      sentence = "No live call is spoken in \(names) until these words are approved:"
      if locales.count == 1 { command += " --locale \(locales[0])" }
    case .never, .structureChanged, .policyChanged, .unreadable:
      sentence = "No live call uses it as it is now until it is approved:"
    }
    return [""] + wrapped(sentence) + ["  " + command]
  }

  // MARK: Places and changes

  private func group(_ group: ChangeGroup) -> [String] {
    [""] + wrapped(Self.title(group.place), indent: 2).map(bold) + group.changes.flatMap(change)
  }

  private static func title(_ place: ChangeGroup.Place) -> String {
    switch place {
    case .step(let id, let path):
      path.isEmpty ? id : "\(id), after \(path.joined(separator: ", "))"
    case .interrupts: "whatever may come up at any moment"
    case .anywhere: "in every call"
    case .policy: "clinic.yaml, on which the approval rests"
    }
  }

  private func change(_ change: ScriptChange) -> [String] {
    let sentence = ChangeSentence(change)
    return wrapped(sentence.title, indent: 4)
      + side("was", sentence.before, "\u{1B}[31m") + side("now", sentence.after, "\u{1B}[32m")
  }

  private func side(_ word: String, _ text: String?, _ code: String) -> [String] {
    guard let text else { return [] }
    return TerminalText.wrap(
      TerminalText.clean(text), width: width - 1, indent: "           ", first: "      \(word)  "
    ).map { colour ? code + $0 + "\u{1B}[0m" : $0 }
  }

  private func wrapped(_ text: String, indent: Int = 0) -> [String] {
    let margin = String(repeating: " ", count: indent)
    return TerminalText.wrap(
      TerminalText.clean(text), width: width - 1, indent: margin + "  ", first: margin)
  }

  private func bold(_ line: String) -> String { colour ? "\u{1B}[1m\(line)\u{1B}[0m" : line }
}
