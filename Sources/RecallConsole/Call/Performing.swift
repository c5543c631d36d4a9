import RecallDomain
import ScriptEngine

/// The `/` commands of a call.
extension CallDesk {
  func perform(
    _ command: CallCommand, _ argument: String, at prompt: String
  ) throws(StoreFailure) -> Step {
    switch command {
    case .help:
      help(at: prompt)
      return .again
    case .back: return try back()
    case .say: return sayAgain()
    case .both:
      showBoth()
      return .again
    case .locale: return try speak(in: argument)
    case .console: return switchConsole(to: argument)
    case .interpreter: return try bringIn(argument)
    case .note: return try remark(argument)
    case .stumble: return try stumble(argument)
    case .contact: return try contact(argument)
    case .card: return show { showCard() }
    case .history:
      try CallHistory(desk: desk, candidate: candidate).show()
      return .again
    case .why: return show { desk.tell("why.now", ["why": whyNow]) }
    case .changes: return show { showChanges() }
    case .park: return try park()
    case .end: return try end(argument)
    case .quit: return try park(quits: true)
    }
  }

  private func show(_ what: () -> Void) -> Step {
    what()
    return .again
  }

  /// Once a call has begun its entry is in nobody's list; then only how long it has been due.
  var whyNow: String {
    let words = WhyWords(desk: desk)
    let sentence = words.sentence(desk.worklist.item(candidate, at: desk.now))
    return sentence.isEmpty ? words.due(entry) : sentence
  }

  /// The card; in an emergency the numbers that matter too.
  func showCard(inbound: Bool = false) {
    CallCard(
      desk: desk, candidate: candidate, number: number, attempt: beganAs,
      isBeforeDialling: ticket.call == nil && !inbound
    ).show()
    if case .overriding(let why) = terms {
      screen.notice(desk.say("card.override", ["reason": why]))
    }
    if run.emergency { showEmergencyNumbers() }
  }

  private func sayAgain() -> Step {
    guard !isBridging else { return show { showBridge() } }
    screen.words(run.sayAgain().map(\.text))
    return .again
  }

  /// Undoes the last answer. Before the first one: the number was never dialled, and the attempt is
  /// withdrawn.
  private func back() throws(StoreFailure) -> Step {
    guard !run.canGoBack else { return try goBackOne() }
    let now = desk.now
    var withdrawn = run
    do {
      _ = try withdrawn.handle(.withdrawn, at: now)
    } catch {
      screen.problem(RefusalText(desk: desk).text(for: .nothingToUndo))
      return .again
    }
    let entry = Journal.entry(.withdrawn, seq: ticket.lastSeq + 1, at: now)
    _ = try keep(.withdraw(entry)) { (before) throws(StoreFailure) in
      try desk.store.withdrawCall(entry, under: before, at: now)
    }
    run = CallRun(edition: edition)
    items = [:]
    return .left(.withdrawn)
  }

  /// Only a qualified speaker conducts a call in a language (MISSION 25).
  private func speak(in argument: String) throws(StoreFailure) -> Step {
    let offered = desk.shelf.spokenLanguages(of: edition)
    let languages = offered.map { desk.dates.languageName($0) + " (\($0))" }
    let named = LanguageNames.tag(for: argument, namedIn: desk.words.staffLanguages)
    guard
      let tag = ScriptShelf.nearest(argument.trimmed, among: offered)
        ?? named.flatMap({ ScriptShelf.nearest($0, among: offered) })
    else {
      let sentence = desk.say(
        "call.locale-choices", ["languages": languages.joined(separator: ", ")])
      // Whoever only asks has made no mistake.
      if argument.trimmed.isEmpty { screen.aside(sentence) } else { screen.problem(sentence) }
      return .again
    }
    guard desk.caller.isQualified(in: tag) else {
      let name = desk.dates.languageName(tag)
      screen.problem(desk.say("call.locale-not-qualified", ["language": name]))
      return .again
    }
    let step = try record(.locale(tag))
    guard case .moved = step else { return step }
    let key = run.chosenLanguage == nil ? "call.locale-now" : "call.locale-chosen"
    readBack = desk.say(key, ["language": desk.dates.languageName(tag)])
    return .redraw
  }

  private func switchConsole(to argument: String) -> Step {
    guard desk.switchConsole(to: argument.trimmed) else {
      let known = desk.words.staffLanguages.joined(separator: ", ")
      let sentence = desk.say("call.console-choices", ["languages": known])
      if argument.trimmed.isEmpty { screen.aside(sentence) } else { screen.problem(sentence) }
      return .again
    }
    return .redraw
  }

  private func remark(_ text: String) throws(StoreFailure) -> Step {
    let text = TerminalText.clean(text).trimmed
    guard !text.isEmpty else {
      screen.problem(desk.say("call.note-empty"))
      return .again
    }
    let step = try record(.remark(text))
    guard case .moved = step else { return step }
    screen.aside(desk.say("call.noted"))
    suggestOptOut(text)
    if case .save = run.prompt { try presentChoices() }
    return .again
  }
}

/// `/history`: earlier attempts, oldest first.
struct CallHistory {
  let desk: Desk
  let candidate: Candidate

  func show() throws(StoreFailure) {
    guard !candidate.attempts.isEmpty else { return desk.tell("history.none") }
    let rows = candidate.attempts.enumerated().map { index, attempt in
      [
        "  \(index + 1)", desk.dates.dayAndTime(attempt.started, in: desk.clinicZone),
        TerminalText.clean(attempt.caller),
        attempt.ending.map { desk.label($0) } ?? desk.say("history.no-outcome"),
      ]
    }
    desk.screen.write(Table.lines(rows, width: desk.screen.width - 1))
    do throws(StoreFailure) { try desk.promptly(showAdditions) } catch {
      guard error.mayBeKeptHere, desk.outages != nil else { throw error }
      desk.screen.aside(desk.say("outage.history"))
    }
  }

  /// What was added to their notes since, by whom and when. A call's note has the call's id.
  private func showAdditions() throws(StoreFailure) {
    let words = AdditionWords(phrases: desk.phrases, zone: desk.clinicZone)
    for (index, attempt) in candidate.attempts.enumerated() {
      for addition in try desk.store.additions(to: NoteID(attempt.call.rawValue)) {
        desk.screen.paragraph("\(index + 1)  " + words.head(addition), indent: 2)
      }
    }
  }
}
