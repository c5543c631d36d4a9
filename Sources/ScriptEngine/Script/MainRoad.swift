/// The main road: every node reachable from `start` or `start_inbound` by the author's edges,
/// without raising an interrupt. Entering one forgets what was remembered for `resume`.
extension Script {
  package func mainRoad() -> Set<NodeID> { reachable(from: [start, startInbound]) }

  /// Every node reachable from these by the author's edges; `resume` leads nowhere new.
  package func reachable(from roots: [NodeID]) -> Set<NodeID> {
    var seen: Set<NodeID> = []
    var waiting = roots
    while let id = waiting.popLast() {
      guard seen.insert(id).inserted, let node = nodes[id] else { continue }
      waiting += node.act.exits.flatMap(\.target.nodes)
    }
    return seen
  }
}
