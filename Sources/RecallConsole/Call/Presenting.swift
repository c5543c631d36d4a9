import Foundation
import RecallDomain
import ScriptEngine

/// What stands on the screen before a prompt: how the last answer was read, the words to speak,
/// what can be answered.
extension CallDesk {
  func present() throws(StoreFailure) {
    if let readBack { screen.aside(readBack) }
    readBack = nil
    emptyLines = 0
    if run.emergency { showEmergencyNumbers() }
    screen.words(words)
    try presentChoices()
  }

  /// What can be answered, without the words.
  func presentChoices() throws(StoreFailure) {
    switch run.prompt {
    case .hear(let node, let responses): showResponses(node, responses)
    case .identifier(_, let kind, _): showIdentityHint(kind)
    case .person(_, let whom): showPersonHint(whom)
    case .ask(_, let field): showField(field)
    case .book: try showSlots()
    case .leave(_, let place): screen.aside(desk.say("leave.\(place.rawValue)"))
    case .save:
      NoteView(desk: desk, note: composeNote(at: desk.now, in: desk.phrases).note).show()
      screen.aside(desk.say("save.hint"))
    case .over: break
    }
  }

  private var words: [String] { run.words().map(\.text) }

  /// `/both`: the same words in every offered language, named.
  func showBoth() {
    for locale in edition.languages {
      screen.write("    " + screen.dim(desk.dates.languageName(locale)))
      screen.words(run.words(in: locale).map(\.text))
    }
  }

  /// The numbers that matter now: a remote caller's own 911 reaches the wrong city (DOMAIN 9b).
  func showEmergencyNumbers() {
    let policy = desk.policy.emergency
    screen.notice(desk.say("emergency.heading"))
    let rows: [(String, String?)] = [
      ("emergency.who-calls-911", policy.whoCalls911), ("emergency.site-number", policy.siteNumber),
      ("emergency.nurse-line", policy.nurseLine),
    ]
    for (key, value) in rows {
      guard let value, !value.isEmpty else { continue }
      screen.field(desk.say(key), TerminalText.clean(value))
    }
  }
}
