import RecallDomain

/// `act/gate`: appointments only with who may arrange them.
enum ActGate: WalkedRule {
  static let page = RulePage(
    .actGate,
    title: "appointments only with who may arrange them",
    demands: """
      A "book" node must not be reachable with the gate closed: it needs scheduling or open, which
      only a verify gives, and which a new listener, a message, /other_person and /emergency take
      away.
      """,
    why: """
      Offering times tells that this person has a visit to come, with whom and when; and a
      stranger could book, or use up, another person's appointment.
      """,
    source: """
      45 CFR 164.514(h)(1); SCRIPT-FORMAT, "The gate"
      """,
    example: RuleExample(
      in: "scripts/visit.yaml",
      broken: """
          hesitant:
            say: hesitant.options
            hear:
              go_on: resume
              later: offer
        """,
      repaired: """
          hesitant:
            say: hesitant.options
            hear:
              go_on: resume
              later: callback
        """, also: [.outcomeGate, .factBeforeIdentity]),
    repair: """
      Lead to the node only from the verified exit of a verify, or ask for a time to call back
      instead.
      """)

  static func breaches(of subject: Subject, in walk: Walk) -> [Breach] {
    guard walk.tracked == .nothing else { return [] }
    return walk.index.nodes.indices.compactMap { node in
      guard walk.index.kinds[node] == .book, walk.reaches(node, levels: [.closed]) else {
        return nil
      }
      let place = walk.index.nodes[node].place
      return Breach(.actGate, at: place, message(walk.index.nodes[node].id), in: .node(node)) {
        $0.enters(node) { level, _ in level == Edge.closed }
      }
    }
  }

  // MARK: wording

  private static func message(_ node: NodeID) -> String {
    "node \"\(node)\" books an appointment and can be reached with the gate at \"closed\""
  }
}
