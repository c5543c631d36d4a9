import RecallDomain

/// A line that begins with `/` at a prompt of a call.
enum CommandReading: Equatable {
  case command(CallCommand, argument: String)
  /// - Parameter argument: what is said of it at once, for the prompt that it leads to: `/busy tue am`.
  case interrupt(Interrupt, argument: String)
  case ambiguous([String])
  case unknown(String)

  /// Exact command, exact interrupt or code; the words of every console language for either; then a
  /// prefix unique over all of them.
  static func read(_ line: String, _ words: TypedWords = .none) -> CommandReading {
    let body = line.dropFirst()
    let name = Folded.text(String(body.prefix { $0 != " " }))
    let argument = String(body.drop { $0 != " " }.drop { $0 == " " })
    if let command = CallCommand(rawValue: name) { return .command(command, argument: argument) }
    if let interrupt = ResponseReader.exactInterrupt(name) {
      return .interrupt(interrupt, argument: argument)
    }
    guard !name.isEmpty else { return .unknown("") }
    if let said = interrupt(saying: String(body), words) { return said }
    switch reader(words).read(name) {
    case .one(.command(let command)): return .command(command, argument: argument)
    case .one(.interrupt(let interrupt)): return .interrupt(interrupt, argument: argument)
    case .several(let meant): return .ambiguous(meant.map { "/" + $0.name })
    case .unknown: return .unknown(name)
    }
  }

  /// "Did you mean": the nearest command or interrupt to a slip of the finger, by its English name with
  /// its slash.
  static func near(_ name: String, _ words: TypedWords) -> String? {
    reader(words).near(name).map { "/" + $0.name }
  }

  private enum Meant {
    case command(CallCommand)
    case interrupt(Interrupt)

    var name: String {
      switch self {
      case .command(let command): command.rawValue
      case .interrupt(let interrupt): interrupt.rawValue
      }
    }
  }

  private static func reader(_ words: TypedWords) -> NameReader<Meant> {
    let commands = CallCommand.allCases.map { command in
      NameReader<Meant>.Entry(
        name: .command(command), english: command.rawValue,
        words: words.folded("command.\(command.rawValue)"))
    }
    // Their words come last, as labels do: no prefix of an English name is taken from it.
    let interrupts = Interrupt.allCases.map { interrupt in
      NameReader<Meant>.Entry(
        name: .interrupt(interrupt), english: interrupt.rawValue,
        labels: words.folded("interrupt.\(interrupt.rawValue)"))
    }
    return NameReader(entries: commands + interrupts)
  }

  /// Several words that together mean one interrupt, and what may stand behind them: `/otro idioma ruso`.
  private static func interrupt(saying text: String, _ words: TypedWords) -> CommandReading? {
    let typed = text.split(separator: " ")
    for count in (2...max(2, typed.count)).reversed() where count <= typed.count {
      let folded = Folded.text(typed.prefix(count).joined(separator: " "))
      let meant = Interrupt.allCases.first {
        words.folded("interrupt.\($0.rawValue)").contains(folded)
      }
      guard let meant else { continue }
      return .interrupt(meant, argument: typed.dropFirst(count).joined(separator: " "))
    }
    return nil
  }
}

/// What works at every prompt of a call. The order is that of the help.
enum CallCommand: String, CaseIterable {
  case help, back, say, both, locale, console, interpreter, note, stumble, contact, card, history
  case why, changes, park, end, quit

  /// What the help of `dial` lists: there is nothing yet to say or end, and what leaves gives the
  /// patient back, as the prompt's own help says.
  var isHelpBeforeDialling: Bool {
    switch self {
    case .help, .console, .contact, .card, .history, .why, .changes: true
    case .back, .say, .both, .locale, .interpreter, .note, .stumble, .park, .end, .quit: false
    }
  }

  /// The staff text that names what follows it in the help; an outcome without its detail says which
  /// there are.
  var usageKey: String? {
    switch self {
    case .locale, .console: "usage.tag"
    case .interpreter: "usage.interpreter"
    case .note, .stumble: "usage.text"
    case .contact: "usage.contact"
    case .end: "usage.outcome"
    case .help, .back, .say, .both, .card, .history, .why, .changes, .park, .quit: nil
    }
  }

  /// `/end OUTCOME`, in the console's language.
  func usage(_ desk: Desk) -> String {
    (["/" + desk.shown("command", rawValue)] + [usageKey].compactMap { $0 }.map { desk.say($0) })
      .joined(separator: " ")
  }
}
