import RecallDomain

/// `help [VERB]`, and `?` at the main prompt: the table of verbs, in its own order.
extension ConsoleCommand {
  static var help: ConsoleCommand {
    ConsoleCommand { console, argument throws(StoreFailure) in
      let (desk, screen) = (console.desk, console.screen)
      if case .verb(let verb, _) = MainReading.read(argument, desk.typed) {
        screen.field(verb.usage(desk), desk.say("help.verb.\(verb.rawValue)"), labelWidth: 22)
        return .goOn
      }
      desk.tell("help.main")
      for verb in MainVerb.allCases {
        screen.field(verb.usage(desk), desk.say("help.verb.\(verb.rawValue)"), labelWidth: 22)
      }
      desk.tell("help.main-keys")
      return .goOn
    }
  }
}
