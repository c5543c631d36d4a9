/// `flow/unreachable`: every node can be come to.
enum Unreachable: ExplainedRule {
  static let page = RulePage(
    .unreachable,
    title: "every node can be come to",
    demands: """
      Some way that the author wrote leads to each node: from "start", from "start_inbound", or
      from the target of an interrupt. A fragment's node must be reached in one of the scripts
      that use it.
      """,
    why: """
      A node that nothing leads to is a branch that was meant and lost: the words were written and
      translated, and no patient ever hears them.
      """,
    source: """
      SCRIPT-FORMAT, "What the checker proves"
      """,
    example: RuleExample(
      in: "scripts/visit.yaml",
      broken: """
            then: { booked: any_more, none_suit: callback, clinic_books: callback }
        """,
      repaired: """
            then: { booked: any_more, none_suit: callback, clinic_books: desk }
        """),
    repair: """
      Lead something to it, or take it out together with its lines.
      """)

  /// The nodes of fragments that some script reaches, by where they are written.
  static func everywhere(_ subjects: [Subject]) -> Set<SourcePlace> {
    Set(subjects.flatMap { subject in reached(subject.script).map { subject.script[$0].place } })
  }

  static func findings(_ subject: Subject, _ reachedSomewhere: Set<SourcePlace>) -> [Finding] {
    let script = subject.script
    let reached = reached(script)
    return script.order.filter { !reached.contains($0) && script[$0].isNamed }
      .map { script[$0] }
      .filter { script.owns($0) || !reachedSomewhere.contains($0.place) }
      .map { Finding(rule: .unreachable, place: $0.place, message: message($0, script)) }
  }

  private static func reached(_ script: Script) -> Set<NodeID> {
    let interrupts = script.interrupts.values.flatMap(\.target.nodes)
    return script.reachable(from: [script.start, script.startInbound] + interrupts)
  }

  // MARK: wording

  private static func message(_ node: Node, _ script: Script) -> String {
    script.owns(node)
      ? "node \"\(node.id)\" cannot be reached"
      : "node \"\(node.id)\" cannot be reached in any script that uses it"
  }
}

extension Script {
  /// The node is written in the script's own file, not in a fragment's.
  func owns(_ node: Node) -> Bool {
    node.place.file.split(separator: "/").last == "\(id).yaml"
  }
}
