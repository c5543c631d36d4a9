import RecallDomain

/// `emergency/other-outcome`: an emergency ends as an emergency.
enum EmergencyOtherOutcome: WalkedRule {
  static let page = RulePage(
    .emergencyOtherOutcome,
    title: "an emergency ends as an emergency",
    demands: """
      Once an emergency is raised the call is about nothing else. Whatever its nodes lead to, the
      only outcome is escalated/emergency, and there is no "resume".
      """,
    why: """
      Staff without clinical training recognise and hand over; they do not judge that it was
      nothing. Every emergency stands in the note as one, with the words heard, the place, the
      advice and who was told.
      """,
    source: """
      AAP guidance on prioritising telephone calls; emergency workflows for clinic call staff
      """,
    example: RuleExample(
      in: "scripts/visit.yaml",
      broken: """
          emergency_handed:
            say: emergency.handover
            ask: handed_to
            then: { given: emergency_end, none: give_number }
        """,
      repaired: """
          emergency_handed:
            say: emergency.handover
            ask: handed_to
            then: { given: emergency_end, none: emergency_end }
        """),
    repair: """
      Lead every exit of the emergency nodes to the next of them, and the last to "end: escalated,
      detail: emergency".
      """)

  static func breaches(of subject: Subject, in walk: Walk) -> [Breach] {
    guard walk.tracked == .nothing else { return [] }
    return outcomes(walk) + resumptions(walk)
  }

  private static func outcomes(_ walk: Walk) -> [Breach] {
    walk.index.nodes.enumerated().compactMap { number, node in
      guard case .end(let ending) = node.act, ending != .emergency,
        walk.reaches(number, .emergency)
      else { return nil }
      return Breach(
        .emergencyOtherOutcome, at: node.place, message("outcome \"\(ending)\""), in: .node(number)
      ) {
        if case .node(number, _, _, true, _) = $0 { true } else { false }
      }
    }
  }

  private static func resumptions(_ walk: Walk) -> [Breach] {
    walk.index.edges.indices.compactMap { edge in
      guard walk.resumes(by: edge, .emergency) else { return nil }
      let what = "\"resume\" of \(walk.index.origin(of: edge))"
      return Breach(
        .emergencyOtherOutcome, at: walk.index.place(of: edge), message(what), in: .edge(edge)
      ) {
        if case .resume(edge, _, _, true) = $0 { true } else { false }
      }
    }
  }

  // MARK: wording

  private static func message(_ reached: String) -> String {
    "\(reached) can be reached in an emergency, which may only end as \"\(Ending.emergency)\""
  }
}
