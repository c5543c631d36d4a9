import RecallDomain

/// When an answer could not be kept and the caller went away from it: its words are shown once
/// more, so that a person can carry them on. Nothing typed at an identity prompt is among them.
/// What a stale console wrote is in the store, for review: the sentence for that says so.
extension CallDesk {
  func tellWhatWasNotKept(_ failure: StoreFailure) {
    guard let unkept, failure != .stale else { return }
    screen.notice(desk.say("store.not-kept"))
    screen.paragraph(TerminalText.clean(unkept), indent: 4)
  }
}
