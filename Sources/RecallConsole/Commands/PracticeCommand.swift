import RecallDomain
import ScriptEngine

/// `practice [WHAT] [TAG]`: rehearsing, from the live console. Alone it opens the prompt of practice
/// until `quit`; with a verb of practice, a segment or a rehearsal it plays that one and comes back. A
/// language at the end is that of the rehearsal.
extension ConsoleCommand {
  static var practice: ConsoleCommand {
    ConsoleCommand { console, argument throws(StoreFailure) in
      let desk = console.desk
      guard let room = desk.practice() else {
        desk.tell("practice.not-here")
        return .goOn
      }
      let (wish, spoken) = PracticeWish.language(behind: argument, desk)
      let practice = try PracticeConsole(
        room: room, trainee: desk.caller, input: desk.input, screen: desk.screen,
        consoleLocale: desk.consoleLocale, spoken: spoken, memory: console.practised)
      defer {
        desk.switchConsole(to: practice.desk.consoleLocale)
        console.practised = practice.memory
      }
      return try console.practise(practice, wish)
    }
  }
}

extension Console {
  /// Leaving practice comes back here; a signal leaves this console too.
  fileprivate func practise(
    _ practice: PracticeConsole, _ argument: String
  ) throws(StoreFailure) -> AfterCommand {
    let left: AfterCommand
    switch PracticeWish.read(argument, practice) {
    case .prompt: left = .leave(practice.run())
    case .line(let line): left = practice.once(line)
    case .pastCall(let note): left = try along(note, practice)
    }
    guard case .leave(let code) = left, code >= 128 else { return .goOn }
    return left
  }

  /// The answers of an earlier call; nothing else of it goes to practice.
  ///
  /// - Parameter id: of its note; `nil` = the one that this caller saved last.
  private func along(
    _ id: NoteID?, _ practice: PracticeConsole
  ) throws(StoreFailure) -> AfterCommand {
    let query =
      id.map { NoteQuery(id: $0) }
      ?? NoteQuery(caller: desk.caller.id, newestFirst: true, limit: 1)
    guard let note = try desk.store.notes(query).first else {
      desk.tell(id == nil ? "last.none" : "practice.no-note")
      return .goOn
    }
    guard
      let scene = practice.scenes.again(script: note.script.id, path: note.path.map(\.answer))
    else {
      desk.tell("practice.nothing-there")
      return .goOn
    }
    practice.isAtItsPrompt = false
    return try practice.play(scene)
  }
}

/// What stands behind `practice`.
enum PracticeWish: Equatable {
  case prompt
  /// A line of the practice prompt.
  case line(String)
  /// Along the answers of the call with this note; `nil` = the last one.
  case pastCall(NoteID?)

  /// `missed-visit es`: what is wished for, and an offered language behind it. Two verbs of practice
  /// have one behind them that is their own.
  static func language(behind argument: String, _ desk: Desk) -> (wish: String, spoken: String?) {
    let words = argument.split(separator: " ").map(String.init)
    let tag = desk.policy.languages.first { $0.lowercased() == words.last?.lowercased() }
    guard let tag else { return (argument, nil) }
    if words.count > 1, case .verb(let verb, _) = PracticeVerb.read(words[0], desk.typed),
      verb == .speak || verb == .locale
    {
      return (argument, nil)
    }
    return (words.dropLast().joined(separator: " "), tag)
  }

  static func read(_ argument: String, _ practice: PracticeConsole) -> PracticeWish {
    let desk = practice.desk
    let typed = Folded.text(argument)
    if typed.isEmpty { return .prompt }
    if typed == "last" || desk.typed.folded("verb.\(MainVerb.last.rawValue)").contains(typed) {
      return .pastCall(nil)
    }
    let words = argument.split(separator: " ")
    if words.count == 2,
      (["note"] + desk.typed.folded("command.\(CallCommand.note.rawValue)")).contains(
        Folded.text(words[0]))
    {
      return .pastCall(NoteID(String(words[1])))
    }
    if case .verb = PracticeVerb.read(argument, desk.typed) { return .line(argument) }
    let segment = SegmentName(desk).meant(argument)
    return segment.map { .line("next \($0)") } ?? .line("open \(typed)")
  }
}
