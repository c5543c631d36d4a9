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
      prompt was passed, even if nothing was obtained.
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
      return ending.requirements.map(\.tracked)
    }
  }

  static func breaches(of subject: Subject, in walk: Walk) -> [Breach] {
    walk.index.nodes.enumerated().flatMap { number, node -> [Breach] in
      guard case .end(let ending) = node.act else { return [] }
      return ending.requirements.filter { $0.tracked == walk.tracked }.compactMap { needed in
        guard walk.reaches(number, value: 0) else { return nil }
        return Breach(
          .outcomeMissingField, at: node.place, message(ending, needed), in: .node(number)
        ) {
          $0.enters(number) { _, value in value == 0 }
        }
      }
    }
  }

  // MARK: wording

  private static func message(_ ending: Ending, _ needed: CallRequirement) -> String {
    let missing =
      switch needed {
      case .given(let field): "\"\(field.rawValue)\" given"
      case .asked(let field): "\"\(field.rawValue)\" asked"
      case .leftVoicemail: "the exit \"left\" of a \"leave: voicemail\""
      case .leftWithPerson: "the exit \"left\" of a \"leave: with_person\""
      case .messageQueued: "the exit \"queued\" of a \"send: message\""
      }
    return "outcome \"\(ending)\" can be reached without \(missing)"
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
