import RecallDomain
import ScriptEngine

/// `?` and `/help`: what this very prompt takes, the interrupts, the commands; at most 23 lines, so
/// that a small screen shows all of it.
extension CallDesk {
  func help(at prompt: String) {
    screen.blank()
    desk.tell("help.prompt", ["name": prompt])
    screen.paragraph(desk.say(ownHelp(at: prompt)), indent: 2)
    guard prompt != "dial", prompt != "dialled" else {
      return showCommands(CallCommand.allCases.filter(\.isHelpBeforeDialling))
    }
    desk.tell("help.interrupts")
    screen.cells(
      Interrupt.allCases.map { interrupt in
        let sign = interrupt == .emergency ? "! " : interrupt.code
        return "\(sign)  \(desk.label("interrupt.\(interrupt.rawValue)"))"
      })
    // Who reads this has found it.
    showCommands(CallCommand.allCases.filter { $0 != .help })
  }

  private func ownHelp(at prompt: String) -> String {
    if prompt == "dial" || prompt == "dialled" { return "help.\(prompt)" }
    switch run.prompt {
    case .hear: return "help.hear"
    case .identifier(_, let kind, _): return "help.\(kind.rawValue)"
    case .person: return "help.person"
    case .ask(_, let field): return "help.ask.\(field.rawValue)"
    case .book: return "help.book"
    case .leave: return "help.leave"
    case .save, .over: return "help.save"
    }
  }

  private func showCommands(_ commands: [CallCommand]) {
    desk.tell("help.commands")
    screen.cells(
      commands.map {
        "\($0.usage(desk))  \(desk.say("help.command.\($0.rawValue)"))"
      })
  }
}
