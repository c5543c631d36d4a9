import RecallDomain

/// From each state with the gate raised: the moments (present level × colour) at which the `verify`
/// that raised it may be run once more, by `resume` or when the call is taken up, while it is still
/// the one that raised the gate. Found backwards, once for all `verify` nodes.
struct Reruns {
  /// The ways a state can be reached that differ in this: as itself, in an emergency (where no
  /// interrupt is raised), or inside an interrupt with a node remembered at the open gate (where
  /// `resume` from *scheduling* runs a `verify` at whose prompts interrupts may be raised).
  enum Manner: Int { case plain, emergency, openRemembered }

  private let step: Step
  private let procedures: Procedures
  private let size: Int
  /// By manner × state, then by manner × moment (an interrupt about to be raised).
  private var found: [Moments]
  private var sources: [Int32] = []
  private var targets: [Int32] = []

  init(_ procedures: Procedures) {
    self.procedures = procedures
    step = procedures.step
    size = step.index.nodes.count * 3 * step.colouring.count
    found = Array(repeating: Moments(), count: 3 * size + 9 * step.colouring.count)
    guard step.index.kinds.contains(where: { $0.raisesTo > 0 }) else { return }
    let links = 3 * step.index.edges.count * step.colouring.count
    sources.reserveCapacity(links)
    targets.reserveCapacity(links)
    for node in step.index.nodes.indices { connect(node) }
    for level in 1...2 {
      for colour in 0..<step.colouring.count {
        connectInterrupts(procedures.moment(level, colour), .plain)
        if level == Edge.scheduling {
          connectInterrupts(procedures.moment(level, colour), .openRemembered)
        }
      }
    }
    propagate()
  }

  func moments(from state: Int, _ manner: Manner) -> Moments { found[key(state, manner)] }

  /// From a `resume` at this moment that is about to run a `verify`, inside an interrupt.
  func moments(resuming moment: Int) -> Moments { found[key(interrupts: moment, .openRemembered)] }

  private func key(_ state: Int, _ manner: Manner) -> Int {
    if manner == .openRemembered
      && (step.index.main[step.node(state)] || step.level(state) != Edge.scheduling)
    {
      return state
    }
    return manner.rawValue * size + state
  }

  private func key(interrupts moment: Int, _ manner: Manner) -> Int {
    let level = procedures.level(moment)
    let kept = manner == .openRemembered && level != Edge.scheduling ? Manner.plain : manner
    return 3 * size + kept.rawValue * 3 * step.colouring.count + moment
  }

  private mutating func link(_ source: Int, _ target: Int) {
    sources.append(Int32(source))
    targets.append(Int32(target))
  }

  private mutating func connect(_ node: Int) {
    if step.index.closesOnEntry[node] { return }
    let inEmergency = step.index.inEmergency[node]
    for level in 1...2 {
      for colour in 0..<step.colouring.count {
        let state = step.state(node, level, colour)
        connectExits(state, .plain)
        if inEmergency { connectExits(state, .emergency) }
        if key(state, .openRemembered) != state { connectExits(state, .openRemembered) }
        if step.prompts(state) { connectPrompt(state) }
      }
    }
  }

  private mutating func connectExits(_ state: Int, _ manner: Manner) {
    let (level, colour) = (step.level(state), step.colour(state))
    let source = key(state, manner)
    for edge in step.index.edgesOf[step.node(state)] {
      let arrival = step.take(edge, level, colour)
      guard arrival.level == level else { continue }
      if arrival.state >= 0 {
        link(source, manner == .plain ? arrival.state : key(arrival.state, manner))
      } else if arrival.state == Arrival.resumes, manner == .openRemembered {
        let moved = procedures.moment(level, procedures.moved(arrival.colour))
        link(source, key(interrupts: moved, manner))
      }
    }
  }

  private mutating func connectPrompt(_ state: Int) {
    let (node, level, colour) = (step.node(state), step.level(state), step.colour(state))
    let moment = procedures.moment(level, colour)
    if step.index.kinds[node] != .end {
      let takenUp = procedures.taken(up: moment)
      for manner in [Manner.plain, .emergency, .openRemembered] {
        found[key(state, manner)].insert(takenUp)
      }
    }
    link(state, key(interrupts: moment, .plain))
    if step.index.main[node] { return connectComebacks(state) }
    if key(state, .openRemembered) != state {
      link(key(state, .openRemembered), key(interrupts: moment, .openRemembered))
    }
  }

  /// A node of the main road is left by an interrupt and come back to.
  private mutating func connectComebacks(_ state: Int) {
    let (node, level) = (step.node(state), step.level(state))
    let moment = procedures.moment(level, step.colour(state))
    var back = procedures.comebacks(moment, remembered: level)
    back.formUnion(procedures.comebacks(procedures.taken(up: moment), remembered: level))
    // Most interrupts come back to the very state they left, which needs no link.
    var linked = Moments()
    for comeback in back {
      let colour = procedures.moved(procedures.colour(comeback))
      let target = step.state(node, level, colour)
      if target != state, linked.insert(colour) { link(state, target) }
      if procedures.level(comeback) < level {
        found[state].insert(procedures.moment(procedures.level(comeback), colour))
        found[state].insert(procedures.moment(Edge.closed, colour))
      }
    }
  }

  private mutating func connectInterrupts(_ moment: Int, _ manner: Manner) {
    let level = procedures.level(moment)
    var ends: [(Int, Arrival)] = []
    procedures.raised(moment, emergency: false) { ends.append(($0, $1)) }
    for (_, arrival) in ends where arrival.level == level {
      if arrival.state >= 0 {
        link(key(interrupts: moment, manner), key(arrival.state, manner))
      } else if arrival.state == Arrival.resumes, manner == .openRemembered {
        let moved = procedures.moment(level, procedures.moved(arrival.colour))
        link(key(interrupts: moment, manner), key(interrupts: moved, manner))
      }
    }
  }

  private mutating func propagate() {
    let backwards = Backwards(sources: sources, targets: targets, count: found.count)
    var waiting = found.indices.filter { !found[$0].isEmpty }
    while let target = waiting.popLast() {
      backwards.forEachSource(of: target) { source in
        guard !found[source].isSuperset(of: found[target]) else { return }
        found[source].formUnion(found[target])
        waiting.append(source)
      }
    }
    sources = []
    targets = []
  }
}

/// Links grouped by their target.
private struct Backwards {
  private var first: [Int32]
  private var sources: [Int32]

  init(sources links: [Int32], targets: [Int32], count: Int) {
    first = Array(repeating: 0, count: count + 1)
    for target in targets { first[Int(target) + 1] += 1 }
    for position in 0..<count { first[position + 1] += first[position] }
    var next = first
    sources = Array(repeating: 0, count: links.count)
    var link = 0
    while link < links.count {
      let target = Int(targets[link])
      sources[Int(next[target])] = links[link]
      next[target] += 1
      link += 1
    }
  }

  func forEachSource(of target: Int, _ body: (Int) -> Void) {
    for link in first[target]..<first[target + 1] { body(Int(sources[Int(link)])) }
  }
}
