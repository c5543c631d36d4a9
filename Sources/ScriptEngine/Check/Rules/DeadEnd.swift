/// `flow/dead-end`: from every node some way leads to an outcome.
enum DeadEnd: WalkedRule {
  static let page = RulePage(
    .deadEnd,
    title: "from every node some way leads to an outcome",
    demands: """
      Every call ends in an outcome, so from every node that a call can reach some way must lead
      to an "end", at every gate at which a call can come there: a "verify: identity" whose gate is
      open takes "verified" at once, and a "verify: helper" before the patient was verified
      "failed". A "resume" counts as a way to the end: the node that it returns to is judged itself.
      A node without an act is a dead end too.
      """,
    why: """
      A caller who can go nowhere hangs up without a note, and the attempt counts as nothing: the
      next caller knows less than the patient does.
      """,
    source: """
      every attempt ends in exactly one disposition (AAPOR standard definitions)
      """,
    example: RuleExample(
      in: "scripts/visit.yaml",
      broken: """
          desk:
            route: front-desk
            say: desk.promise
            go: desk
        """,
      repaired: """
          desk:
            route: front-desk
            say: desk.promise
            end: callback-requested
            detail: clinic-will-call
        """),
    repair: """
      Give the node an end, or a way to one.
      """)

  static func breaches(of subject: Subject, in walk: Walk) -> [Breach] {
    guard walk.tracked == .nothing else { return [] }
    // From where nothing ends and from where nothing can be forced to end are one reckoning.
    let endings = Endings(walk)
    return walk.breaches(.deadEnd, endings.stuck, message)
      + ForcedLoop.breaches(of: endings, in: walk)
  }

  // MARK: wording

  private static func message(_ id: NodeID, _ stuck: Endings.Stuck) -> String {
    stuck.always
      ? "node \"\(id)\" is a dead end: none of its ways leads to an outcome"
      : "node \"\(id)\" is a dead end \(stuck.when): none of its ways leads to an outcome then"
  }
}
