import RecallDomain

/// From each state with the gate raised: the shortest ways to each moment at which the `verify` that
/// raised it is run once more while it is still the one that raised the gate. `Reruns` says whether
/// there is one; this says which, for the conversations of what was found.
struct HeldGates {
  private struct Link {
    let source: Int32
    let target: Int32
    let cost: Int
    let way: Way
  }

  private let step: Step
  private let procedures: Procedures
  private let absences: [Absence]
  private let size: Int
  private var links: [Link] = []
  /// By target: the links to it, in `links` sorted.
  private var first: [Int32] = []
  /// By moment: what begins with it.
  private var begun: [[Link]]
  private var forests: [Forest?]

  init(_ procedures: Procedures, _ absences: [Absence]) {
    self.procedures = procedures
    self.absences = absences
    step = procedures.step
    size = step.index.nodes.count * procedures.moments
    begun = Array(repeating: [], count: procedures.moments)
    forests = Array(repeating: nil, count: procedures.moments)
    guard step.index.kinds.contains(where: { $0.raisesTo > 0 }) else { return }
    for node in step.index.nodes.indices where !step.index.closesOnEntry[node] { connect(node) }
    for level in 1...2 {
      for colour in 0..<step.colouring.count {
        connectInterrupts(procedures.moment(level, colour), .plain)
        if level == Edge.scheduling {
          connectInterrupts(procedures.moment(level, colour), .openRemembered)
        }
      }
    }
    group()
    for moment in begun.indices where !begun[moment].isEmpty { grow(moment) }
    links = []
  }

  /// The moments that can follow, with the cost of the way to each.
  func costs(from key: Int) -> [(moment: Int, cost: Int)] {
    forests.enumerated().compactMap { moment, forest in
      guard let cost = forest?.costs[key], cost != Forest.never else { return nil }
      return (moment, cost)
    }
  }

  func ways(from key: Int, until moment: Int) -> [Way] { forests[moment]!.ways(from: key) }

  // MARK: places, as in `Reruns`

  func key(_ state: Int, _ manner: Reruns.Manner) -> Int {
    if manner == .openRemembered
      && (step.index.main[step.node(state)] || step.level(state) != Edge.scheduling)
    {
      return state
    }
    return manner.rawValue * size + state
  }

  func key(interrupts moment: Int, _ manner: Reruns.Manner) -> Int {
    let kept =
      manner == .openRemembered && procedures.level(moment) != Edge.scheduling ? .plain : manner
    return 3 * size + kept.rawValue * procedures.moments + moment
  }

  private var count: Int { 3 * (size + procedures.moments) }

  // MARK: links

  private mutating func link(_ source: Int, _ target: Int, _ cost: Int, _ way: Way) {
    links.append(Link(source: Int32(source), target: Int32(target), cost: cost, way: way))
  }

  private mutating func begin(_ key: Int, _ moment: Int, _ cost: Int, _ way: Way) {
    begun[moment].append(Link(source: Int32(key), target: -1, cost: cost, way: way))
  }

  private mutating func connect(_ node: Int) {
    for level in 1...2 {
      for colour in 0..<step.colouring.count {
        let state = step.state(node, level, colour)
        connectExits(state, .plain)
        connectExits(state, .emergency)
        if key(state, .openRemembered) != state { connectExits(state, .openRemembered) }
        if step.prompts(state) { connectPrompt(state) }
      }
    }
  }

  private mutating func connectExits(_ state: Int, _ manner: Reruns.Manner) {
    let level = step.level(state)
    for edge in step.index.edgesOf[step.node(state)] {
      connect(key(state, manner), edge, step.take(edge, level, step.colour(state)), level, manner)
    }
  }

  private mutating func connectInterrupts(_ moment: Int, _ manner: Reruns.Manner) {
    var ends: [(Int, Arrival)] = []
    procedures.raised(moment, emergency: false) { ends.append(($0, $1)) }
    for (edge, arrival) in ends {
      connect(
        key(interrupts: moment, manner), edge, arrival, procedures.level(moment), manner)
    }
  }

  /// Along an edge that leaves the gate as it is.
  private mutating func connect(
    _ source: Int, _ edge: Int, _ arrival: Arrival, _ level: Int, _ manner: Reruns.Manner
  ) {
    guard arrival.level == level else { return }
    if arrival.state >= 0 {
      let target = key(arrival.state, manner)
      link(source, target, step.cost(of: edge), .edge(Int32(edge)))
    } else if arrival.state == Arrival.resumes, manner == .openRemembered {
      let moved = procedures.moment(level, procedures.moved(arrival.colour))
      let target = key(interrupts: moved, manner)
      link(source, target, step.cost(of: edge), .edge(Int32(edge)))
    }
  }

  private mutating func connectPrompt(_ state: Int) {
    let (node, level, colour) = (step.node(state), step.level(state), step.colour(state))
    let moment = procedures.moment(level, colour)
    if step.index.kinds[node] != .end {
      for manner in [Reruns.Manner.plain, .emergency, .openRemembered] {
        begin(key(state, manner), procedures.taken(up: moment), Forest.park, .park)
      }
    }
    link(state, key(interrupts: moment, .plain), 0, .nothing)
    if step.index.main[node] { return connectComebacks(state, moment) }
    let remembered = key(state, .openRemembered)
    if remembered != state {
      link(remembered, key(interrupts: moment, .openRemembered), 0, .nothing)
    }
  }

  /// A node of the main road is left by an interrupt and come back to.
  private mutating func connectComebacks(_ state: Int, _ moment: Int) {
    let (node, level) = (step.node(state), step.level(state))
    for (resumed, comeback) in absences[moment].comebacks(to: level) {
      let colour = procedures.moved(procedures.colour(resumed))
      let away = { Way.away(raised: UInt8(moment), resumed: UInt8(resumed), then: $0) }
      let (height, cost) = (procedures.level(resumed), absences[moment].cost(to: resumed))
      link(state, step.state(node, level, colour), comeback.cost, away(comeback.then))
      guard height < level else { continue }
      begin(state, procedures.moment(height, colour), cost, away(.rerun))
      guard height > Edge.closed else { continue }
      let closed = procedures.moment(Edge.closed, colour)
      begin(state, closed, cost + Forest.park, away(.parked))
    }
  }

  private mutating func group() {
    first = Array(repeating: 0, count: count + 1)
    for link in links { first[Int(link.target) + 1] += 1 }
    for place in 0..<count { first[place + 1] += first[place] }
    var next = first
    var grouped = links
    for link in links {
      grouped[Int(next[Int(link.target)])] = link
      next[Int(link.target)] += 1
    }
    links = grouped
  }

  /// Backwards from where the `verify` is run again.
  private mutating func grow(_ moment: Int) {
    var forest = Forest(count: count)
    for end in begun[moment] { forest.offer(Int(end.source), end.cost, from: -1, by: end.way) }
    while let target = forest.next() {
      let cost = forest.costs[target]
      for link in links[Int(first[target])..<Int(first[target + 1])] {
        forest.offer(Int(link.source), cost + link.cost, from: target, by: link.way)
      }
    }
    forests[moment] = forest
  }
}

extension Absence {
  /// The moments of `resume`, each with what it costs to be back at the gate level that is remembered.
  func comebacks(to level: Int) -> [(resumed: Int, comeback: (cost: Int, then: Way.Return))] {
    let colours = ends.count / 3
    return ends.indices.filter { ends[$0] >= 0 }.map { moment in
      let lower = moment / colours < level
      return (moment, (cost(to: moment) + (lower ? Forest.step : 0), lower ? .verified : .back))
    }
  }
}
