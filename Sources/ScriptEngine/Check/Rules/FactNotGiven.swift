import RecallDomain

/// `flow/fact-not-given`: what a call brings is said after it was given.
enum FactNotGiven: WalkedRule, StillRule {
  static let page = RulePage(
    .factNotGiven,
    title: "what a call brings is said after it was given",
    demands: """
      "{appointment}" must not be said before something was booked, "{callback_window}" before one
      was given (and not asked again in vain), "{answer_by}" before anything was routed to a
      queue; entering a node with "route" counts for its own words. The engine's sentences and
      messages use none of them: they can be said or sent at any moment.
      """,
    why: """
      Otherwise there is nothing to put in its place, and the caller stops in the middle of a
      sentence, or promises a call at a time that nobody wrote down.
      """,
    source: """
      SCRIPT-FORMAT, "Facts"
      """,
    example: RuleExample(
      in: "locales/en/visit.yaml",
      broken: """
          callback.when:
            text: "We call you {callback_window}. What day and time would suit you?"
        """,
      repaired: """
          callback.when:
            text: "What day and time would suit you for a call?"
        """),
    repair: """
      Say the line behind the exit that gives the fact, or take the fact out of it.
      """)

  static func follows(in subject: Subject) -> [Tracked] {
    let used = Set(subject.uses { $0.comesFrom != nil }.map(\.fact))
    return used.sorted().compactMap(\.comesFrom)
  }

  static func breaches(of subject: Subject, in walk: Walk) -> [Breach] {
    guard Fact.allCases.contains(where: { $0.comesFrom == walk.tracked }) else { return [] }
    return subject.uses { $0.comesFrom == walk.tracked }.compactMap { use in
      guard walk.speaks(use.node, levels: GateLevel.every, value: 0) else { return nil }
      return Breach(.factNotGiven, at: use.spoken.place, message(use), in: .node(use.node)) {
        $0.speaks(use.node, walk.index) { _, value in value == 0 }
      }
    }
  }

  static func findings(in subject: Subject) -> [Finding] {
    subject.texts.filter { $0.kind == .engine || $0.kind == .message }.flatMap { text in
      text.phrase.facts.sorted().filter { $0.comesFrom != nil }.map {
        Finding(rule: .factNotGiven, place: text.phrase.place, message: message($0, text))
      }
    }
  }

  // MARK: wording

  private static func message(_ use: FactUse) -> String {
    "line \"\(use.spoken.line)\" (\(use.locales.joined(separator: ", "))) says"
      + " \"\(use.fact.rawValue)\", and can be spoken before it was given"
  }

  private static func message(_ fact: Fact, _ text: Text) -> String {
    "\(text.kind.rawValue) \"\(text.id)\" says \"\(fact.rawValue)\","
      + " and can be used before it was given"
  }
}

extension Fact {
  /// For a fact that the call itself brings: what is followed, 0 = not yet.
  var comesFrom: Tracked? {
    switch self {
    case .appointment: .given(.appointment)
    case .callbackWindow: .given(.callbackWindow)
    case .answerBy: .routed
    default: nil
    }
  }
}
