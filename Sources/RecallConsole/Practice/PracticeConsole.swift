import Foundation
package import RecallDomain
import ScriptEngine

/// The console in practice mode: proposes a rehearsal, plays it, and says afterwards what was
/// expected where. It holds no way to the live store.
package final class PracticeConsole {
  let room: PracticeRoom
  /// Its screen and language; the store of this desk is as empty as any of practice.
  let desk: Desk
  var memory: PracticeMemory
  private var results: [PracticeResult]?
  private var known: Repertoire?
  /// Words of practice can be typed next.
  var isAtItsPrompt = true

  /// - Parameter spoken: the language of the first rehearsal; `nil` = the console's, where it is
  ///   offered.
  package convenience init(
    room: PracticeRoom, trainee: StaffMember, input: any LineInput, screen: Screen,
    consoleLocale: String, spoken: String? = nil
  ) throws(StoreFailure) {
    try self.init(
      room: room, trainee: trainee, input: input, screen: screen, consoleLocale: consoleLocale,
      spoken: spoken, memory: nil)
  }

  /// - Parameter memory: of an earlier time at this console; its language goes before the console's.
  init(
    room: PracticeRoom, trainee: StaffMember, input: any LineInput, screen: Screen,
    consoleLocale: String, spoken: String?, memory: PracticeMemory?
  ) throws(StoreFailure) {
    self.room = room
    let moment = room.moment
    desk = Desk(
      store: try room.makeStore(moment), policy: room.policy, caller: trainee, clock: room.clock,
      shelf: room.shelf, input: PracticeInput(input), screen: screen,
      consoleLocale: consoleLocale)
    let offered = room.policy.languages
    let wanted = spoken ?? memory?.locale ?? consoleLocale
    let locale = ScriptShelf.nearest(wanted, among: offered) ?? offered.first ?? "en"
    self.memory = PracticeMemory(locale: locale)
    if let memory, memory.locale == locale { self.memory = memory }
  }

  var screen: Screen { desk.screen }
  /// Spoken in the next rehearsal, BCP 47.
  var locale: String { memory.locale }

  /// Until the caller leaves; the exit code.
  ///
  /// - Parameter first: the id of a rehearsal to begin with.
  package func run(first: String? = nil) -> Int32 {
    greet()
    if let first, case .leave(let code) = obey("open \(first)") { return code }
    while true {
      switch desk.input.read(prompt) {
      case .line(let line): if case .leave(let code) = obey(line) { return code }
      case .endOfInput: return 0
      case .interrupt: continue
      case .terminated(let signal): return 128 + signal
      }
    }
  }

  /// One line of the practice prompt, and back: `practice warmup` in the live console. There `next`
  /// is a patient, so none of practice is proposed.
  func once(_ line: String) -> AfterCommand {
    isAtItsPrompt = false
    return obey(line)
  }

  private var prompt: PromptRequest {
    let offered = { [room, desk] (line: String) in
      CompletionWords.fitting(PracticeCompletion(room: room, desk: desk).words(line), line)
    }
    var request = PromptRequest(name: "recall", keepsHistory: true, completions: offered)
    request.remembers =
      VerbMemory(
        isVerb: { [desk] in
          if case .verb = PracticeVerb.read($0, desk.typed) { true } else { false }
        }, offered: offered
      ).kept
    return request
  }

  private func greet() {
    let language = desk.dates.languageName(locale)
    screen.heading(
      desk.say(
        "practice.start",
        ["clinic": room.policy.name, "name": desk.caller.name, "language": language]))
    desk.tell("practice.start-hint")
    ScriptRefusals(desk: desk).tell()
    if room.record == nil { screen.notice(desk.say("practice.no-record")) }
    propose()
    screen.blank()
  }

  /// What `next` would play.
  func propose() {
    guard isAtItsPrompt, let choice = plan.next(), let scene = scenes.written(choice) else {
      return
    }
    desk.tell("practice.proposal", ["rehearsal": description(choice, scene.title)])
  }

  func description(_ choice: PracticePlan.Choice, _ title: String) -> String {
    [
      title, desk.segment(choice.segment),
      desk.say("rehearsal.level.\(choice.rehearsal.level.rawValue)"),
    ].joined(separator: " · ")
  }

  private func obey(_ line: String) -> AfterCommand {
    switch PracticeVerb.read(line, desk.typed) {
    case .empty: return .goOn
    case .help: return perform(.help, "")
    case .verb(let verb, let argument): return perform(verb, argument)
    case .ambiguous(let names):
      let verbs = names.map { desk.shown("practice", $0) }
      screen.problem(
        desk.say("call.candidates", ["line": line.trimmed, "names": verbs.joined(separator: ", ")]))
    case .unknown(let typed, let near):
      screen.problem(
        near.map {
          desk.say(
            "main.did-you-mean", ["line": typed, "verb": desk.shown("practice", $0.rawValue)])
        }
          ?? desk.say("main.not-understood", ["line": TerminalText.truncate(typed, to: 60)]))
    }
    return .goOn
  }

  private func perform(_ verb: PracticeVerb, _ argument: String) -> AfterCommand {
    do {
      return try PracticeAct(console: self, argument: argument).run(verb)
    } catch {
      screen.problem(StoreTrouble(desk: desk).sentence(for: error))
      return .goOn
    }
  }

  // MARK: what was practised

  var scenes: PracticeScenes { PracticeScenes(room: room, desk: desk, locale: locale) }

  var plan: PracticePlan { PracticePlan(repertoire, results: own) }

  /// Looked through once for each language.
  private var repertoire: Repertoire {
    if let known, known.locale == locale { return known }
    let repertoire = Repertoire(room.library, locale: locale)
    known = repertoire
    return repertoire
  }

  /// This caller's own, oldest first.
  private var own: [PracticeResult] {
    if let results { return results }
    var own: [PracticeResult] = []
    do {
      own = try (room.record?.all() ?? []).filter { $0.staff == desk.caller.id }
    } catch { screen.notice(desk.say("practice.no-record")) }
    results = own
    return own
  }

  /// How it went stays for the trainer; where it cannot be kept, that is said.
  func keep(_ result: PracticeResult) {
    results = own + [result]
    guard let record = room.record else { return screen.notice(desk.say("practice.no-record")) }
    do { try record.keep(result) } catch {
      screen.notice(desk.say("practice.not-kept"))
      screen.paragraph(StoreTrouble(desk: desk).sentence(for: error), indent: 2)
    }
  }
}

/// What practice remembers at one console, from one word of it to the next.
struct PracticeMemory {
  /// Spoken in the next rehearsal, BCP 47.
  let locale: String
  /// What was played last.
  var last: PracticeScene?
  /// The rehearsals shown last, so that a number says which one is meant.
  var listed: [PracticePlan.Choice] = []

  init(locale: String) { self.locale = locale }
}
