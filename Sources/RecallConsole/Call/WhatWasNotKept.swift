import RecallDomain

/// When an answer could not be kept and the caller went away from it: its words are shown once
/// more, so that a person can carry them on. Nothing typed at an identity prompt is among them.
extension CallDesk {
  func tellWhatWasNotKept() {
    guard let unkept else { return }
    screen.notice(desk.say("store.not-kept"))
    screen.paragraph(TerminalText.clean(unkept), indent: 4)
  }
}
