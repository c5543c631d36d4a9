import RecallDomain

/// What a caller may change at any prompt without answering it; `/back` leaves it alone.
extension CallRun {
  /// The spoken language. The words of the prompt are shown again in it, and only those which the
  /// present gate still allows.
  mutating func speak(in tag: String) throws(CallRefusal) {
    guard isAtPrompt else { throw .notHere }
    guard edition.phrasebooks[tag] != nil else { throw .languageNotOffered(tag) }
    lasting.locale = tag
    throughout { $0.languageChosen = true }
    if !lasting.spoken.contains(tag) { lasting.spoken.append(tag) }
    utterances = wordsOfThisPrompt
    leaveOutBridge()
  }

  /// An interpreter joins in the middle of the call, or another one: the words of the prompt are
  /// said again, because now they are understood.
  mutating func bringIn(_ interpreter: String) throws(CallRefusal) {
    guard isAtPrompt else { throw .notHere }
    lasting.interpreter = interpreter
    throughout {
      guard case .text?? = $0.fields[.interpreter] else { return }
      $0.fields[.interpreter] = .text(interpreter)
    }
    utterances = wordsOfThisPrompt
    leaveOutBridge()
  }

  mutating func note(_ text: String) throws(CallRefusal) {
    guard isAtPrompt else { throw .notHere }
    lasting.remarks.append(text)
  }

  /// How things stand now and how they stood before every answer that can still be undone, so that
  /// `/back` does not bring back what was replaced.
  private mutating func throughout(_ change: (inout Standing) -> Void) {
    change(&standing)
    for index in answers.indices { change(&answers[index].standing) }
  }
}
