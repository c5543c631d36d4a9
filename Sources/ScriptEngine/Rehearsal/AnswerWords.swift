import RecallDomain

/// Answers of a caller by the names that rehearsals and notes use.
extension CallRun {
  /// What can be answered where the call stands, interrupts aside: responses and exits by name.
  package var possibleAnswers: [String] {
    switch prompt {
    case .hear(_, let responses): responses.map(\.name)
    case .identifier, .person: ["verified", "failed", "refused", Turn.mismatch]
    case .ask: ["given", "none"]
    case .book: ["booked", "none_suit", "clinic_books"]
    case .leave: ["left", "not_left"]
    case .save, .over: []
    }
  }

  /// Whether an answer, an interrupt or a change of language can be given here.
  package func allows(_ word: String) -> Bool {
    if word == Turn.switchLanguage { return isAtPrompt && edition.languages.count > 1 }
    guard word.hasPrefix("/") else { return possibleAnswers.contains(word) }
    return isAtPrompt && !emergency
      && Interrupt(rawValue: String(word.dropFirst())).map { script.interrupts[$0] != nil } ?? false
  }

  /// Still at the prompts of a `verify`.
  var isVerifying: Bool {
    switch prompt {
    case .identifier, .person: true
    default: false
    }
  }
}

extension CallEvent {
  /// As a rehearsal's `expect` names it; `nil` for what is no answer: a remark, an identifier after
  /// which the next one is asked.
  package func word(before: CallRun, after: CallRun) -> String? {
    switch self {
    case .heard(let response): response
    case .compared(_, let comparison):
      Self.exit(before, after) ?? (comparison == .mismatch ? Turn.mismatch : nil)
    case .personNamed(_, let accepted):
      Self.exit(before, after) ?? (accepted ? nil : Turn.mismatch)
    case .refused: "refused"
    case .answered(_, let value): Self.asks(before) ? (value == nil ? "none" : "given") : nil
    case .booked: "booked"
    case .noneSuit: "none_suit"
    case .clinicBooks: "clinic_books"
    case .left: "left"
    case .notLeft: "not_left"
    case .interrupted(let interrupt): "/" + interrupt.rawValue
    case .locale: Turn.switchLanguage
    case .back: "/back"
    case .ended: "/end"
    case .parked: "/park"
    case .began, .interpreter, .remark, .stumbled, .contact, .takenUp, .saved, .withdrawn, .usedUp:
      nil
    }
  }

  /// The exit by which a run of the gate has just been left.
  private static func exit(_ before: CallRun, _ after: CallRun) -> String? {
    guard let node = before.nodeNow, after.path.count > before.path.count else { return nil }
    let step = after.path[before.path.count]
    guard step.node == node else { return nil }
    return String(step.answer.prefix { $0 != ":" })
  }

  private static func asks(_ run: CallRun) -> Bool {
    if case .ask = run.prompt { return true }
    return false
  }
}
