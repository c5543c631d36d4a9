import RecallDomain

/// A line that begins with `/` at a prompt of a call.
enum CommandReading: Equatable {
  case command(CallCommand, argument: String)
  case interrupt(Interrupt)
  case ambiguous([String])
  case unknown(String)

  /// Exact command, exact interrupt or code, then a prefix unique over both.
  static func read(_ line: String) -> CommandReading {
    let body = line.dropFirst()
    let name = Folded.text(String(body.prefix { $0 != " " }))
    let argument = String(body.drop { $0 != " " }.drop { $0 == " " })
    if let command = CallCommand(rawValue: name) { return .command(command, argument: argument) }
    if let interrupt = ResponseReader.exactInterrupt(name) { return .interrupt(interrupt) }
    guard !name.isEmpty else { return .unknown("") }
    let commands = CallCommand.allCases.filter { $0.rawValue.hasPrefix(name) }
    let interrupts = Interrupt.allCases.filter { $0.rawValue.hasPrefix(name) }
    if commands.count + interrupts.count > 1 {
      return .ambiguous((commands.map(\.rawValue) + interrupts.map(\.rawValue)).map { "/" + $0 })
    }
    if let command = commands.first { return .command(command, argument: argument) }
    if let interrupt = interrupts.first { return .interrupt(interrupt) }
    return .unknown(name)
  }
}

/// What works at every prompt of a call. The order is that of the help.
enum CallCommand: String, CaseIterable {
  case help, back, say, both, locale, console, note, contact, card, history, why, changes, park, end
  case quit

  /// What the help of `dial` lists: there is nothing yet to say or end, and what leaves gives the
  /// patient back, as the prompt's own help says.
  var isHelpBeforeDialling: Bool {
    switch self {
    case .help, .console, .contact, .card, .history, .why, .changes: true
    case .back, .say, .both, .locale, .note, .park, .end, .quit: false
    }
  }

  /// The staff text that names what follows it in the help; an outcome without its detail says which
  /// there are.
  var usageKey: String? {
    switch self {
    case .locale, .console: "usage.tag"
    case .note: "usage.text"
    case .contact: "usage.contact"
    case .end: "usage.outcome"
    case .help, .back, .say, .both, .card, .history, .why, .changes, .park, .quit: nil
    }
  }

  /// `/end OUTCOME`, in the console's language.
  func usage(_ desk: Desk) -> String {
    (["/\(rawValue)"] + [usageKey].compactMap { $0 }.map { desk.say($0) }).joined(separator: " ")
  }
}
