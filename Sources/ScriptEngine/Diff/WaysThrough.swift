import RecallDomain

/// The shortest way to each step, as the author made it: answers and exits from the start, or the
/// interrupt that leads there.
struct WaysThrough {
  private(set) var paths: [NodeID: [String]] = [:]

  init(_ script: Script) {
    walk(script, [(script.start, [])])
    walk(script, [(script.startInbound, ["inbound"])])
    for interrupt in Interrupt.allCases {
      let nodes = script.interrupts[interrupt]?.target.nodes ?? []
      walk(script, nodes.map { ($0, ["/" + interrupt.rawValue]) })
    }
  }

  /// Breadth first; a step keeps the first way found.
  private mutating func walk(_ script: Script, _ starts: [(NodeID, [String])]) {
    var waiting = starts[...]
    while let (id, path) = waiting.popFirst() {
      guard paths[id] == nil else { continue }
      paths[id] = path
      for exit in script[id].act.exits {
        let step = exit.name == Exit.straightOn ? [] : [exit.name]
        waiting += exit.target.nodes.map { ($0, path + step) }
      }
    }
  }
}
