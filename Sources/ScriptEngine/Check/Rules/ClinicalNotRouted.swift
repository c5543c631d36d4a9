/// `clinical/not-routed`: a patient's question reaches the clinical team.
enum ClinicalNotRouted: WalkedRule {
  static let page = RulePage(
    .clinicalNotRouted,
    title: "a patient's question reaches the clinical team",
    demands: """
      Where a "question" was answered, no outcome and no "resume" may follow unless a "route:
      clinical" was passed in this call: before the node that asked, on it, or after it. Other
      than a duty this stays owed whatever is raised in between.
      """,
    why: """
      A patient who was asked for a question and told it believes that it was passed on. Nobody
      else will ask again.
      """,
    source: """
      telephone triage guidance: record the exact words, route the same day
      """,
    example: RuleExample(
      in: "scripts/visit.yaml",
      broken: """
          any_more:
            say: question.ask
        """,
      repaired: """
          any_more:
            route: clinical
            say: question.ask
        """),
    repair: """
      Put "route: clinical" on the node that asks, or on one that every way from it passes.
      """)

  static func follows(in subject: Subject) -> [Tracked] { [.question] }

  static func breaches(of subject: Subject, in walk: Walk) -> [Breach] {
    guard walk.tracked == .question else { return [] }
    return outcomes(walk) + resumptions(walk)
  }

  private static func outcomes(_ walk: Walk) -> [Breach] {
    walk.index.nodes.enumerated().compactMap { number, node in
      guard case .end(let ending) = node.act, walk.reaches(number, value: 1) else { return nil }
      return Breach(
        .clinicalNotRouted, at: node.place, message("outcome \"\(ending)\""), in: .node(number)
      ) {
        $0.enters(number) { _, value in value == 1 }
      }
    }
  }

  private static func resumptions(_ walk: Walk) -> [Breach] {
    walk.index.edges.indices.compactMap { edge in
      let manner: Walk.Resumption = [.remembered, .nothingRemembered, .emergency]
      guard walk.resumes(by: edge, manner, value: 1) else { return nil }
      let what = "\"resume\" of \(walk.index.origin(of: edge))"
      return Breach(
        .clinicalNotRouted, at: walk.index.place(of: edge), message(what), in: .edge(edge)
      ) {
        $0.resumes(by: edge) { $0 == 1 }
      }
    }
  }

  // MARK: wording

  private static func message(_ reached: String) -> String {
    "\(reached) can be reached with a question answered that was not routed to \"clinical\""
  }
}
