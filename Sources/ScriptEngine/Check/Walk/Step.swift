/// Where an edge leads from a gate level and a colour.
struct Arrival {
  /// A state, `resumes` or `nowhere`.
  let state: Int
  let level: Int
  let colour: Int

  static let resumes = -1
  static let nowhere = -2
}

/// The rules of one step: the gate, and what is followed beside it. A *state* is a number:
/// (node × 3 + level) × colours + colour.
struct Step {
  let index: ScriptIndex
  let colouring: Colouring

  func state(_ node: Int, _ level: Int, _ colour: Int) -> Int {
    (node * 3 + level) * colouring.count + colour
  }

  func node(_ state: Int) -> Int { state / (3 * colouring.count) }

  func level(_ state: Int) -> Int { state / colouring.count % 3 }

  func colour(_ state: Int) -> Int { state % colouring.count }

  /// Something is asked in this state, so an interrupt can be raised and the call be parked.
  func prompts(_ state: Int) -> Bool {
    index.prompts(node(state), at: level(state), known: colouring.isKnown(colour(state)))
  }

  /// The words of the node are spoken in this state.
  func speaks(_ state: Int) -> Bool {
    index.speaks(node(state), at: level(state), known: colouring.isKnown(colour(state)))
  }

  /// The patient is verified already: `verified` is taken at once, and the other exits never.
  func isAtOnce(_ edge: Edge, _ level: Int) -> Bool {
    level == Edge.open && edge.source >= 0 && index.kinds[Int(edge.source)] == .identity
  }

  func take(_ number: Int, _ level: Int, _ colour: Int) -> Arrival {
    let edge = index.edges[number]
    let atOnce = isAtOnce(edge, level)
    let left = atOnce ? UInt8(colour) : colouring.leave[number * colouring.count + colour]
    if left == Colouring.blocked || (atOnce && edge.exit == .unverified) {
      return Arrival(state: Arrival.nowhere, level: 0, colour: 0)
    }
    return enter(edge, levelAfter(edge, level), Int(left))
  }

  /// The gate after the exit was taken, before the target is entered.
  private func levelAfter(_ edge: Edge, _ level: Int) -> Int {
    if edge.closes || edge.exit == .unverified { return Edge.closed }
    return edge.exit == .verified ? index.kinds[Int(edge.source)].raisesTo : level
  }

  private func enter(_ edge: Edge, _ level: Int, _ colour: Int) -> Arrival {
    if edge.target == Edge.resume {
      return Arrival(state: Arrival.resumes, level: level, colour: colour)
    }
    let node = Int(edge.target)
    let height = index.closesOnEntry[node] ? Edge.closed : level
    let entered = Int(colouring.enter[node * colouring.count + colour])
    return Arrival(state: state(node, height, entered), level: height, colour: entered)
  }

  /// The exit raises the gate: a later `resume`, or taking up, may run this node again.
  func raises(_ number: Int, _ level: Int) -> Bool {
    index.edges[number].exit == .verified && !isAtOnce(index.edges[number], level)
  }
}
