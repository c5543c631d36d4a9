import RecallDomain

/// The shortest conversations to given moments, breadth first over the states as a call has them:
/// the remembered node and the `verify` that raised the gate included. Only done for what the walk
/// has found, so its cost falls on broken scripts alone.
///
/// Responses and exits stand by name, interrupts as `/name`, a bounded edge taken to its `then` as
/// `RESPONSE:then` (`go:then` for a `go`, which is not named otherwise). A call that the patient
/// made begins with `/inbound`. Leaving a call and taking it up again is written `/park`. A
/// conversation without these two is preferred to any with them, so they appear only where nothing
/// else breaks the rule.
struct ConversationSearch {
  /// What is looked for.
  enum Moment {
    /// A node is entered, or come back to.
    case node(Int, level: Int, value: Int, emergency: Bool)
    /// A `verify` is run again, its words spoken at this level.
    case rerun(Int, level: Int, value: Int)
    case resume(edge: Int, value: Int, remembered: Bool, emergency: Bool)
  }

  private enum Kind: UInt8 { case at, running, taken, resuming }

  /// Where a call stands. Gates are named by the node that raised them, -1 = closed.
  private struct Standing: Hashable {
    var kind = Kind.at
    var emergency = false
    var colour: UInt8
    /// A node; for `resuming` the edge.
    var node: Int32
    var gate: Int32 = -1
    var remembered: Int32 = -1
    var rememberedGate: Int32 = -1
    /// The present gate while a `verify` is run again to come to `node` at `gate`.
    var present: Int32 = -1

    mutating func forget() { (remembered, rememberedGate) = (-1, -1) }
  }

  private struct Entry {
    let standing: Standing
    let from: Int32
    let label: String?
  }

  private let step: Step
  private var entries: [Entry] = []
  /// By number of steps: entries to look at, in this round and after one more `/park` or `/inbound`.
  private var now: [[Int32]] = []
  private var later: [[Int32]] = []
  private var steps = 0

  init(_ step: Step) { self.step = step }

  private var index: ScriptIndex { step.index }

  /// The shortest conversation to each goal, in order; `nil` for one that no conversation reaches.
  mutating func shortest(_ goals: [(Moment) -> Bool]) -> [[String]?] {
    var found = [[String]?](repeating: nil, count: goals.count)
    var open = Array(goals.indices)
    var settled: Set<Standing> = []
    begin()
    while !open.isEmpty, let number = next() {
      let standing = entries[number].standing
      guard settled.insert(standing).inserted else { continue }
      if let moment = moment(standing) {
        open.removeAll { goal in
          guard goals[goal](moment) else { return false }
          found[goal] = conversation(to: number)
          return true
        }
      }
      expand(standing, Int32(number))
    }
    return found
  }

  private mutating func begin() {
    for (node, label) in [(index.start, nil), (index.startInbound, "/inbound")] {
      if label != nil && index.startInbound == index.start { continue }
      let colour = step.colouring.enter[node * step.colouring.count]
      push(Standing(colour: colour, node: Int32(node)), from: -1, label)
    }
  }

  private mutating func next() -> Int? {
    while true {
      while steps < now.count {
        if position < now[steps].count {
          position += 1
          return Int(now[steps][position - 1])
        }
        steps += 1
        position = 0
      }
      if later.isEmpty { return nil }
      (now, later, steps, position) = (later, [], 0, 0)
    }
  }
  private var position = 0

  private mutating func push(_ standing: Standing, from: Int32, _ label: String?) {
    let number = Int32(entries.count)
    entries.append(Entry(standing: standing, from: from, label: label))
    let count = steps + (label == nil ? 0 : 1)
    if label == "/park" || label == "/inbound" {
      Self.put(number, count, &later)
    } else {
      Self.put(number, count, &now)
    }
  }

  private static func put(_ number: Int32, _ count: Int, _ buckets: inout [[Int32]]) {
    while buckets.count <= count { buckets.append([]) }
    buckets[count].append(number)
  }

  private func conversation(to number: Int) -> [String] {
    var labels: [String] = []
    var at = number
    while at >= 0 {
      if let label = entries[at].label { labels.append(label) }
      at = Int(entries[at].from)
    }
    return labels.reversed()
  }

  private func level(_ gate: Int32) -> Int {
    gate < 0 ? Edge.closed : index.kinds[Int(gate)].raisesTo
  }

  private func moment(_ standing: Standing) -> Moment? {
    let (value, node) = (step.colouring.value(Int(standing.colour)), Int(standing.node))
    return switch standing.kind {
    case .at:
      .node(node, level: level(standing.gate), value: value, emergency: standing.emergency)
    case .running: .rerun(Int(standing.gate), level: level(standing.present), value: value)
    case .taken: nil
    case .resuming:
      .resume(
        edge: node, value: value, remembered: standing.remembered >= 0,
        emergency: standing.emergency)
    }
  }

  // MARK: steps

  private mutating func expand(_ standing: Standing, _ number: Int32) {
    switch standing.kind {
    case .at: expandNode(standing, number)
    case .running: expandRun(standing, number)
    case .taken: interrupt(standing, present: -1, number)
    case .resuming: expandResume(standing, number)
    }
  }

  private mutating func expandNode(_ standing: Standing, _ number: Int32) {
    let (node, height) = (Int(standing.node), level(standing.gate))
    for edge in index.edgesOf[node] { take(edge, standing, number) }
    guard index.prompts(node, at: height) else { return }
    interrupt(standing, present: standing.gate, number)
    guard height > Edge.closed else { return }
    let ended = index.kinds[node] == .end
    var taken = standing
    taken.kind = ended ? .taken : .running
    taken.present = -1
    if !ended || !standing.emergency { push(taken, from: number, "/park") }
  }

  private mutating func take(_ number: Int, _ standing: Standing, _ from: Int32) {
    let height = level(standing.gate)
    let arrival = step.take(number, height, Int(standing.colour))
    if arrival.state == Arrival.nowhere { return }
    var next = standing
    if step.raises(number, height) { next.gate = index.edges[number].source }
    arrive(number, arrival, next, from)
  }

  private mutating func arrive(
    _ edge: Int, _ arrival: Arrival, _ standing: Standing, _ from: Int32
  ) {
    var next = standing
    next.kind = arrival.state == Arrival.resumes ? .resuming : .at
    next.colour = UInt8(arrival.colour)
    next.node = arrival.state == Arrival.resumes ? Int32(edge) : index.edges[edge].target
    next.present = -1
    if arrival.level == Edge.closed { next.gate = -1 }
    if next.kind == .at, index.main[Int(next.node)] { next.forget() }
    push(next, from: from, index.labels[edge])
  }

  private mutating func interrupt(_ standing: Standing, present: Int32, _ from: Int32) {
    if standing.emergency { return }
    var raised = standing
    if index.main[Int(standing.node)] {
      (raised.remembered, raised.rememberedGate) = (standing.node, standing.gate)
    }
    for (number, interrupt) in Interrupt.allCases.enumerated() {
      var inside = raised
      inside.gate = interrupt.closesTheGate ? -1 : present
      if interrupt == .emergency {
        inside.emergency = true
        inside.forget()
      }
      let colour = step.colouring.raise[number * step.colouring.count + Int(standing.colour)]
      for edge in index.roads[number] {
        arrive(edge, step.take(edge, level(inside.gate), Int(colour)), inside, from)
      }
    }
  }

  private mutating func expandResume(_ standing: Standing, _ number: Int32) {
    guard standing.remembered >= 0, !standing.emergency else { return }
    var next = Standing(
      colour: step.colouring.move[Int(standing.colour)], node: standing.remembered)
    next.gate = standing.rememberedGate
    if level(next.gate) > level(standing.gate) {
      next.kind = .running
      next.present = standing.gate
    }
    push(next, from: number, nil)
  }

  private mutating func expandRun(_ standing: Standing, _ number: Int32) {
    var back = standing
    back.kind = .at
    back.present = -1
    push(back, from: number, "verified")
    for edge in index.edgesOf[Int(standing.gate)] where index.edges[edge].exit == .unverified {
      var failed = standing
      failed.forget()
      let colour = step.colouring.move[Int(standing.colour)]
      arrive(edge, step.take(edge, Edge.closed, Int(colour)), failed, number)
    }
    interrupt(standing, present: standing.present, number)
    if standing.present >= 0 {
      var taken = standing
      taken.present = -1
      push(taken, from: number, "/park")
    }
  }
}
