import RecallDomain

/// `why ID`: a patient's place in the list, or what keeps them out of it, until when, and what would
/// change it; one sentence.
extension ConsoleCommand {
  static var why: ConsoleCommand {
    ConsoleCommand { console, argument throws(StoreFailure) in
      let desk = console.desk
      guard let recall = desk.entry(argument) else {
        desk.screen.problem(desk.say("open.needs-id"))
        return .goOn
      }
      guard let candidate = try desk.store.candidate(recall) else {
        desk.screen.problem(desk.say("store.not-found"))
        return .goOn
      }
      let sentence = WhySentence(desk: desk, candidate: candidate)
      desk.screen.field(TerminalText.clean(candidate.patient.fullName), sentence.text + ".")
      return .goOn
    }
  }
}

extension Desk {
  /// The entry that a word after a verb means: a number of the list shown last, else an ID.
  func entry(_ typed: String) -> RecallID? {
    let typed = typed.trimmed
    if let number = Int(typed), listed.indices.contains(number - 1) { return listed[number - 1] }
    return typed.isEmpty ? nil : RecallID(typed)
  }
}
