import RecallDomain

/// `outcome/missing-field`: a note must let a colleague understand the case without asking, so each
/// outcome needs what makes it true: a callback at a time its window, a booking its appointment, a
/// declined recall the reason asked, a message left the exit `left`. An `end` must not be reachable
/// without it. *Given* means answered with a value and not asked again without one; *asked* means
/// that the prompt was passed, even if nothing was obtained.
enum OutcomeMissingField: WalkedRule {
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
