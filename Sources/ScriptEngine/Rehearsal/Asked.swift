import RecallDomain

/// What a caller asks for, wherever in the script that is: a name and a birth date are the same
/// question at the gate of the main road and before a recall is closed for good.
enum Asked: Hashable, Sendable {
  case gate(VerifiedPerson)
  case field(CallField)
  case booking
  case message(MessagePlace)
}

extension CallRun {
  /// `nil` where the caller picks what they heard, and at the end.
  var asked: Asked? {
    switch prompt {
    case .identifier(let node, _, _), .person(let node, _):
      if case .verify(let whom, _, _, _) = script[node].act { return .gate(whom) }
      return nil
    case .ask(_, let field): return .field(field)
    case .book: return .booking
    case .leave(_, let place): return .message(place)
    case .hear, .save, .over: return nil
    }
  }
}
