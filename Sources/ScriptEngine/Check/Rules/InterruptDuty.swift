import RecallDomain

/// `interrupt/duty`: what an interrupt owes is done before going on.
enum InterruptDuty: WalkedRule {
  static let page = RulePage(
    .interruptDuty,
    title: "what an interrupt owes is done before going on",
    demands: """
      From "stop_calling" only declined/do-not-contact is reached, and no "resume". From
      "clinical", "results" and "urgent" no outcome and no "resume" is reached without passing
      "route: clinical" (entering the node is passing); likewise "insurance", "transport" and
      their queues, "upset" and "supervisor", and "language", which may resume without it. The
      duty is followed along the ways that the author wrote, until another interrupt is raised,
      which has duties of its own.
      """,
    why: """
      Whoever asks not to be called is not called, by any reasonable words and at once. A question
      that a caller may not answer must reach those who can, the same day, also when the patient
      then hangs up.
      """,
    source: """
      47 CFR 64.1200(a)(10), revocation by any reasonable means; 45 CFR 92.201, language
      assistance without cost
      """,
    example: RuleExample(
      in: "scripts/visit.yaml",
      broken: """
          transport:
            say: transport.ask
        """,
      repaired: """
          transport:
            route: transport
            say: transport.ask
        """),
    repair: """
      Put the route on the first node that the interrupt leads to, before anything can end the
      call.
      """)

  static func follows(in subject: Subject) -> [Tracked] {
    Interrupt.allCases.filter { $0.dutyQueue != nil || $0 == .stopCalling }.map(Tracked.duty)
  }

  static func breaches(of subject: Subject, in walk: Walk) -> [Breach] {
    guard case .duty(let interrupt) = walk.tracked else { return [] }
    return outcomes(interrupt, walk) + resumptions(interrupt, walk)
  }

  private static func outcomes(_ interrupt: Interrupt, _ walk: Walk) -> [Breach] {
    walk.index.nodes.enumerated().compactMap { number, node in
      guard case .end(let ending) = node.act, walk.reaches(number, value: 1) else { return nil }
      if interrupt == .stopCalling && ending == Ending(.declined, .doNotContact) { return nil }
      return Breach(
        .interruptDuty, at: node.place, message(interrupt, "outcome \"\(ending)\""),
        in: .node(number)
      ) {
        $0.enters(number) { _, value in value == 1 }
      }
    }
  }

  private static func resumptions(_ interrupt: Interrupt, _ walk: Walk) -> [Breach] {
    guard interrupt != .language else { return [] }
    return walk.index.edges.indices.compactMap { edge in
      let manner: Walk.Resumption = [.remembered, .nothingRemembered]
      guard walk.resumes(by: edge, manner, value: 1) else { return nil }
      let what = "\"resume\" of \(walk.index.origin(of: edge))"
      return Breach(
        .interruptDuty, at: walk.index.place(of: edge), message(interrupt, what),
        in: .edge(edge)
      ) { $0.resumes(by: edge) { $0 == 1 } }
    }
  }

  // MARK: wording

  private static func message(_ interrupt: Interrupt, _ reached: String) -> String {
    let owed =
      interrupt.dutyQueue.map { "without passing \"route: \($0.rawValue)\"" }
      ?? "which may only lead to the outcome \"declined/do-not-contact\""
    return "\(reached) can be reached from interrupt \"\(interrupt.rawValue)\""
      + (interrupt.dutyQueue == nil ? ", " : " ") + owed
  }
}
