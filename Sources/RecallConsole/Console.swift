import CReadline
import Foundation
import RecallDomain
import ScriptEngine

/// The main prompt: greets, reads verbs, and leaves. A command returns what became of it; the loop
/// decides.
package final class Console {
  let desk: Desk
  /// What practice remembers from one `practice …` to the next.
  var practised: PracticeMemory?
  /// Something stands on the screen besides the greeting.
  private var hasShown = false
  /// A call was just saved, or kept on this computer.
  var hasEndedACall = false

  package init(desk: Desk) { self.desk = desk }

  var screen: Screen { desk.screen }

  /// Runs until the caller leaves; the process's exit code (INTERFACES, "Exit codes").
  package func run() -> Int32 {
    let code = walk()
    guard screen.isCutOff, code < 128 else { return code }
    screen.problem(desk.say("screen.cut-off"))
    return 73
  }

  private func walk() -> Int32 {
    do {
      try Greeting(desk: desk).show()
    } catch {
      // Nobody has typed or talks to anybody yet.
      guard case .unreachable = error else { return trouble(error) }
      screen.problem(desk.say("store.unreachable-at-start"))
      return StoreTrouble.exitCode(for: error)
    }
    if screen.isTerminal { recall_last_words("\n" + desk.say("main.broke-down") + "\n") }
    while true {
      tellHowFar()
      switch desk.input.read(prompt) {
      case .line(let line):
        desk.endProof()
        desk.beforeCommand()
        if case .leave(let code) = obey(line) { return leaving(code) }
        desk.betweenCommands()
      case .endOfInput: return leaving(0)
      case .interrupt: continue
      case .terminated(let signal): return leaving(128 + signal)
      }
    }
  }

  /// Between calls: the day in one quiet line after each, and a block that is over.
  private func tellHowFar() {
    if hasEndedACall, screen.isTerminal { showProgress() }
    hasEndedACall = false
    BlockDesk(desk: desk).tellIfOver()
  }

  private func showProgress() {
    guard desk.store.kind != .practice, let line = ProgressWords(desk: desk).line() else { return }
    screen.aside(line)
  }

  /// What is kept here goes to the store on the way out, or waits for the next start.
  private func leaving(_ code: Int32) -> Int32 {
    wipe()
    guard desk.outage.isOn, code < 128 else { return code }
    if (try? desk.outage.isOver()) == true { return code }
    desk.announce("outage.waits-here")
    return code == 0 ? StoreTrouble.exitCode(for: .busy) : code
  }

  private var prompt: PromptRequest {
    let offered = desk.completionWords
    var request = PromptRequest(
      name: "recall", keepsHistory: true,
      completions: { offered.fittingMain($0) })
    request.remembers =
      VerbMemory(
        isVerb: { if case .verb = MainReading.read($0, offered.typed) { true } else { false } },
        offered: { offered.fittingMain($0) }
      ).kept
    return request
  }

  private func obey(_ line: String) -> AfterCommand {
    let reading = MainReading.read(line, desk.typed)
    if reading != .empty, reading != .verb(.quit, argument: "") { hasShown = true }
    switch reading {
    case .empty:
      showProgress()
      return .goOn
    case .help: return perform(.help, "")
    case .verb(let verb, let argument): return perform(verb, argument)
    case .ambiguous(let verbs):
      let names = verbs.map { desk.shown("verb", $0) }.joined(separator: ", ")
      screen.problem(desk.say("call.candidates", ["line": line.trimmed, "names": names]))
      return .goOn
    case .unknown(let typed, let near):
      screen.problem(
        near.map {
          desk.say(
            "main.did-you-mean", ["line": typed, "verb": desk.shown("verb", $0.rawValue)])
        }
          ?? desk.say("main.not-understood", ["line": TerminalText.truncate(typed, to: 60)]))
      return .goOn
    }
  }

  /// Names, ids and reasons of a list, and a slip typed at the prompt, are as little for whoever sits
  /// here next as a call: nothing stays. A screen that has shown nothing but the greeting is left alone.
  private func wipe() {
    // What was hidden for good has said so, and that stays.
    if hasShown, !screen.isBare { screen.clear() }
    (hasShown, desk.noteIsOnScreen) = (false, false)
  }

  /// A note stays until something else is wanted, so that it can be copied.
  private func clearNote() {
    if desk.noteIsOnScreen { screen.clear() }
    desk.noteIsOnScreen = false
  }

  private func perform(_ verb: MainVerb, _ argument: String) -> AfterCommand {
    clearNote()
    if case .duty(let duties) = verb.need(behind: argument, desk.typed),
      !desk.caller.mayDo(anyOf: duties),
      let duty = duties.first
    {
      desk.refuse(duty)
      return .goOn
    }
    do {
      if verb.needsTheList, try !desk.isBack() {
        desk.announce(text: desk.outage.whyItWaits)
        let failure = desk.outage.trouble ?? .unreachable("")
        return screen.isTerminal ? .goOn : .leave(StoreTrouble.exitCode(for: failure))
      }
      let run = { () throws(StoreFailure) in
        guard verb.isAList else { return try verb.command.run(self, argument) }
        return try self.desk.inPages { () throws(StoreFailure) in
          try verb.command.run(self, argument)
        }
      }
      guard verb.takesAPatient, desk.outages != nil else { return try run() }
      return try desk.waiting(atMost: OutagePatience.beforeDialling, run)
    } catch {
      let code = trouble(error)
      return screen.isTerminal || error.isAnAnswer ? .goOn : .leave(code)
    }
  }

  private func trouble(_ failure: StoreFailure) -> Int32 {
    screen.problem(StoreTrouble(desk: desk).sentence(for: failure))
    return StoreTrouble.exitCode(for: failure)
  }
}

/// What the loop does after a command.
enum AfterCommand: Equatable {
  case goOn
  case leave(Int32)
}

/// One command of the main prompt.
struct ConsoleCommand {
  let run: (Console, String) throws(StoreFailure) -> AfterCommand
}

extension MainVerb {
  /// Somebody waits for a patient: a store that does not answer is said so, instead of waited for.
  fileprivate var takesAPatient: Bool {
    switch self {
    case .next, .open, .resume, .lookup: true
    case .worklist, .why, .last, .promises, .inbox, .block, .practice, .report, .locale, .help,
      .quit:
      false
    }
  }

  /// May show more than a screen holds, and nobody is on the line. The worklist never does: it shows the
  /// first of the line, and counts the rest.
  fileprivate var isAList: Bool {
    switch self {
    case .why, .lookup, .last, .promises, .inbox, .report: true
    case .next, .worklist, .open, .resume, .block, .practice, .locale, .help, .quit: false
    }
  }

  /// While a call is kept on this computer, nothing else is begun.
  fileprivate var needsTheList: Bool {
    switch self {
    case .help, .locale, .block, .practice, .quit: false
    case .next, .worklist, .why, .lookup, .open, .resume, .last, .promises, .inbox, .report: true
    }
  }

  /// The table from verb to act.
  var command: ConsoleCommand {
    switch self {
    case .next: .next
    case .worklist: .worklist
    case .why: .why
    case .lookup: .lookup
    case .open: .open
    case .resume: .resume
    case .last: .last
    case .promises: .promises
    case .inbox: .inbox
    case .block: .block
    case .practice: .practice
    case .report: .report
    case .locale: .locale
    case .help: .help
    case .quit: .quit
    }
  }
}

extension StoreFailure {
  /// The store is well, and this is what it has to say to what was asked: the prompt comes again,
  /// also in a pipe.
  fileprivate var isAnAnswer: Bool {
    switch self {
    case .taken, .notFound, .erased: true
    case .busy, .stale, .setAside, .unreachable, .full, .readOnly, .damaged, .newerSchema,
      .olderSchema, .notPermitted, .unverified, .refused, .failed:
      false
    }
  }
}
