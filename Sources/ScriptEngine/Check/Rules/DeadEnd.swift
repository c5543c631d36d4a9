/// `flow/dead-end`: from every node some way leads to an outcome.
enum DeadEnd: WalkedRule {
  static let page = RulePage(
    .deadEnd,
    title: "from every node some way leads to an outcome",
    demands: """
      Every call ends in an outcome, so from every node that a call can reach some way must lead
      to an "end". A "resume" counts as a way to the end: the node that it returns to is judged
      itself. A node without an act is a dead end too.
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
    let ending = Endings(walk.index).possible
    return walk.index.nodes.indices.compactMap { node in
      guard !ending[node], walk.reaches(node) else { return nil }
      let place = walk.index.nodes[node].place
      return Breach(.deadEnd, at: place, message(walk.index.nodes[node].id), in: .node(node)) {
        $0.enters(node)
      }
    }
  }

  // MARK: wording

  private static func message(_ node: NodeID) -> String {
    "node \"\(node)\" is a dead end: none of its ways leads to an outcome"
  }
}

/// From which nodes an outcome can be reached, and from which the caller can force one.
struct Endings {
  private(set) var possible: [Bool]
  private(set) var forced: [Bool]

  private let index: ScriptIndex

  init(_ index: ScriptIndex) {
    self.index = index
    possible = index.kinds.map { $0 == .end }
    forced = possible
    let before = Self.sources(index)
    possible = Self.grow(possible, before) { _, _ in true }
    forced = Self.grow(forced, before) { node, good in Self.forces(node, good, index) }
  }

  /// The least set that holds the ends, the nodes with a `resume` that suffices, and every node
  /// that `joins` says follows from its targets.
  private static func grow(
    _ first: [Bool], _ before: [[Int32]], _ joins: (Int, [Bool]) -> Bool
  ) -> [Bool] {
    var good = first
    // The last place stands for `resume`, which is good.
    good.append(true)
    var waiting = first.indices.filter { first[$0] } + [first.count]
    while let target = waiting.popLast() {
      for source in before[target].map(Int.init) where !good[source] && joins(source, good) {
        good[source] = true
        waiting.append(source)
      }
    }
    return good.dropLast()
  }

  private static func sources(_ index: ScriptIndex) -> [[Int32]] {
    var before = [[Int32]](repeating: [], count: index.nodes.count + 1)
    for edge in index.edges where edge.source >= 0 {
      before[edge.target < 0 ? index.nodes.count : Int(edge.target)].append(edge.source)
    }
    return before
  }

  /// A bounded edge counts as its `then`, which is the last of the edges of its exit.
  private static func forces(_ node: Int, _ good: [Bool], _ index: ScriptIndex) -> Bool {
    let exits = index.lastEdges(of: node).map { edge in
      (edge.exit, good[edge.target < 0 ? index.nodes.count : Int(edge.target)])
    }
    switch index.nodes[node].act {
    case .hear, .ask, .book: return exits.contains { $0.1 }
    case .leave, .send, .go: return exits.allSatisfy { $0.1 }
    case .verify:
      // In the order verified, failed, refused.
      return exits[2].1 || (exits[0].1 && exits[1].1)
    case .end: return true
    }
  }
}

extension ScriptIndex {
  /// One edge an exit: the last, where a bound leads when it is used up.
  func lastEdges(of node: Int) -> [Edge] {
    let own = edges[edgesOf[node]]
    return own.indices.filter {
      $0 + 1 == own.endIndex || own[$0 + 1].exitNumber != own[$0].exitNumber
    }
    .map { own[$0] }
  }
}
