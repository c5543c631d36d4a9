import RecallDomain

/// `why ID`: a patient's place in the list, or what keeps them out of it, until when, and what would
/// change it; one sentence.
extension ConsoleCommand {
  static var why: ConsoleCommand {
    ConsoleCommand { console, argument throws(StoreFailure) in
      let desk = console.desk
      guard desk.entry(argument) != nil else {
        desk.screen.problem(desk.say("open.needs-id"))
        return .goOn
      }
      desk.lookForPasses()
      let found = try desk.candidates(argument)
      if found.isEmpty {
        desk.screen.problem(desk.say("store.not-found"))
      } else {
        // A patient by name: on the record before it is on the screen.
        try desk.store.leaveTrace(
          of: .lookedUp, by: desk.caller.id,
          subject: "why \(found.map(\.entry.id.rawValue).joined(separator: " "))",
          showing: found.map(\.patient.id), at: desk.now)
      }
      for candidate in found {
        let sentence = WhySentence(desk: desk, candidate: candidate)
        desk.screen.field(TerminalText.clean(candidate.patient.fullName), sentence.text + ".")
      }
      return .goOn
    }
  }
}

extension Desk {
  /// The entry that a word after a verb means: a number of the list shown last, else an ID.
  func entry(_ typed: String) -> RecallID? {
    let typed = typed.trimmed
    if let listed = listed.picked(typed) { return listed }
    return typed.isEmpty ? nil : RecallID(typed)
  }

  /// The recalls that it means; where there is none of that ID, those of the patient whom the source
  /// knows under it.
  func candidates(_ typed: String) throws(StoreFailure) -> [Candidate] {
    guard let recall = entry(typed) else { return [] }
    if let candidate = try store.candidate(recall) { return [candidate] }
    return try store.lookup(patientID: typed.trimmed)
  }
}
