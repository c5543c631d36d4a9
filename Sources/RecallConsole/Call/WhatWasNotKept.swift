import RecallDomain
import ScriptEngine

/// When an answer could not be kept and the caller went away from it: what it was is said, and its
/// words are shown once more, so that a person can carry them on. Nothing typed at an identity prompt
/// is among them. What stands beside its call in the store is there for review: the sentence for that
/// says so.
extension CallDesk {
  func tellWhatWasNotKept(_ failure: StoreFailure) {
    guard !failure.isKeptBeside else { return }
    if unkeptInterrupt == .emergency || desk.emergencyIsOwed {
      screen.notice(desk.say("store.not-kept-emergency"))
    }
    if unkeptInterrupt == .stopCalling { screen.notice(desk.say("store.not-kept-stop")) }
    if unkeptInterrupt == .clinical || unkeptInterrupt == .urgent {
      screen.notice(desk.say("store.not-kept-question"))
    }
    guard let unkept else { return }
    screen.notice(desk.say("store.not-kept"))
    screen.paragraph(TerminalText.clean(unkept), indent: 4)
  }
}
