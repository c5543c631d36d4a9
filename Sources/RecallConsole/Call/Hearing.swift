import RecallDomain
import ScriptEngine

/// `hear`: the caller says the words and picks what they heard.
extension CallDesk {
  func hear(_ node: NodeID, _ responses: [Response]) throws(StoreFailure) -> Step {
    switch try type(at: node, values: false, words: responses.flatMap { offered($0.name) }) {
    case .step(let step): return step
    case .text(""): return .again
    case .text(let line): return try hear(line, node, responses)
    }
  }

  private func hear(
    _ line: String, _ node: NodeID, _ responses: [Response]
  ) throws(StoreFailure) -> Step {
    switch ResponseReader(responses, at: node, in: edition, desk).read(line) {
    case .response(let name): return try record(.heard(name))
    case .interrupt(let interrupt): return try raise(interrupt)
    case .ambiguous(let names):
      suggestEmergency(line)
      suggestOptOut(line)
      return notUnderstood(line, names.map { shown($0, at: node) })
    case .unknown:
      // The caller's own word, not one that was heard.
      if tellOfSlash(line) { return .again }
      suggestEmergency(line)
      suggestOptOut(line)
      return notUnderstood(line, [], near: near(line, node, responses))
    }
  }

  /// The answer or interrupt that a slip of the finger may have been; it is never taken for it.
  private func near(_ line: String, _ node: NodeID, _ responses: [Response]) -> String? {
    let entries =
      responses.map { response in
        NameReader<(kind: String, name: String)>.Entry(
          name: ("response", response.name), english: response.name,
          words: desk.typed.folded("response.\(response.name)"),
          labels: [Folded.text(label(of: response.name, at: node))])
      }
      + Interrupt.allCases.map { interrupt in
        NameReader<(kind: String, name: String)>.Entry(
          name: ("interrupt", interrupt.rawValue), english: interrupt.rawValue,
          words: desk.typed.folded("interrupt.\(interrupt.rawValue)"))
      }
    return NameReader(entries: entries).near(line).map { named($0.kind, $0.name, at: node) }
  }

  /// By a word that may be typed for it in the console's language; an answer that has none by what the
  /// screen shows.
  private func named(_ kind: String, _ name: String, at node: NodeID) -> String {
    guard kind == "response", !desk.showsNames,
      desk.typed.words("response.\(name)", in: desk.consoleLocale).isEmpty
    else { return desk.shown(kind, name) }
    return TerminalText.clean(label(of: name, at: node))
  }

  /// The responses, numbered in file order, in two columns where they fit; below them the
  /// interrupts that are always one word away.
  func showResponses(_ node: NodeID, _ responses: [Response]) {
    let names = responses.map { TerminalText.width($0.name) }.max() ?? 0
    screen.cells(
      responses.enumerated().map { index, response in
        let label = label(of: response.name, at: node)
        guard label != response.name, desk.showsNames else { return "\(index + 1) \(label)" }
        let gap = String(repeating: " ", count: names - TerminalText.width(response.name) + 2)
        return "\(index + 1) \(response.name)\(gap)\(TerminalText.clean(label))"
      })
    guard !run.emergency else { return }
    screen.blank()
    screen.aside(desk.say("call.interrupt-hint"))
  }

  /// `true` when the line is a command's name without its slash, which is then said.
  func tellOfSlash(_ line: String) -> Bool {
    guard let command = CallCommand.allCases.first(where: { isName(line, of: $0) }) else {
      return false
    }
    let shown = desk.shown("command", command.rawValue)
    screen.problem(desk.say("call.with-slash", ["command": "/" + shown]))
    return true
  }

  private func isName(_ line: String, of command: CallCommand) -> Bool {
    let folded = Folded.text(line)
    return command.rawValue == folded
      || desk.typed.folded("command.\(command.rawValue)").contains(folded)
  }

  /// A response or an interrupt as the screen names it: by its name in English, by its label else.
  private func shown(_ name: String, at node: NodeID) -> String {
    guard !desk.showsNames else { return name }
    return Interrupt(rawValue: name) == nil
      ? TerminalText.clean(label(of: name, at: node)) : desk.shown("interrupt", name)
  }

  func label(of response: String, at node: NodeID) -> String {
    labels["\(node).\(response)"] ?? labels[response] ?? response
  }

  /// What Tab offers for a response: its name, and what this console's language has for it.
  private func offered(_ response: String) -> [String] { desk.offered("response", response) }
}
