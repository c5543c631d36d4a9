import RecallDomain

@testable import ScriptEngine

/// The shortest conversation over each edge of a script, found by the engine itself: every answer at
/// every prompt, nearest first, until each edge has been walked. One without an interrupt is preferred,
/// then one in which the clinic calls.
struct GoldenRoads {
  struct Road {
    /// As the checker writes it; ends with the answer that takes the edge, or that leads to it.
    let conversation: [String]
    /// How many of its words come before its last answer.
    let known: Int
  }

  /// By edge; an edge that no call can take has none.
  private(set) var roads: [AuthorEdge: Road] = [:]

  private let edition: Edition
  private let wanted: Set<AuthorEdge>
  private var seen: Set<Stand> = []
  private var raised: Set<Raising> = []
  private var waiting: [Replay] = []

  /// What can still make a difference to where a call may go.
  private struct Stand: Hashable {
    let prompt: String
    let level: GateLevel
    let remembered: GateLevel?
    let emergency: Bool
    let patientVerified: Bool
    let interrupted: Bool
  }

  private struct Raising: Hashable {
    let interrupt: Interrupt
    let level: GateLevel
    let remembered: GateLevel?
    let patientVerified: Bool
  }

  init(_ edition: Edition, start: CallStart) {
    self.edition = edition
    wanted = Set(AuthorEdge.all(of: edition.script))
    reach(from: [], start)
    walk { $0.answer($1) }
    reach(from: ["/inbound"], start)
    walk { $0.answer($1) }
    walk {
      $0.raise($1)
      $0.answer($1)
    }
  }

  private mutating func reach(from beginning: [String], _ start: CallStart) {
    let replay = try? Replay(
      beginning, edition: edition, start: start, at: PracticeCall.moment)
    if let replay { reach(replay, known: beginning.count) }
  }

  /// From every stand, also from those that are found on the way.
  private mutating func walk(_ expand: (inout GoldenRoads, Replay) -> Void) {
    var next = 0
    while next < waiting.count, roads.count < wanted.count {
      expand(&self, waiting[next])
      next += 1
    }
  }

  private mutating func answer(_ replay: Replay) {
    for word in words(at: replay) { explore(replay, [word]) }
  }

  private mutating func raise(_ replay: Replay) {
    guard replay.takesInterrupts else { return }
    for interrupt in Interrupt.allCases {
      guard let road = edition.script.interrupts[interrupt] else { continue }
      let raising = Raising(
        interrupt: interrupt, level: replay.run.gate.level,
        remembered: replay.run.standing.remembered?.level,
        patientVerified: replay.run.standing.patientVerified)
      guard raised.insert(raising).inserted else { continue }
      for word in AuthorEdge.words("/" + interrupt.rawValue, road.target) {
        explore(replay, [word])
      }
    }
  }

  /// Answers with every `:then` that they can have.
  private func words(at replay: Replay) -> [String] {
    guard let node = Self.node(of: replay) else { return [] }
    let exits = edition.script[node].act.exits
    return replay.possible.flatMap { name in
      exits.first { $0.name == name }.map { AuthorEdge.words(name, $0.target) } ?? [name]
    }
  }

  private static func node(of replay: Replay) -> NodeID? {
    switch replay.run.prompt {
    case .hear(let node, _), .identifier(let node, _, _), .person(let node, _), .ask(let node, _),
      .book(let node), .leave(let node, _):
      node
    case .save, .over: nil
    }
  }

  /// Says these words; where something follows of itself, every way that it may go is told too.
  private mutating func explore(_ origin: Replay, _ told: [String]) {
    guard told.count < 12 else { return }
    var replay = origin
    do { try replay.say(told) } catch { return }
    let known = origin.said.count
    if let act = untold(replay, told) {
      for exit in edition.script[act].act.exits {
        for word in AuthorEdge.words(exit.name, exit.target) { explore(origin, told + [word]) }
      }
      return
    }
    reach(replay, known: known)
    if case .leave = replay.run.prompt { explore(origin, told + ["not_permitted"]) }
    if let go = boundedGo(replay), !told.contains(where: { $0.hasPrefix(Exit.straightOn + ":") }) {
      for word in go { explore(origin, told + [word]) }
    }
  }

  /// The first node that went on of itself although no word says how.
  private func untold(_ replay: Replay, _ told: [String]) -> NodeID? {
    let decided = Self.taken(replay).filter { !isGo($0.node) }
    let words = told.filter { !$0.hasPrefix("/") && !$0.hasPrefix(Exit.straightOn + ":") }
    guard decided.count > words.count else { return nil }
    return decided[words.count].node
  }

  private func isGo(_ node: NodeID) -> Bool {
    if case .go = edition.script[node].act { return true }
    return false
  }

  private func boundedGo(_ replay: Replay) -> [String]? {
    for step in Self.taken(replay) {
      if case .go(let target) = edition.script[step.node].act, case .bounded = target {
        return Array(AuthorEdge.words(Exit.straightOn, target).dropFirst())
      }
    }
    return nil
  }

  private static func taken(_ replay: Replay) -> [(node: NodeID, exit: String)] {
    replay.moments.compactMap {
      guard case .took(let node, let exit) = $0 else { return nil }
      return (node, exit)
    }
  }

  private mutating func reach(_ replay: Replay, known: Int) {
    for edge in Self.walked(replay, known: known) where wanted.contains(edge) {
      if roads[edge] == nil { roads[edge] = Road(conversation: replay.said, known: known) }
    }
    let stand = Stand(
      prompt: "\(Self.node(of: replay) ?? "save")", level: replay.run.gate.level,
      remembered: replay.run.standing.remembered?.level, emergency: replay.run.emergency,
      patientVerified: replay.run.standing.patientVerified,
      interrupted: replay.run.standing.raised != nil)
    if seen.insert(stand).inserted { waiting.append(replay) }
  }

  /// The edges of the last step, each with the word that was said for it.
  static func walked(_ replay: Replay, known: Int) -> [AuthorEdge] {
    var words = replay.said.dropFirst(known)
    var walked: [AuthorEdge] = []
    for moment in replay.moments {
      switch moment {
      case .raised: walked.append(AuthorEdge(node: nil, word: words.popFirst() ?? ""))
      case .took(let node, Exit.straightOn):
        let isTold = words.first.map { $0.prefix { $0 != ":" } == Exit.straightOn } ?? false
        walked.append(
          AuthorEdge(node: node, word: isTold ? words.popFirst()! : Exit.straightOn))
      case .took(let node, let exit):
        walked.append(AuthorEdge(node: node, word: words.popFirst() ?? exit))
      default: break
      }
    }
    return walked
  }
}
