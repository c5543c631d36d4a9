import RecallDomain

/// Which words can be said where a replayed call stands, and whether those that were said have
/// happened.
extension Replay {
  /// Responses and exits by name; every interrupt can be raised beside them unless the call is over
  /// or in an emergency.
  package var possible: [String] {
    switch run.prompt {
    case .hear(_, let responses): responses.map(\.name)
    case .identifier, .person: ["verified", "failed", "refused"]
    case .ask: ["given", "none"]
    case .book: ["booked", "none_suit", "clinic_books"]
    case .leave: ["left", "not_left"]
    case .save, .over: []
    }
  }

  /// Whether an interrupt can be raised where the call stands.
  package var takesInterrupts: Bool {
    if case .over = run.prompt { return false }
    return !run.emergency
  }

  func unknown(_ word: String) -> Refusal {
    .unknownAnswer(word, node: run.nodeNow, possible: possible)
  }

  /// Words that follow of themselves (an exit that the record decides) are only looked at by the
  /// engine; here each is held against the exit that was taken.
  func hold(_ told: [String], from before: Replay) throws(Refusal) {
    var waiting = told[...]
    for moment in moments {
      guard case .took(let id, let exit) = moment else {
        if case .raised = moment { waiting = waiting.dropFirst() }
        continue
      }
      while waiting.first == "/park" { waiting = waiting.dropFirst() }
      guard let word = waiting.first else { break }
      let name = String(word.prefix { $0 != ":" })
      if exit == Exit.straightOn, name != exit { continue }
      let exits = run.script[id].act.exits.map(\.name)
      guard name == exit else { throw .unknownAnswer(word, node: id, possible: exits) }
      waiting = waiting.dropFirst()
    }
    guard run.foretold?.isSpent ?? true else {
      let word = told.last ?? ""
      throw .unknownAnswer(
        word, node: before.run.nodeNow, possible: [String(word.prefix { $0 != ":" })])
    }
  }

  /// A code for an interrupt stands as its name.
  static func written(_ word: String) -> String {
    let name = word.dropFirst().prefix { $0 != ":" }
    guard word.hasPrefix("/"), let interrupt = Interrupt.allCases.first(where: { $0.code == name })
    else { return word }
    return "/" + interrupt.rawValue + word.dropFirst(1 + name.count)
  }
}
