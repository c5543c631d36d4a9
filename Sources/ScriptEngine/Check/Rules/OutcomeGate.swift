import RecallDomain

/// `outcome/gate`: an outcome only at a gate where it can be true.
enum OutcomeGate: WalkedRule {
  static let page = RulePage(
    .outcomeGate,
    title: "an outcome only at a gate where it can be true",
    demands: """
      A message is left, or a wrong number found, with nobody verified; a booking is made with
      somebody who may; a recall is closed for good (declined/final) by the verified patient
      alone. An "end" must not be reachable at a level that its outcome forbids.
      """,
    why: """
      What follows from an outcome follows without another look: a recall that a stranger closed
      stays closed, and the patient is never called again.
      """,
    source: """
      SCRIPT-FORMAT, "Outcomes"; AAPOR dispositions tell refusals by the person from those by
      others
      """,
    example: RuleExample(
      in: "scripts/visit.yaml",
      broken: """
          declined:
            say: close.welcome
            end: declined
            detail: final
        """,
      repaired: """
          declined:
            say: close.welcome
            end: declined
            detail: for-now
        """),
    repair: """
      Send the conversation through a verify first, or give each level an end of its own.
      """)

  static func breaches(of subject: Subject, in walk: Walk) -> [Breach] {
    guard walk.tracked == .nothing else { return [] }
    return walk.index.nodes.enumerated().compactMap { number, node in
      guard case .end(let ending) = node.act else { return nil }
      let forbidden = GateLevel.every.subtracting(ending.gateLevels)
      guard let level = forbidden.sorted().first(where: { walk.reaches(number, levels: [$0]) })
      else { return nil }
      let levels = Set(forbidden.map(\.number))
      return Breach(.outcomeGate, at: node.place, message(ending, level), in: .node(number)) {
        $0.enters(number) { height, _ in levels.contains(height) }
      }
    }
  }

  // MARK: wording

  private static func message(_ ending: Ending, _ level: GateLevel) -> String {
    let allowed = ending.gateLevels.sorted().map { "\"\($0.rawValue)\"" }
    return "outcome \"\(ending)\" can be reached with the gate at \"\(level.rawValue)\","
      + " and is allowed only at \(allowed.joined(separator: " or "))"
  }
}
