import RecallDomain

/// What anybody says in a drill, by the answer that it should lead to. The words stand under
/// `rehearsals` in `common.rehearsals.yaml`; a response of a clinic's own script is told by its label.
enum DrillWords {
  /// Everything said in drills begins so.
  static let prefix = "drill."

  /// Phrasings that have words: for this node, otherwise for any.
  static func lines(for word: String, at run: CallRun, in known: Set<LineID>) -> [LineID] {
    names(word, run).lazy.map { name in
      ["", "_a", "_b", "_c"].map { prefix + name + $0 }.filter(known.contains)
    }.first { !$0.isEmpty } ?? []
  }

  private static func names(_ word: String, _ run: CallRun) -> [String] {
    if word.hasPrefix("/") { return ["interrupt." + word.dropFirst()] }
    switch run.prompt {
    case .hear(let node, _): return ["\(node).\(word)", word]
    case .identifier(let node, _, _), .person(let node, _):
      return ["gate.\(whom(node, run)).\(word)"]
    case .ask(_, let field): return [word == "given" ? "field.\(field.rawValue)" : "field.none"]
    case .book: return ["book." + word]
    case .leave, .save, .over: return []
    }
  }

  private static func whom(_ node: NodeID, _ run: CallRun) -> String {
    if case .verify(let whom, _, _, _) = run.script[node].act { return whom.rawValue }
    return VerifiedPerson.identity.rawValue
  }

  /// Whose voice an answer is about.
  static func speaker(of word: String, at run: CallRun) -> Turn.Speaker {
    if let known = voices[word] { return known }
    switch run.prompt {
    case .ask(_, .handedTo): return .line
    case .ask(_, .interpreter): return .interpreter
    case .identifier(let node, _, _), .person(let node, _):
      return whom(node, run) == "identity" ? .patient : .other
    case .hear(_, let responses) where responses.contains { $0.name == "patient_comes" }:
      return .other
    default: return .patient
    }
  }

  private static let voices: [String: Turn.Speaker] = [
    "someone_else": .other, "voicemail": .machine, "no_answer": .line, "engaged": .line,
    "wrong_number": .other, "screened": .screener, "child": .child,
    "patient_back": .patient,
    "interpreter_here": .interpreter, "helper": .other, "representative": .other,
    "interprets": .other, "/other_person": .other, "/dropped": .line,
  ]
}
