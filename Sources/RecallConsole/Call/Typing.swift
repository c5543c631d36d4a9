import RecallDomain
import ScriptEngine

/// What is the same at every prompt of a call: keys, signals, `/` commands, `?`, `!`.
extension CallDesk {
  /// A line for this prompt to read, or a step that was taken already.
  enum Typed {
    case text(String)
    case step(Step)
  }

  /// Reads one line at the named prompt. Typed-value prompts take interrupts as `/name` alone;
  /// at the others the caller of this function reads bare names itself.
  func type(
    at name: String, values: Bool, erases: Bool = false, words: [String] = []
  ) throws(StoreFailure) -> Typed {
    let request = request(name, values: values, erases: erases, words: words)
    switch wordsBehind(for: request) ?? desk.input.read(request) {
    case .line(let line): return try read(line, at: name, repeats: !erases)
    case .endOfInput: return .step(screen.isTerminal ? try askHowToLeave() : try park(quits: true))
    case .interrupt: return .step(try interruptKey())
    case .terminated(let signal): return .step(.left(.stopped(signal)))
    }
  }

  /// - Parameter repeats: an error may say what was typed; never at an identity prompt.
  private func read(
    _ line: String, at name: String, repeats: Bool
  ) throws(StoreFailure) -> Typed {
    interruptKeys.forget()
    let typed = line.trimmed
    if typed == "?" {
      help(at: name)
      return .step(.again)
    }
    if typed == "!" { return .step(try raise(.emergency)) }
    guard typed.hasPrefix("/") else { return .text(typed) }
    switch CommandReading.read(typed, desk.typed) {
    case .command(let command, let argument): return .step(try perform(command, argument, at: name))
    case .interrupt(let interrupt, let argument):
      let step = try raise(interrupt)
      wordsBehind = argument
      return .step(step)
    case .ambiguous(let candidates):
      let names = candidates.map { desk.shownWithSlash($0) }
      return .step(notUnderstood(repeats ? typed : "/…", names))
    case .unknown(let name):
      if repeats {
        let near = CommandReading.near(name, desk.typed).map { desk.shownWithSlash($0) }
        return .step(notUnderstood(typed, [], near: near))
      }
      screen.problem(desk.say("call.no-such-command"))
      return .step(.again)
    }
  }

  /// What was typed behind an interrupt answers the prompt that it led to, and stands there as if typed
  /// there. What must not stay on the screen, or is held against the record, is typed at its own prompt.
  private func wordsBehind(for request: PromptRequest) -> LineEvent? {
    defer { wordsBehind = "" }
    guard !wordsBehind.isEmpty else { return nil }
    guard !request.erasesAfter else {
      screen.aside(desk.say("call.type-it-here"))
      return nil
    }
    screen.prompt(request.text + TerminalText.clean(wordsBehind))
    screen.endPrompt()
    return .line(wordsBehind)
  }

  /// - Parameter arguments: what may stand behind which of the words.
  func request(
    _ name: String, values: Bool, erases: Bool, words: [String],
    arguments: [String: [String]] = [:]
  ) -> PromptRequest {
    defer { hint = "" }
    var offered = desk.completionWords
    offered.arguments = arguments
    offered.answers =
      words + (values ? [] : Interrupt.allCases.flatMap { desk.offered("interrupt", $0.rawValue) })
    var request = PromptRequest(
      name: name, discardsTypeahead: values, erasesAfter: erases, hint: hint,
      completions: { [offered] in offered.fittingCall($0) })
    request.isOfACall = true
    return request
  }

  /// An interrupt, from any prompt of the call but `dial`.
  ///
  /// The numbers of an emergency need no store and give nothing away: they stand on the screen before
  /// anything is kept.
  func raise(_ interrupt: Interrupt) throws(StoreFailure) -> Step {
    if interrupt == .emergency, !run.emergency {
      var next = run
      if (try? next.handle(.interrupted(.emergency), at: desk.now)) != nil {
        showEmergencyNumbers()
        emergencyWasJustShown = true
      }
    }
    return try record(.interrupted(interrupt))
  }

  /// An interrupt by its name or its code, or by the whole of what a language of the console has for
  /// it: `otro idioma`.
  func wholeInterrupt(_ folded: String) -> Interrupt? {
    ResponseReader.exactInterrupt(folded)
      ?? Interrupt.allCases.first {
        desk.typed.folded("interrupt.\($0.rawValue)").contains(folded)
      }
  }

  /// Said on standard error; the prompt is asked again. Nothing typed at an identity prompt comes
  /// here.
  ///
  /// - Parameter near: what a slip of the finger may have been.
  func notUnderstood(_ line: String, _ candidates: [String], near: String? = nil) -> Step {
    let line = TerminalText.truncate(line, to: 60)
    if let near {
      screen.problem(desk.say("call.did-you-mean", ["line": line, "word": near]))
      return .again
    }
    let sentence =
      candidates.isEmpty
      ? desk.say("call.not-understood", ["line": line])
      : desk.say("call.candidates", ["line": line, "names": candidates.joined(separator: ", ")])
    screen.problem(sentence)
    return .again
  }
}

extension Desk {
  /// What Tab offers everywhere.
  var completionWords: CompletionWords {
    CompletionWords(
      segments: policy.segments.keys.sorted(), languages: words.languages,
      recalls: listed.map(\.rawValue), typed: typed, locale: consoleLocale)
  }

  /// `/name`, or what the console's language has for it.
  func shownWithSlash(_ name: String) -> String {
    let bare = String(name.dropFirst())
    let kind = CallCommand(rawValue: bare) == nil ? "interrupt" : "command"
    return "/" + shown(kind, bare)
  }
}
