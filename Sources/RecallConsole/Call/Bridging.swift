import RecallDomain
import ScriptEngine

/// A patient who needs a language in which this caller is not qualified gets the bridge phrase, and
/// then the language queue or an interpreter (DOMAIN 3); nothing of the script is said to them in a
/// language that they have not chosen.
extension CallDesk {
  /// The language that is needed and that this caller may not speak, or for which there are no
  /// words that may be spoken; `nil` when all is well.
  var missingLanguage: String? {
    guard let needed = run.neededLanguage else { return nil }
    let hasWords = ScriptShelf.nearest(needed, among: offeredLanguages) != nil
    return hasWords && desk.caller.isQualified(in: needed) ? nil : needed
  }

  private var offeredLanguages: [String] { desk.shelf.spokenLanguages(of: edition) }

  /// Here the patient would be spoken with, and cannot be yet.
  var isBridging: Bool { missingLanguage != nil && run.speaksWithPatient }

  /// The bridge phrase, and the ways out of it.
  func showBridge() {
    screen.words(run.bridgeWords().map(\.text))
    screen.notice(desk.say("bridge.notice", languages))
    screen.aside(desk.say("bridge.ways", languages))
  }

  /// One line while the language is not settled: an interrupt, a command, `refuses`, and no answer.
  func bridged() throws(StoreFailure) -> Step {
    let isIdentity = if case .identifier = run.prompt { true } else { false }
    switch try type(at: promptName, values: true, erases: isIdentity) {
    case .step(let step): return step
    case .text(let line):
      if let interrupt = wholeInterrupt(Folded.text(line)) { return try raise(interrupt) }
      if isIdentity, refuses(line) { return try record(.refused) }
      return firstTheLanguage(line, isIdentity: isIdentity)
    }
  }

  /// No answer is taken; but a cry for help, a wish to hear no more and a command without its slash
  /// are noticed as at any other prompt. Nothing typed where identity is asked is looked at.
  private func firstTheLanguage(_ line: String, isIdentity: Bool) -> Step {
    if !isIdentity {
      if tellOfSlash(line) { return .again }
      suggestEmergency(line)
      suggestOptOut(line)
    }
    screen.problem(desk.say("bridge.first", languages))
    screen.aside(desk.say("bridge.ways", languages))
    return .again
  }

  /// Whoever takes a call up and is qualified in the language that is needed goes on in it, as if
  /// they had begun the call themselves; at `save` nothing more is spoken.
  func goOnInNeededLanguage() throws(StoreFailure) {
    if case .save = run.prompt { return }
    guard let needed = run.neededLanguage, desk.caller.isQualified(in: needed),
      let tag = ScriptShelf.nearest(needed, among: offeredLanguages), tag != run.locale
    else { return }
    guard case .moved = try record(.locale(tag)) else { return }
    readBack = desk.say("call.locale-now", ["language": desk.dates.languageName(tag)])
  }

  private var languages: [String: String] {
    let spoken = ([run.locale] + offeredLanguages).first { desk.caller.isQualified(in: $0) }
    let own = spoken ?? run.locale
    return [
      "language": desk.dates.languageName(missingLanguage ?? run.locale),
      "spoken": desk.dates.languageName(own), "tag": own,
    ]
  }

  private var promptName: String {
    switch run.prompt {
    case .hear(let node, _), .ask(let node, _), .book(let node), .leave(let node, _): node
    case .identifier(_, let kind, _): kind.rawValue
    case .person: "person_name"
    case .save, .over: "save"
    }
  }

  /// `/interpreter ID`: an interpreter has joined, and the words are said again. At `dial` the same
  /// as there without the slash.
  func bringIn(_ argument: String) throws(StoreFailure) -> Step {
    let id = TerminalText.clean(argument).trimmed
    guard !id.isEmpty else {
      screen.problem(desk.say("call.interpreter-needs-id"))
      return .again
    }
    let step = try record(.interpreter(id))
    guard case .moved = step else { return step }
    readBack = desk.say("call.interpreter-joined", ["id": id])
    return .redraw
  }
}
