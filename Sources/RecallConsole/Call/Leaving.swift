import RecallDomain
import ScriptEngine

/// Leaving a call in the middle: Ctrl-C twice, Ctrl-D, end of input, `/park`, `/quit`.
extension CallDesk {
  /// The call is left to be resumed; it needs an outcome.
  func park(quits: Bool = false) throws(StoreFailure) -> Step {
    let now = desk.now
    let entry = Journal.entry(.parked, seq: ticket.lastSeq + 1, at: now)
    let act = KeptAct.park(entry)
    _ = try keep(act) { (before) throws(StoreFailure) in
      try desk.store.park(entry, under: before, at: now)
      return before.after(act)
    }
    return .left(.parked(quits: quits))
  }

  /// Ctrl-C clears the line, never the call; twice within two seconds opens the question.
  func interruptKey() throws(StoreFailure) -> Step {
    guard interruptKeys.pressed() else { return .again }
    return try askHowToLeave()
  }

  /// Park, end, or continue.
  ///
  /// - Parameter question: the staff text that says so.
  func askHowToLeave(_ question: String = "call.leave-question") throws(StoreFailure) -> Step {
    screen.paragraph(desk.say(question))
    let words = ["park", "end", "continue"].flatMap { desk.offered("word", $0) }
    var request = PromptRequest(
      name: "leave", discardsTypeahead: true,
      completions: { CompletionWords.fitting(words, $0) })
    request.isOfACall = true
    switch desk.input.read(request) {
    case .line(let line):
      let words = line.trimmed.split(separator: " ", maxSplits: 1)
      let typed = Folded.text(words.first ?? "")
      guard !typed.isEmpty else { return .redraw }
      if desk.begins("park", typed) { return try park() }
      if desk.begins("end", typed) { return try end(words.count > 1 ? String(words[1]) : "") }
      return .redraw
    case .endOfInput: return try park()
    case .terminated(let signal): return .left(.stopped(signal))
    case .interrupt: return .redraw
    }
  }
}

/// Counts Ctrl-C: two within two seconds mean that the caller wants out.
struct InterruptKeys {
  private var last: ContinuousClock.Instant?

  /// `true` for the second press in time.
  mutating func pressed(at moment: ContinuousClock.Instant = .now) -> Bool {
    if let last, moment - last < .seconds(2) {
      self.last = nil
      return true
    }
    last = moment
    return false
  }

  mutating func forget() { last = nil }
}
