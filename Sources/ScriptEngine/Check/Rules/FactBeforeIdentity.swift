import RecallDomain

/// `privacy/fact-before-identity`: no fact of the chart is said below its gate level.
enum FactBeforeIdentity: WalkedRule, StillRule {
  static let page = RulePage(
    .factBeforeIdentity,
    title: "no fact of the chart is said below its gate level",
    demands: """
      "provider", "due", "appointment" and "location" need the gate at scheduling; "reason",
      "specialty", "last_visit" and the counts need it open; clinic.yaml may ask for more under
      "disclosure".

      Every form of a line in every language counts, and so does its "count:". A line is judged at
      each node that says it, at the lowest gate level at which a conversation reaches the node,
      or at which a verify is run again on the way back. The engine's own sentences, SMS and
      e-mail are judged with the gate closed, portal texts with it open; reasons, greetings and
      the phrases of "without" hold no facts at all.
      """,
    why: """
      Whoever answers the telephone may be a relative, a colleague or a stranger. Before anything
      from the record is disclosed the identity and the authority of the person must be verified,
      and a message may hold no more than is needed to ask for a call back.
      """,
    source: """
      45 CFR 164.514(h)(1); HHS HIPAA FAQ 198 on messages left at home; 45 CFR 164.502(b), minimum
      necessary
      """,
    example: RuleExample(
      in: "locales/en/visit.yaml",
      broken: """
          opening.greeting:
            text: "This is {caller} at {clinic}, about {reason}. Is {ask_for} in?"
        """,
      repaired: """
          opening.greeting:
            text: "This is {caller} at {clinic}, about a visit. Is {ask_for} in?"
        """),
    repair: """
      Say it in general terms ("an appointment"), or say it at a node that only a verified person
      reaches.
      """)

  static func breaches(of subject: Subject, in walk: Walk) -> [Breach] {
    guard walk.tracked == .nothing else { return [] }
    return subject.uses { $0.needs(subject.disclosure) > .closed }.compactMap { use in
      let needed = use.fact.needs(subject.disclosure)
      let tooLow = GateLevel.every.filter { $0 < needed }
      guard let low = tooLow.sorted().first(where: { walk.speaks(use.node, levels: [$0]) }) else {
        return nil
      }
      let message = message(use, needed, low)
      return Breach(.factBeforeIdentity, at: use.spoken.place, message, in: .node(use.node)) {
        $0.speaks(use.node, walk.index) { level, _ in level < needed.number }
      }
    }
  }

  static func findings(in subject: Subject) -> [Finding] {
    subject.texts.flatMap { findings($0, subject.disclosure) } + languages(subject)
  }

  private static func findings(_ text: Text, _ disclosure: Disclosure) -> [Finding] {
    let level: GateLevel
    switch text.kind {
    case .line: return []
    case .reason: return text.phrase.facts.sorted().map { bare($0.rawValue, text) }
    case .engine: level = .closed
    case .message: level = text.id == "message.portal" ? .open : .closed
    }
    return text.phrase.facts.sorted().filter { $0.needs(disclosure) > level }.map {
      Finding(
        rule: .factBeforeIdentity, place: text.phrase.place,
        message: message($0, text, $0.needs(disclosure), level))
    }
  }

  private static func bare(_ fact: String, _ text: Text) -> Finding {
    Finding(
      rule: .factBeforeIdentity, place: text.phrase.place,
      message: message(bare: "\(text.kind.rawValue) \"\(text.id)\"", fact))
  }

  private static func languages(_ subject: Subject) -> [Finding] {
    subject.locales.flatMap { locale -> [Finding] in
      let language = subject.phrasebooks[locale]!.language
      let phrases =
        language.greetings.sorted { $0.key < $1.key }.map {
          ("greeting \"\($0.key)\"", "greetings.\($0.key)", $0.value)
        }
        + language.without.sorted { $0.key < $1.key }.map {
          ("phrase without \"\($0.key.rawValue)\"", "without.\($0.key.rawValue)", $0.value)
        }
      return phrases.flatMap { name, key, text in
        Template(text).names.map {
          Finding(
            rule: .factBeforeIdentity,
            place: language.place(of: key, in: locale),
            message: message(bare: name, $0))
        }
      }
    }
  }

  // MARK: wording

  private static func message(_ use: FactUse, _ needed: GateLevel, _ low: GateLevel) -> String {
    "line \"\(use.spoken.line)\" (\(use.locales.joined(separator: ", "))) says"
      + " \"\(use.fact.rawValue)\", which needs the gate at \"\(needed.rawValue)\","
      + " and can be spoken with the gate at \"\(low.rawValue)\""
  }

  private static func message(
    _ fact: Fact, _ text: Text, _ needed: GateLevel, _ level: GateLevel
  ) -> String {
    "\(text.kind.rawValue) \"\(text.id)\" says \"\(fact.rawValue)\", which needs the gate at"
      + " \"\(needed.rawValue)\", and is used with the gate at \"\(level.rawValue)\""
  }

  private static func message(bare text: String, _ fact: String) -> String {
    "\(text) may hold no fact, and names \"\(fact)\""
  }
}

extension Fact: Comparable {
  package static func < (left: Fact, right: Fact) -> Bool { left.rawValue < right.rawValue }

  /// The level it needs; what is never said is found by `privacy/never`, wherever it stands.
  func needs(_ disclosure: Disclosure) -> GateLevel { disclosure.level(of: self) ?? .closed }
}

extension GateLevel {
  /// As the walk counts levels.
  var number: Int { GateLevel.allCases.firstIndex(of: self)! }
}

extension Template {
  /// Everything in braces.
  var names: [String] { facts.map(\.rawValue) + unknowns }
}

extension ConversationSearch.Moment {
  /// The words of this node are spoken at a level and with a value that `test` accepts.
  func speaks(_ wanted: Int, _ index: ScriptIndex, _ test: (Int, Int) -> Bool) -> Bool {
    switch self {
    case .node(wanted, let level, let value, _, let known):
      index.speaks(wanted, at: level, known: known) && test(level, value)
    case .rerun(wanted, let level, let value): test(level, value)
    default: false
    }
  }

  /// This node is entered, at a level and with a value that `test` accepts.
  func enters(_ wanted: Int, _ test: (Int, Int) -> Bool = { _, _ in true }) -> Bool {
    if case .node(wanted, let level, let value, _, _) = self { return test(level, value) }
    return false
  }

  /// `resume` is taken by this edge with a value that `test` accepts.
  func resumes(by wanted: Int, _ test: (Int) -> Bool) -> Bool {
    if case .resume(wanted, let value, _, _) = self { return test(value) }
    return false
  }
}
