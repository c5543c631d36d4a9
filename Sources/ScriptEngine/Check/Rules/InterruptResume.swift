/// `interrupt/resume`: resume has somewhere to return to.
enum InterruptResume: WalkedRule {
  static let page = RulePage(
    .interruptResume,
    title: "resume has somewhere to return to",
    demands: """
      "resume" returns to the node at which an interrupt was raised, so something must be
      remembered wherever it is reached. Nothing is on the main road (what "start" leads to
      without an interrupt), because entering it forgets; and nothing is after a verify that was
      run again, on the way back to the remembered node, and failed or was refused.
      """,
    why: """
      The caller would press "go on" and stand in the same place, with the patient waiting.
      """,
    source: """
      SCRIPT-FORMAT, "Interrupts"
      """,
    example: RuleExample(
      in: "scripts/visit.yaml",
      broken: """
              ready: offer
              later: resume
        """,
      repaired: """
              ready: offer
              later: callback
        """),
    repair: """
      On the main road name the node that follows. Use "resume" only in nodes that interrupts
      alone lead to.
      """)

  static func breaches(of subject: Subject, in walk: Walk) -> [Breach] {
    guard walk.tracked == .nothing else { return [] }
    return walk.index.edges.indices.compactMap { edge in
      guard walk.resumes(by: edge, .nothingRemembered) else { return nil }
      return Breach(
        .interruptResume, at: walk.index.place(of: edge), message(edge, walk.index), in: .edge(edge)
      ) {
        if case .resume(edge, _, false, false) = $0 { true } else { false }
      }
    }
  }

  // MARK: wording

  private static func message(_ edge: Int, _ index: ScriptIndex) -> String {
    "\"resume\" of \(index.origin(of: edge)) can be reached with nothing remembered"
  }
}
