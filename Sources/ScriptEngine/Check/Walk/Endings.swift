import RecallDomain

/// From which moments of a call an outcome can be reached along the author's edges, and from which the
/// caller can force one. A moment is a node at a gate level, with whether the patient was verified: a
/// `verify` that asks nobody has one way only, and which one depends on them.
///
/// Besides, each node is judged with all its exits, as if any gate could stand there: a script is
/// easier to read, and to change, where that holds too.
struct Endings {
  /// Where a node is stuck.
  struct Stuck {
    /// At whatever gate.
    let always: Bool
    /// Gate level × known, where not always.
    fileprivate let moments: Set<Moment>

    /// What distinguishes these moments from others of the node, for wording.
    var when: String {
      if moments.allSatisfy({ !$0.known }) { return "before the patient was verified" }
      return moments.allSatisfy { $0.level == Edge.open }
        ? "once the gate is open" : "at some gates"
    }

    func shows(_ moment: ConversationSearch.Moment, at node: Int) -> Bool {
      guard case .node(node, let level, _, _, let known) = moment else { return false }
      return always || moments.contains(Moment(level: level, known: known))
    }
  }

  fileprivate struct Moment: Hashable {
    let level: Int
    let known: Bool
  }

  private let walk: Walk
  private let ofNodes: (possible: [Bool], forced: [Bool])
  private let ofStates: (possible: [Bool], forced: [Bool])

  init(_ walk: Walk) {
    self.walk = walk
    ofNodes = Ways(nodesOf: walk.index).endings
    ofStates = Ways(statesOf: walk).endings
  }

  /// From where no outcome can be reached; `nil` when one always can.
  func stuck(_ node: Int) -> Stuck? {
    found(node, always: !ofNodes.possible[node]) { !ofStates.possible[$0] }
  }

  /// From where an outcome can be reached and not forced.
  func looping(_ node: Int) -> Stuck? {
    guard ofNodes.possible[node] else { return nil }
    return found(node, always: !ofNodes.forced[node]) {
      ofStates.possible[$0] && !ofStates.forced[$0]
    }
  }

  private func found(_ node: Int, always: Bool, _ broken: (Int) -> Bool) -> Stuck? {
    guard walk.reaches(node) else { return nil }
    if always { return Stuck(always: true, moments: []) }
    let step = walk.step
    let moments = (0..<3).flatMap { level in
      (0..<step.colouring.count).compactMap { colour -> Moment? in
        let state = step.state(node, level, colour)
        guard walk.enters(state), broken(state) else { return nil }
        return Moment(level: level, known: step.colouring.isKnown(colour))
      }
    }
    return moments.isEmpty ? nil : Stuck(always: false, moments: Set(moments))
  }
}

extension Walk {
  /// A breach for each node that is stuck somewhere.
  func breaches(
    _ rule: RuleID, _ stuck: (Int) -> Endings.Stuck?,
    _ message: (NodeID, Endings.Stuck) -> String
  ) -> [Breach] {
    index.nodes.enumerated().compactMap { number, node in
      guard let stuck = stuck(number) else { return nil }
      return Breach(rule, at: node.place, message(node.id, stuck), in: .node(number)) {
        stuck.shows($0, at: number)
      }
    }
  }
}

/// The ways between places, backwards: places are nodes, or states of the walk.
private struct Ways {
  private let index: ScriptIndex
  /// The node of a place.
  private let node: (Int) -> Int
  /// Where an edge leads from a place: a place, `resumes`, or `nil` when it cannot be taken there.
  private let arrival: (_ edge: Int, _ place: Int) -> Int?
  private let places: [Int]
  /// One more than there are places: the last stands for `resume`, which is good.
  private let resumes: Int

  init(nodesOf index: ScriptIndex) {
    let count = index.nodes.count
    self.index = index
    places = Array(0..<count)
    resumes = count
    node = { $0 }
    arrival = { edge, _ in
      index.edges[edge].target == Edge.resume ? count : Int(index.edges[edge].target)
    }
  }

  init(statesOf walk: Walk) {
    let (step, count) = (walk.step, walk.reached.count)
    index = walk.index
    places = (0..<count).filter(walk.enters)
    resumes = count
    node = step.node
    arrival = { edge, state in
      let arrival = step.take(edge, step.level(state), step.colour(state))
      switch arrival.state {
      case Arrival.nowhere: return nil
      case Arrival.resumes: return count
      default: return arrival.state
      }
    }
  }

  var endings: (possible: [Bool], forced: [Bool]) {
    let before = sources
    return (grow(before) { _, _ in true }, grow(before, forces))
  }

  /// The least set that holds the ends, the places with a `resume` that suffices, and every place
  /// that `joins` says follows from its targets.
  private func grow(_ before: [[Int32]], _ joins: (Int, [Bool]) -> Bool) -> [Bool] {
    var good = [Bool](repeating: false, count: resumes + 1)
    var waiting = places.filter { index.kinds[node($0)] == .end } + [resumes]
    for place in waiting { good[place] = true }
    while let target = waiting.popLast() {
      for source in before[target].map(Int.init) where !good[source] && joins(source, good) {
        good[source] = true
        waiting.append(source)
      }
    }
    return good
  }

  private var sources: [[Int32]] {
    var before = [[Int32]](repeating: [], count: resumes + 1)
    for place in places {
      for edge in index.edgesOf[node(place)] {
        if let target = arrival(edge, place) { before[target].append(Int32(place)) }
      }
    }
    return before
  }

  /// A bounded edge counts as its `then`, which is the last of the edges of its exit. An exit that
  /// cannot be taken says nothing; what is left of a `verify` that asks nobody is one exit.
  private func forces(_ place: Int, _ good: [Bool]) -> Bool {
    let act = index.nodes[node(place)].act
    let exits = index.lastEdges(of: node(place)).map { edge in
      arrival(edge, place).map { good[$0] }
    }
    let taken = exits.compactMap { $0 }
    switch act {
    case .hear, .ask, .book: return taken.contains(true)
    case .leave, .send, .go: return taken.allSatisfy { $0 }
    case .verify:
      guard taken.count == exits.count else { return taken.allSatisfy { $0 } }
      // In the order verified, failed, refused.
      return taken[2] || (taken[0] && taken[1])
    case .end: return true
    }
  }
}

extension ScriptIndex {
  /// One edge an exit: the last, where a bound leads when it is used up.
  fileprivate func lastEdges(of node: Int) -> [Int] {
    let own = edgesOf[node]
    return own.filter {
      $0 + 1 == own.endIndex || edges[$0 + 1].exitNumber != edges[$0].exitNumber
    }
  }
}
