import RecallDomain

/// Unfolds a script into the trees of its picture; each step is drawn once, where it is met first.
struct PictureDrawing {
  private let script: Script
  private let words: PictureWords
  private let straight: [NodeID]
  private var drawn: Set<NodeID>
  /// Beside the road, first behind a `verify`: drawn below the gate.
  private var beyond: [(verify: NodeID, target: NodeID)] = []

  init(script: Script, words: PictureWords) {
    self.script = script
    self.words = words
    straight = PlayOrder(script).straight
    drawn = Set(straight)
  }

  /// The place on the straight road of the `verify` that opens the gate.
  var gateOnRoad: Int? {
    straight.firstIndex { id in
      guard case .verify(_, let verified, _, _) = script[id].act else { return false }
      return verified.nodes.first.map(straight.contains) == true
    }
  }

  mutating func trunks() -> [ScriptPicture.Trunk] {
    let road = straight.enumerated().map { place, id in trunk(id, isFirst: place == 0) }
    guard case .node(let end, _)? = straight.last.flatMap({ script[$0].act.exits.first?.target }),
      !straight.contains(end), case .end = script[end].act
    else { return road }
    return road + [ScriptPicture.Trunk(box: box(script[end]), onward: nil, branches: [])]
  }

  /// The first way leads down, the others to the side. A call that the patient makes begins beside
  /// the first step.
  private mutating func trunk(_ id: NodeID, isFirst: Bool) -> ScriptPicture.Trunk {
    let ways = self.ways(of: script[id])
    var branches: [ScriptPicture.Branch] = []
    for way in ways.dropFirst() { branches += self.branches(way, of: script[id], onRoad: true) }
    if isFirst, !straight.contains(script.startInbound) {
      branches += self.branches(
        Way(answer: "the patient calls us", target: .node(script.startInbound, listenerNew: false)),
        of: script[id], onRoad: true)
    }
    return ScriptPicture.Trunk(
      box: box(script[id]), onward: ways.first?.answer, branches: branches)
  }

  mutating func throughTheGate() -> [ScriptPicture.Branch] {
    var branches: [ScriptPicture.Branch] = []
    while !beyond.isEmpty {
      let next = beyond.removeFirst()
      guard !drawn.contains(next.target) else { continue }
      branches += self.branches(
        Way(
          answer: words.title(of: script[next.verify]) + ": confirmed",
          target: .node(next.target, listenerNew: false)),
        of: script[next.verify], onRoad: false)
    }
    return branches
  }

  mutating func interrupts() -> [ScriptPicture.Branch] {
    Interrupt.allCases.compactMap { interrupt in
      guard let road = script.interrupts[interrupt] else { return nil }
      let branches = ways(words.interrupt(interrupt), road.target).flatMap {
        self.branches(
          Way(answer: $0.answer.contains("×") ? $0.answer : nil, target: $0.target), of: nil,
          onRoad: false)
      }
      return ScriptPicture.Branch(
        answer: nil,
        box: ScriptPicture.Box(
          kind: .head, title: interrupt.code, words: words.interrupt(interrupt), fragment: nil),
        branches: branches)
    }
  }

  // MARK: ways

  /// One or several exits that lead to the same.
  private struct Way {
    var answer: String?
    let target: Target
  }

  private func ways(of node: Node) -> [Way] {
    let all = node.act.exits.flatMap { exit in
      self.ways(words.answer(exit.name, at: node), exit.target)
    }
    var merged: [Way] = []
    for (answer, target) in all {
      if let known = merged.firstIndex(where: { same($0.target, target) }) {
        merged[known].answer = [merged[known].answer, answer].compactMap { $0 }.joined(
          separator: " / ")
      } else {
        merged.append(Way(answer: answer, target: target))
      }
    }
    // One way, decided by nobody: nothing to read on it.
    if merged.count == 1 { merged[0].answer = nil }
    return merged
  }

  /// A bounded edge is two ways.
  private func ways(_ answer: String, _ target: Target) -> [(answer: String, target: Target)] {
    guard case .bounded(_, let id, let new, let times, let then) = target else {
      return [(answer, target)]
    }
    return [("\(answer) (\(times)×)", .node(id, listenerNew: new))]
      + ways("\(answer) (\(times)× before)", then)
  }

  /// The same step, or ends of the same outcome.
  private func same(_ left: Target, _ right: Target) -> Bool {
    if left == right { return true }
    guard let one = ending(left), let other = ending(right) else { return false }
    return one == other
  }

  private func ending(_ target: Target) -> Ending? {
    guard case .node(let id, _) = target, case .end(let ending) = script[id].act else { return nil }
    return ending
  }

  // MARK: trees

  private mutating func branches(
    _ way: Way, of node: Node?, onRoad: Bool
  ) -> [ScriptPicture.Branch] {
    guard case .node(let id, _) = way.target else {
      let box = ScriptPicture.Box(
        kind: .resumes, title: "back to where the call stood", words: "", fragment: nil)
      return [ScriptPicture.Branch(answer: way.answer, box: box, branches: [])]
    }
    let next = script[id]
    if case .end = next.act {
      return [ScriptPicture.Branch(answer: way.answer, box: box(next), branches: [])]
    }
    if onRoad, let node, opens(node, to: id), !drawn.contains(id) {
      beyond.append((node.id, id))
      return [elsewhere(way, next)]
    }
    guard drawn.insert(id).inserted else { return [elsewhere(way, next)] }
    var branches: [ScriptPicture.Branch] = []
    for way in ways(of: next) { branches += self.branches(way, of: next, onRoad: onRoad) }
    return [ScriptPicture.Branch(answer: way.answer, box: box(next), branches: branches)]
  }

  private func elsewhere(_ way: Way, _ node: Node) -> ScriptPicture.Branch {
    let box = ScriptPicture.Box(
      kind: .goesTo, title: words.title(of: node), words: "", fragment: nil)
    return ScriptPicture.Branch(answer: way.answer, box: box, branches: [])
  }

  private func opens(_ node: Node, to id: NodeID) -> Bool {
    guard case .verify(_, let verified, _, _) = node.act else { return false }
    return verified.nodes.contains(id)
  }

  private func box(_ node: Node) -> ScriptPicture.Box {
    switch node.act {
    case .end(let ending):
      ScriptPicture.Box(
        kind: .outcome(ending.outcome), title: words.outcome(ending), words: "", fragment: nil)
    case .verify:
      ScriptPicture.Box(
        kind: .gate, title: words.title(of: node), words: words.asked(at: node),
        fragment: fragment(of: node))
    default:
      ScriptPicture.Box(
        kind: .step, title: words.title(of: node), words: words.asked(at: node),
        fragment: fragment(of: node))
    }
  }

  /// The fragment whose file the step stands in.
  private func fragment(of node: Node) -> String? {
    script.uses.first { node.place.file == "scripts/\($0).yaml" }
  }
}
