import RecallDomain

/// `locale [TAG]`: the console's own language. The spoken one is the call's, and `/locale` there.
extension ConsoleCommand {
  static var locale: ConsoleCommand {
    ConsoleCommand { console, argument throws(StoreFailure) in
      let desk = console.desk
      if !argument.isEmpty, desk.switchConsole(to: argument) {
        desk.tell("locale.now", ["language": desk.dates.languageName(desk.consoleLocale)])
        return .goOn
      }
      let known = desk.words.staffLanguages.joined(separator: ", ")
      let sentence = desk.say("locale.choices", ["languages": known])
      if argument.isEmpty { desk.screen.paragraph(sentence) } else { desk.screen.problem(sentence) }
      return .goOn
    }
  }
}
