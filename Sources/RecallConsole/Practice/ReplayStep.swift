import RecallDomain
import ScriptEngine

/// One step of a replayed conversation on the screen: the prompt with its answer, what the answer
/// makes happen, the words that follow.
struct ReplayStep {
  let stage: ReplayStage
  /// `nil` for the beginning of the call.
  let before: Replay?
  let after: Replay

  private var screen: Screen { stage.screen }

  func show() {
    showAnswer()
    showGate()
    for effect in after.effects { show(effect) }
    showWords()
    if case .save(_, let ending) = after.run.prompt {
      screen.field(
        stage.say("practice.outcome"), stage.phrases.label(ending), labelWidth: 11)
      screen.blank()
    }
  }

  /// As typed at the prompt; words that follow of themselves stand beside it.
  private func showAnswer() {
    guard let before else { return }
    let words = after.said.dropFirst(before.said.count)
    let node = before.run.promptNode ?? "save"
    let prompt = "PRACTICE \(promptName(before.run.prompt, node))> "
    screen.write(TerminalText.clean(prompt + words.joined(separator: " ")))
    if let label = words.first.flatMap({ stage.label(of: $0, at: node) }) { screen.aside(label) }
  }

  private func promptName(_ prompt: CallPrompt, _ node: NodeID) -> String {
    if case .save = prompt { return "save" }
    return node
  }

  private func showGate() {
    let level = after.run.gate.level
    guard let before, before.run.gate.level != level else { return }
    screen.aside(stage.say("practice.gate.\(level.rawValue)"))
  }

  private func show(_ effect: CallEffect) {
    switch effect {
    case .route(let queue, _, _, let urgent, _):
      let name = stage.phrases.label("queue.\(queue.rawValue)") ?? queue.rawValue
      screen.aside(
        stage.say(urgent ? "practice.routed-urgent" : "practice.routed", ["queue": name]))
    case .optOut: screen.aside(stage.say("practice.opted-out"))
    case .queueMessage: screen.aside(stage.say("practice.message"))
    case .emergencyRaised: screen.notice(stage.say("emergency.reminder"))
    case .changeContact(let change, _): screen.aside(change.sentence(in: stage.phrases))
    case .withdraw, .hold, .release, .emergencyWithdrawn, .identityTry, .takeBackContact, .stumble:
      break
    }
  }

  /// Words to speak, drawn as in a call; a line that may not be spoken here is named instead.
  private func showWords() {
    let lines = after.run.lines()
    screen.words(lines.compactMap { $0.text?.text })
    for line in lines where line.text == nil {
      screen.notice(
        stage.say(
          "practice.withheld",
          ["line": line.line, "level": stage.say("practice.level.\(line.level.rawValue)")]))
    }
  }
}
