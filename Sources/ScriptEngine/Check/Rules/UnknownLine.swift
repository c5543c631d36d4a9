/// `reference`: a line that a node says must be in the source language's file of the script or
/// fragment, or among the engine's sentences; a name in braces must be a fact. A name that is
/// nearly right is suggested.
///
/// (The reader finds the other unknown names: nodes, queues, fields, outcomes. A line that only
/// another language lacks is `locale/missing`.)
enum UnknownLine: StillRule {
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
        Finding(rule: .reference, place: text.phrase.place, message: message(fact: $0, text))
      }
    }
  }

  // MARK: wording

  private static func message(line: LineID, _ known: [LineID]) -> String {
    "line \"\(line)\" is unknown" + DidYouMean.hint(for: line, among: known)
  }

  private static func message(fact: String, _ text: Text) -> String {
    "\(text.kind.rawValue) \"\(text.id)\" uses the unknown fact \"\(fact)\""
      + DidYouMean.hint(for: fact, among: Fact.allCases.map(\.rawValue))
  }
}
