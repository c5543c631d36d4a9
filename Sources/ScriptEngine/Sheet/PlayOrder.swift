package import RecallDomain

/// In which order a reader meets the nodes of a script: the straight road first, then what branches
/// off it, then what interrupts lead to. Each node once; unnamed ones stand where they are written.
package struct PlayOrder: Hashable, Sendable {
  /// From `start`, always by the first exit, to its end.
  package let straight: [NodeID]
  /// The rest of the main road, each node after the first that leads to it.
  package let aside: [NodeID]
  /// What each interrupt adds, in the order of the closed list.
  package let interrupts: [Scene]
  /// Nodes that nothing leads to: a fragment's that this script does without.
  package let unused: [NodeID]

  package struct Scene: Hashable, Sendable {
    package let interrupt: Interrupt
    package let nodes: [NodeID]
  }

  package init(_ script: Script) {
    var seen: Set<NodeID> = []
    straight = Self.straight(script)
    seen.formUnion(straight)
    aside = Self.new(
      script, from: straight.flatMap { Self.next(script[$0]) } + [script.startInbound], &seen)
    interrupts = Interrupt.allCases.compactMap { interrupt in
      guard let road = script.interrupts[interrupt] else { return nil }
      return Scene(
        interrupt: interrupt, nodes: Self.new(script, from: road.target.nodes, &seen))
    }
    unused = script.order.filter { script[$0].isNamed && !seen.contains($0) }
  }

  private static func straight(_ script: Script) -> [NodeID] {
    var road: [NodeID] = []
    var next: NodeID? = script.start
    while let id = next, !road.contains(id), script[id].isNamed {
      road.append(id)
      next = script[id].act.exits.first?.target.nodes.first
    }
    return road
  }

  private static func next(_ node: Node) -> [NodeID] { node.act.exits.flatMap(\.target.nodes) }

  /// Named nodes not met before, depth first, exits in file order.
  private static func new(
    _ script: Script, from roots: [NodeID], _ seen: inout Set<NodeID>
  ) -> [NodeID] {
    var met: [NodeID] = []
    var waiting = Array(roots.reversed())
    // The straight road was met before, and what leads off it are the roots.
    while let id = waiting.popLast() {
      guard script[id].isNamed, seen.insert(id).inserted else { continue }
      met.append(id)
      waiting += next(script[id]).reversed()
    }
    return met
  }
}
