import RecallDomain
import ScriptEngine

/// `/stumble TEXT`: a line on the screen does not speak well. What the caller writes of it goes to
/// whoever owns the script, with the line as it is written there; the call goes on as it was.
extension CallDesk {
  func stumble(_ argument: String) throws(StoreFailure) -> Step {
    let lines = isBridging ? run.bridgeOnScreen : run.linesOnScreen
    guard !lines.isEmpty else { return refuse("stumble.no-line") }
    let (line, words) = chosen(argument, among: lines)
    switch StumbleWords.refusal(of: words, naming: namesAtHand) {
    case .empty: return refuse("stumble.empty")
    case .tooLong: return refuse("stumble.too-long", ["most": String(StumbleWords.most)])
    case .numbers: return refuse("stumble.numbers")
    case .names(let word):
      return isAskingWho ? refuse("stumble.a-name") : refuse("stumble.name", ["word": word])
    case nil: break
    }
    let event = CallEvent.stumbled(line: line.line, locale: line.locale, words: words)
    let step = try record(event)
    guard case .moved = step else { return step }
    screen.aside(desk.say("stumble.kept", ["line": TerminalText.truncate(line.text, to: 60)]))
    if lines.count > 1 { screen.aside(desk.say("stumble.which", count: lines.count)) }
    return .again
  }

  private func refuse(_ key: String, _ values: [String: String] = [:]) -> Step {
    screen.problem(desk.say(key, values))
    return .again
  }

  /// The last line on the screen; with a number in front the one that it counts from above.
  private func chosen(
    _ argument: String, among lines: [LineOnScreen]
  ) -> (line: LineOnScreen, words: String) {
    let words = TerminalText.clean(argument).trimmed
    let last = lines[lines.count - 1]
    let pieces = words.split(separator: " ", maxSplits: 1)
    guard lines.count > 1, pieces.count == 2, let number = Int(pieces[0]),
      lines.indices.contains(number - 1)
    else { return (last, words) }
    return (lines[number - 1], String(pieces[1]).trimmed)
  }

  /// Names that stand on the card, or that were typed in this call.
  private var namesAtHand: [String] {
    [patient.firstName, patient.lastName, run.identity.person?.name ?? ""].filter { !$0.isEmpty }
  }

  /// What is typed where identity is asked is not said again.
  private var isAskingWho: Bool {
    switch run.prompt {
    case .identifier, .person: true
    case .hear, .ask, .book, .leave, .save, .over: false
    }
  }
}
