import RecallDomain

/// `outcome/missing-field`: an outcome has what makes it true.
enum OutcomeMissingField: WalkedRule {
  static let page = RulePage(
    .outcomeMissingField,
    title: "an outcome has what makes it true",
    demands: """
      A callback at a time needs its window, a booking its appointment, a declined recall the
      reason asked, a message left the exit "left". An "end" must not be reachable without it.
      Given means answered with a value and not asked again without one; asked means that the
      prompt was passed, even if nothing was obtained. What the clinic wants asked besides
      ("documentation" of clinic.yaml) is a warning: where the script does not ask it, the console
      asks the caller at "save".
      """,
    why: """
      A note must let a colleague act without asking the caller. "Call back at the agreed time"
      without a time is a patient who waits and is not called.
      """,
    source: """
      SCRIPT-FORMAT, "Outcomes"; the required-note column of call outcome tables in telephone
      research
      """,
    example: RuleExample(
      in: "scripts/visit.yaml",
      broken: """
          third_party:
            say: third.when
            ask: callback_window
            then: { given: third_set, none: third_set }
        """,
      repaired: """
          third_party:
            say: third.when
            ask: callback_window
            then: { given: third_set, none: sorry }
        """),
    repair: """
      Lead the exit without a value to an outcome that does not need it, or ask before this end.
      """)

  static func follows(in subject: Subject) -> [Tracked] {
    subject.index.nodes.flatMap { node -> [Tracked] in
      guard case .end(let ending) = node.act else { return [] }
      return (ending.requirements + subject.clinic.wanted(beyond: ending)).map(\.tracked)
    }
  }

  static func breaches(of subject: Subject, in walk: Walk) -> [Breach] {
    walk.index.nodes.enumerated().flatMap { number, node -> [Breach] in
      guard case .end(let ending) = node.act else { return [] }
      guard walk.reaches(number, value: 0) else { return [] }
      let missing = { (needed: CallRequirement) in needed.tracked == walk.tracked }
      let wanted = subject.clinic.wanted(beyond: ending).filter(missing)
      return ending.requirements.filter(missing).map {
        breach(.error, at: node, number, message(ending, $0))
      } + wanted.map { breach(.warning, at: node, number, wish(ending, $0)) }
    }
  }

  private static func breach(
    _ severity: Finding.Severity, at node: Node, _ number: Int, _ message: String
  ) -> Breach {
    Breach(
      .outcomeMissingField, severity: severity, at: node.place, message, in: .node(number)
    ) {
      $0.enters(number) { _, value in value == 0 }
    }
  }

  // MARK: wording

  private static func message(_ ending: Ending, _ needed: CallRequirement) -> String {
    "outcome \"\(ending)\" can be reached without \(name(of: needed))"
  }

  private static func wish(_ ending: Ending, _ needed: CallRequirement) -> String {
    "the clinic wants \(name(of: needed)) for outcome \"\(ending)\", and this end can be "
      + "reached without it: the caller is asked at \"save\""
  }

  private static func name(of needed: CallRequirement) -> String {
    switch needed {
    case .given(let field): "\"\(field.rawValue)\" given"
    case .asked(let field): "\"\(field.rawValue)\" asked"
    case .leftVoicemail: "the exit \"left\" of a \"leave: voicemail\""
    case .leftWithPerson: "the exit \"left\" of a \"leave: with_person\""
    case .messageQueued: "the exit \"queued\" of a \"send: message\""
    }
  }
}

extension ClinicWords {
  /// As requirements; what the outcome needs anyway is not said twice.
  func wanted(beyond ending: Ending) -> [CallRequirement] {
    let needed = Set(ending.requirements.map(\.tracked))
    return (wanted[ending] ?? []).map(CallRequirement.asked).filter {
      guard case .asked(let field) = $0 else { return false }
      return !needed.contains($0.tracked)
        && !needed.contains(CallRequirement.given(field).tracked)
    }
  }
}

extension CallRequirement {
  /// What the walk follows for it; value 0 = missing.
  var tracked: Tracked {
    switch self {
    case .given(let field): .given(field)
    case .asked(let field): .asked(field)
    case .leftVoicemail: .left(.voicemail)
    case .leftWithPerson: .left(.withPerson)
    case .messageQueued: .queued
    }
  }
}
