import RecallDomain

/// Where each line of a script is heard with the gate below *open*, taken from the walk that proves
/// the script.
struct StrangerWalk {
  /// One line as one kind of listener hears it.
  struct Heard {
    let line: LineID
    fileprivate(set) var nodes: [NodeID]
    fileprivate(set) var conversation: [String]
    fileprivate(set) var interrupts: [Interrupt]
  }

  private let walk: Walk
  private let search: ConversationSearch
  /// By state: the shortest conversation without an interrupt.
  private let straight: [Int: [String]]
  /// By node: the interrupts from which it is come to, gate closed.
  private let raised: [Int: [Interrupt]]
  /// By node.
  private let audiences: [StrangerSheet.Audience?]
  /// Lines that are heard before anybody is verified, though nothing came up.
  private let anyway: Set<LineID>

  init(_ script: Script) {
    let walk = Walk(.nothing, in: ScriptIndex(script))
    let straight = Self.straight(walk)
    let nodes = walk.index.nodes
    audiences = nodes.indices.map { Self.audience(of: $0, walk, straight) }
    anyway = Set(
      zip(nodes, audiences).filter { $0.1 == .line }.flatMap { $0.0.say.map(\.line) })
    search = ConversationSearch(walk)
    raised = Self.raised(walk)
    self.walk = walk
    self.straight = straight
  }

  private var index: ScriptIndex { walk.index }

  /// Each line once, in the order of the script. What is heard in any case is told there alone, with
  /// the interrupts after which it is heard too.
  func heard(_ audience: StrangerSheet.Audience) -> [Heard] {
    var heard: [Heard] = []
    var positions: [LineID: Int] = [:]
    for node in index.nodes.indices {
      guard let own = audiences[node], let conversation = conversation(to: node, own) else {
        continue
      }
      for spoken in index.nodes[node].say
      where audience == (own == .interrupted && anyway.contains(spoken.line) ? .line : own) {
        let found = Heard(
          line: spoken.line, nodes: [index.nodes[node].id], conversation: conversation,
          interrupts: own == .interrupted ? raised[node] ?? [] : [])
        if let position = positions[spoken.line] {
          heard[position].join(found)
        } else {
          positions[spoken.line] = heard.count
          heard.append(found)
        }
      }
    }
    return heard
  }

  /// The least verified listener that the words of a node can have; `nil` when it is always a
  /// verified one.
  private static func audience(
    of node: Int, _ walk: Walk, _ straight: [Int: [String]]
  ) -> StrangerSheet.Audience? {
    let index = walk.index
    if case .leave(let place, _, _, _) = index.nodes[node].act {
      return place == .voicemail ? .machine : .person
    }
    if walk.speaks(node, levels: [.closed]) {
      return conversation(to: node, walk, straight) == nil ? .interrupted : .line
    }
    return walk.speaks(node, levels: [.scheduling]) ? .helper : nil
  }

  private func conversation(to node: Int, _ audience: StrangerSheet.Audience) -> [String]? {
    if let straight = Self.conversation(to: node, walk, straight) { return straight }
    let level = audience == .helper ? Edge.scheduling : Edge.closed
    let sought = Breach(
      .factBeforeIdentity, at: index.nodes[node].place, "", in: .node(node)
    ) { $0.speaks(node, index) { height, _ in height == level } }
    return search.shortest(sought)
  }

  private static func conversation(
    to node: Int, _ walk: Walk, _ straight: [Int: [String]]
  ) -> [String]? {
    (0..<walk.step.colouring.count).compactMap { colour -> [String]? in
      let state = walk.step.state(node, Edge.closed, colour)
      return walk.step.speaks(state) ? straight[state] : nil
    }.min { $0.count < $1.count }
  }

  // MARK: along the author's edges

  private static func straight(_ walk: Walk) -> [Int: [String]] {
    let index = walk.index
    var ways: [Int: [String]] = [:]
    for (start, way) in [(index.start, []), (index.startInbound, ["/inbound"])] {
      let colour = Int(walk.step.colouring.enter[start * walk.step.colouring.count])
      let state = walk.step.state(start, Edge.closed, colour)
      if ways[state] == nil { ways[state] = way }
      follow(walk, [state], &ways)
    }
    return ways
  }

  /// Nearest first, so that each state gets its shortest conversation.
  private static func follow(_ walk: Walk, _ first: [Int], _ ways: inout [Int: [String]]) {
    var waiting = first
    var next = 0
    while next < waiting.count {
      let state = waiting[next]
      next += 1
      let way = ways[state] ?? []
      for edge in walk.index.edgesOf[walk.step.node(state)] {
        let arrival = walk.step.take(edge, walk.step.level(state), walk.step.colour(state))
        guard arrival.state >= 0, ways[arrival.state] == nil else { continue }
        ways[arrival.state] = way + [walk.index.labels[edge]].compactMap { $0 }
        waiting.append(arrival.state)
      }
    }
  }

  /// From every prompt at which an interrupt can be raised, gate by gate.
  private static func raised(_ walk: Walk) -> [Int: [Interrupt]] {
    let prompts = prompts(walk)
    var raised: [Int: [Interrupt]] = [:]
    for (number, interrupt) in Interrupt.allCases.enumerated() {
      var ways: [Int: [String]] = [:]
      for prompt in prompts {
        for edge in walk.index.roads[number] {
          let level = interrupt.closesTheGate ? Edge.closed : prompt.level
          let arrival = walk.step.take(edge, level, prompt.colour)
          guard arrival.state >= 0, ways[arrival.state] == nil else { continue }
          ways[arrival.state] = []
          follow(walk, [arrival.state], &ways)
        }
      }
      let nodes = Set(
        ways.keys.filter { walk.step.level($0) == Edge.closed && walk.step.speaks($0) }
          .map(walk.step.node))
      for node in nodes { raised[node, default: []].append(interrupt) }
    }
    return raised
  }

  private struct Prompt: Hashable {
    let level: Int
    let colour: Int
  }

  private static func prompts(_ walk: Walk) -> Set<Prompt> {
    var prompts: Set<Prompt> = []
    for state in walk.reached.indices where walk.reached[state] != 0 && walk.step.prompts(state) {
      prompts.insert(Prompt(level: walk.step.level(state), colour: walk.step.colour(state)))
    }
    return prompts
  }
}

extension StrangerWalk.Heard {
  private var comesUp: Bool { conversation.contains { $0.hasPrefix("/") } }

  /// The same line at another node.
  fileprivate mutating func join(_ other: StrangerWalk.Heard) {
    nodes += other.nodes
    if (other.comesUp ? 1 : 0, other.conversation.count)
      < (comesUp ? 1 : 0, conversation.count)
    {
      conversation = other.conversation
    }
    interrupts += other.interrupts.filter { !interrupts.contains($0) }
    interrupts.sort { left, right in
      Interrupt.allCases.firstIndex(of: left)! < Interrupt.allCases.firstIndex(of: right)!
    }
  }
}
