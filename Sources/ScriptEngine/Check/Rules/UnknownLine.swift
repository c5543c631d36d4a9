/// `reference`: every name that is used is defined.
enum UnknownLine: StillRule {
  static let page = RulePage(
    .reference,
    title: "every name that is used is defined",
    demands: """
      A node, line, fact, queue, field, outcome, detail, fragment, interrupt or barrier that is
      named must exist. A line that a node says must be in the source language's file of the
      script or fragment, or among the engine's sentences; a name in braces must be a fact. (A
      line that only another language lacks is "locale/missing".)
      """,
    why: """
      A slip in a name would send a caller into nothing, in the middle of a call. Names are closed
      lists where the store, the notes and the reports rely on them, so a new word is never taken
      for a new queue.
      """,
    source: """
      SCRIPT-FORMAT, "What the checker proves"
      """,
    example: RuleExample(
      in: "scripts/visit.yaml",
      broken: """
              ready: ofer
              later: callback
        """,
      repaired: """
              ready: offer
              later: callback
        """),
    repair: """
      Take the suggested name, or define what is meant: a node under nodes, a line in the locale
      file.
      """)

  static func findings(in subject: Subject) -> [Finding] {
    unknownLines(subject) + unknownFacts(subject)
  }

  private static func unknownLines(_ subject: Subject) -> [Finding] {
    let book = subject.phrasebooks[subject.source]
    let known = (book.map { Array($0.lines.keys) + Array($0.engine.keys) } ?? []).sorted()
    return subject.index.nodes.flatMap(\.say).filter { book?.phrase($0.line) == nil }.map {
      Finding(rule: .reference, place: $0.place, message: message(line: $0.line, known))
    }
  }

  private static func unknownFacts(_ subject: Subject) -> [Finding] {
    subject.texts.flatMap { text in
      Set(text.phrase.templates.flatMap(\.unknowns)).subtracting(Fact.never).sorted().map {
        Finding(
          rule: .reference, place: text.phrase.place,
          message: message(fact: $0, in: "\(text.kind.rawValue) \"\(text.id)\""))
      }
    }
  }

  // MARK: wording

  private static func message(line: LineID, _ known: [LineID]) -> String {
    "line \(quoted(line)) is unknown" + DidYouMean.hint(for: line, among: known)
  }

  /// The same sentence wherever it is found: a fault that two readings find is told once.
  static func message(fact: String, in text: String) -> String {
    if fact.isUnclosedBrace {
      return "\(text) has a brace without its partner; to say a brace, write it twice"
    }
    return "\(text) uses \(quoted(fact)), which is no fact"
      + DidYouMean.hint(for: fact, among: Fact.allCases.map(\.rawValue))
  }
}

extension String {
  /// What `Template` keeps of a brace without its partner.
  fileprivate var isUnclosedBrace: Bool { hasPrefix("{") || self == "}" }
}
