/// `flow/unreachable`: a node that no conversation can come to is a mistake: something should lead
/// to it, or it should go. Only the ways that the author wrote count, from `start`, from
/// `start_inbound` and from the target of each interrupt. A fragment's node is unreachable when it
/// is so in every script that uses it.
enum Unreachable {
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
