import RecallDomain

/// The hash of a merged script: what it does, whatever the layout, comments, order of nodes and
/// places in its files.
enum StructureHash {
  static func of(_ script: Script) -> String {
    var text = CanonicalText()
    text.add("recall-structure/1")
    text.add("id", script.id)
    text.add("start", script.start)
    text.add("start_inbound", script.startInbound)
    for (_, node) in script.nodes.sorted(by: { $0.key < $1.key }) { add(node, to: &text) }
    for interrupt in Interrupt.allCases {
      guard let road = script.interrupts[interrupt] else { continue }
      text.add("interrupt", interrupt.rawValue)
      text.add(word(for: road.target))
    }
    return text.hash
  }

  private static func add(_ node: Node, to text: inout CanonicalText) {
    text.add("node", node.id)
    for spoken in node.say { text.add("say", spoken.line) }
    text.add("at_most_seconds", node.atMostSeconds.map { String($0) })
    for queue in node.routes { text.add("route", queue.rawValue) }
    text.add("barrier", node.barrier?.rawValue)
    text.add("act", node.act.kindName)
    // The order of responses is their numbers on the caller's keyboard.
    for exit in node.act.exits { text.add(exit.name, word(for: exit.target)) }
  }

  private static func word(for target: Target) -> String {
    switch target {
    case .node(let id, let listenerNew): id + (listenerNew ? " new" : "")
    case .bounded(_, let id, let listenerNew, let atMost, let then):
      id + (listenerNew ? " new" : "") + " \(atMost) then " + word(for: then)
    case .resume: "resume"
    }
  }
}
