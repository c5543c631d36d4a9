import Foundation
import RecallDomain
import ScriptEngine

/// What stands on the screen before a prompt: how the last answer was read, the words to speak,
/// what can be answered.
extension CallDesk {
  func present() throws(StoreFailure) {
    if let readBack { screen.aside(readBack) }
    readBack = nil
    remindOfEmergency()
    remindOfAnswers()
    if isBridging { showBridge() } else { screen.words(words) }
    otherEnd?.speak(at: run, to: desk)
    if !isBridging { try presentChoices() }
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
      if !answersReminded.isEmpty { screen.aside(desk.say("save.not-told")) }
    case .over: break
    }
  }

  private var words: [String] { run.words().map(\.text) }

  /// `/both`: the same words in every language that may be spoken, named.
  func showBoth() {
    guard !isBridging else { return showBridge() }
    for locale in desk.shelf.spokenLanguages(of: edition) {
      screen.write("    " + screen.dim(desk.dates.languageName(locale)))
      screen.words(run.words(in: locale).map(\.text))
    }
  }

  /// In full when it begins; then one line, so that the words stay on a small screen.
  private func remindOfEmergency() {
    guard run.emergency else {
      (emergencyIsShown, emergencyWasJustShown) = (false, false)
      return
    }
    if case .save = run.prompt { return }
    guard emergencyIsShown else { return showEmergencyNumbers() }
    guard !emergencyWasJustShown else {
      emergencyWasJustShown = false
      return
    }
    let short = EmergencyNumbers(desk: desk).rows.compactMap { key, value -> String? in
      guard key != "who-calls-911" || asksFor911 else { return nil }
      return desk.say("emergency.short.\(key)", ["number": value])
    }
    screen.notice([desk.say("emergency.reminder")] + short)
  }

  func showEmergencyNumbers() {
    emergencyIsShown = true
    EmergencyNumbers(desk: desk, spoken: run.locale).show()
  }

  private var asksFor911: Bool {
    if case .ask(_, .agreed911) = run.prompt { return true }
    return false
  }
}
