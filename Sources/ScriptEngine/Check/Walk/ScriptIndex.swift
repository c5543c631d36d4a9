import RecallDomain

/// A script in numbers, so that the walk compares no strings: nodes and edges are positions in
/// arrays, and a bounded edge has become two plain ones. A class, as are the tables made from it:
/// the walk hands them on at every step, and a dozen arrays are not to be counted each time.
final class ScriptIndex {
  let script: Script
  /// Nodes in file order.
  let nodes: [Node]
  let numbers: [NodeID: Int]
  let kinds: [ActKind]
  /// On the main road: entering it forgets what was remembered for `resume`.
  let main: [Bool]
  let hasRoutes: [Bool]
  /// Entering it closes the gate.
  let closesOnEntry: [Bool]
  let edges: [Edge]
  /// As a conversation names the edge; `nil` = `go`, which is not named.
  let labels: [String?]
  /// The edges of each node.
  let edgesOf: [Range<Int>]
  /// The edges of each interrupt, by its place in the closed list; empty when it has no target.
  let roads: [Range<Int>]
  /// Can be come to along the author's edges once an emergency was raised.
  let inEmergency: [Bool]
  let start: Int
  let startInbound: Int
  /// A `verify: helper` node exists, so whether the patient was verified earlier in the call
  /// decides an exit.
  let hasHelper: Bool

  init(_ script: Script) {
    self.script = script
    let listed = Set(script.order)
    let ids = script.order + script.nodes.keys.filter { !listed.contains($0) }.sorted()
    var numbers: [NodeID: Int] = [:]
    for (number, id) in ids.enumerated() { numbers[id] = number }
    let road = script.mainRoad()
    var builder = EdgeBuilder(numbers: numbers)
    self.numbers = numbers
    nodes = ids.map { script[$0] }
    kinds = nodes.map { ActKind($0.act) }
    main = ids.map(road.contains)
    hasRoutes = nodes.map { !$0.routes.isEmpty }
    closesOnEntry = kinds.map(\.closesOnEntry)
    edgesOf = nodes.enumerated().map { builder.add($0.element, number: $0.offset) }
    roads = Interrupt.allCases.map { builder.add($0, script.interrupts[$0]?.target) }
    edges = builder.edges
    inEmergency = Self.reached(by: Interrupt.emergency, roads, edgesOf, edges)
    labels = builder.labels
    start = numbers[script.start]!
    startInbound = numbers[script.startInbound]!
    hasHelper = kinds.contains(.helper)
  }

  private static func reached(
    by interrupt: Interrupt, _ roads: [Range<Int>], _ edgesOf: [Range<Int>], _ edges: [Edge]
  ) -> [Bool] {
    var reached = [Bool](repeating: false, count: edgesOf.count)
    var waiting = [roads[Interrupt.allCases.firstIndex(of: interrupt)!]]
    while let road = waiting.popLast() {
      for edge in road where edges[edge].target != Edge.resume {
        let node = Int(edges[edge].target)
        if reached[node] { continue }
        reached[node] = true
        waiting.append(edgesOf[node])
      }
    }
    return reached
  }

  /// Something is asked here, so an interrupt can be raised and the call be parked.
  func prompts(_ node: Int, at level: Int, known: Bool) -> Bool {
    switch kinds[node] {
    case .send, .go: false
    default: speaks(node, at: level, known: known)
    }
  }

  /// The node's words are spoken: always, but for an identity that is verified already, and for a
  /// helper whom no verified patient can have allowed.
  func speaks(_ node: Int, at level: Int, known: Bool) -> Bool {
    switch kinds[node] {
    case .identity: level < Edge.open
    case .helper: known
    default: true
    }
  }

  /// Where the author wrote an edge, for findings about `resume`.
  func place(of edge: Int) -> SourcePlace {
    let source = Int(edges[edge].source)
    guard source < 0 else { return nodes[source].place(ofExit: edges[edge].exitNumber) }
    return script.interrupts[Interrupt.allCases[-1 - source]]!.place
  }

  /// The kind of thing an edge leaves, and its name, for wording.
  func origin(of edge: Int) -> String {
    let source = Int(edges[edge].source)
    guard source < 0 else { return "node \"\(nodes[source].id)\"" }
    return "interrupt \"\(Interrupt.allCases[-1 - source].rawValue)\""
  }
}

extension Node {
  /// A response has a place of its own; other exits are found at their node.
  fileprivate func place(ofExit number: Int32) -> SourcePlace {
    if case .hear(let responses) = act { return responses[Int(number)].place }
    return place
  }
}

/// What the walk must know of an act.
enum ActKind: UInt8 {
  case hear, identity, representative, helper, ask, book, leave, send, go, end

  init(_ act: Act) {
    self =
      switch act {
      case .hear: .hear
      case .verify(.identity, _, _, _): .identity
      case .verify(.representative, _, _, _): .representative
      case .verify(.helper, _, _, _): .helper
      case .ask: .ask
      case .book: .book
      case .leave: .leave
      case .send: .send
      case .go: .go
      case .end: .end
      }
  }

  /// A new listener, or a machine: the gate closes before any word is shown.
  var closesOnEntry: Bool { self == .leave || self == .representative || self == .helper }

  /// The level that the exit `verified` raises the gate to.
  var raisesTo: Int {
    switch self {
    case .identity, .representative: Edge.open
    case .helper: Edge.scheduling
    default: Edge.closed
    }
  }
}

/// One plain way from a node, or from an interrupt, to a node or to `resume`.
struct Edge {
  /// Exits that mean something to what is followed beside the gate.
  enum Exit: UInt8 {
    case plain, verified, unverified, given, none, booked, notBooked, left, queued
  }

  static let closed = 0
  static let scheduling = 1
  static let open = 2
  static let resume: Int32 = -1

  /// A node, or `-1 - n` for the interrupt number n.
  let source: Int32
  /// A node, or `resume`.
  let target: Int32
  let exit: Exit
  let exitNumber: Int32
  /// `listener: new`.
  let closes: Bool

  /// The exit `failed` of a `verify`: its second.
  var isFailure: Bool { exit == .unverified && exitNumber == 1 }
}

/// Takes targets apart into plain edges.
private struct EdgeBuilder {
  let numbers: [NodeID: Int]
  var edges: [Edge] = []
  var labels: [String?] = []

  mutating func add(_ node: Node, number: Int) -> Range<Int> {
    let first = edges.count
    for (position, exit) in node.act.exits.enumerated() {
      let name = ActKind(node.act) == .go ? nil : exit.name
      add(exit.target, Source(Int32(number), kind(exit, node.act), Int32(position)), name)
    }
    return first..<edges.count
  }

  mutating func add(_ interrupt: Interrupt, _ target: Target?) -> Range<Int> {
    let first = edges.count
    let number = Interrupt.allCases.firstIndex(of: interrupt)!
    if let target { add(target, Source(Int32(-1 - number), .plain, 0), "/\(interrupt.rawValue)") }
    return first..<edges.count
  }

  private struct Source {
    let number: Int32
    let exit: Edge.Exit
    let position: Int32

    init(_ number: Int32, _ exit: Edge.Exit, _ position: Int32) {
      self.number = number
      self.exit = exit
      self.position = position
    }
  }

  private mutating func add(_ target: Target, _ source: Source, _ label: String?) {
    switch target {
    case .node(let id, let new): add(Int32(numbers[id]!), source, new, label)
    case .resume: add(Edge.resume, source, false, label)
    case .bounded(_, let id, let new, _, let then):
      add(Int32(numbers[id]!), source, new, label)
      add(then, source, (label ?? Exit.straightOn) + ":then")
    }
  }

  private mutating func add(_ target: Int32, _ source: Source, _ new: Bool, _ label: String?) {
    edges.append(
      Edge(
        source: source.number, target: target, exit: source.exit, exitNumber: source.position,
        closes: new))
    labels.append(label)
  }

  private func kind(_ exit: Exit, _ act: Act) -> Edge.Exit {
    switch (act, exit.name) {
    case (.verify, "verified"): .verified
    case (.verify, _): .unverified
    case (.ask, "given"): .given
    case (.ask, _): .none
    case (.book, "booked"): .booked
    case (.book, _): .notBooked
    case (.leave, "left"): .left
    case (.send, "queued"): .queued
    default: .plain
    }
  }
}
