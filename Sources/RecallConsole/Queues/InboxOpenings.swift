import RecallDomain

/// Patients opened in an emergency, above the inbox of whoever answers for it, until they have looked:
/// `open ID emergency WHY` shows somebody a patient whom their role does not, and stays unseen otherwise.
struct InboxOpenings {
  let desk: Desk

  /// More are counted; `recall review openings` has them all.
  private static let shown = 5

  func tell() throws(StoreFailure) {
    let waiting = try waiting()
    guard !waiting.isEmpty else { return }
    let words = InboxWords(desk: desk)
    desk.screen.notice(desk.say("inbox.openings", count: waiting.count))
    for opening in waiting.prefix(Self.shown) {
      let text = desk.say(
        "inbox.opening",
        [
          "who": words.person(opening.who), "recall": opening.recall.rawValue,
          "time": words.moment(opening.at), "words": words.quoted(opening.because),
        ])
      desk.screen.paragraph("\(text) (\(TerminalText.clean(opening.id)))", indent: 4)
    }
    let more = waiting.count - Self.shown
    if more > 0 { desk.screen.paragraph(desk.say("inbox.openings-more", count: more), indent: 4) }
    desk.screen.aside(desk.say("inbox.openings-hint"))
    desk.screen.blank()
  }

  /// Those of others: nobody looks at their own.
  func waiting() throws(StoreFailure) -> [EmergencyOpening] {
    guard desk.caller.may(.lookAtOpenings), desk.store.kind != .practice else { return [] }
    return try desk.store.openings(waitingOnly: true).filter { $0.who != desk.caller.id }
  }
}
