import RecallDomain

/// The shortest conversation to every moment of a call, all found at once, nearest first. Only done
/// for what the walk has found, so its cost falls on broken scripts alone; it is linear as the walk
/// is, whatever the number of breaches: a way through an interrupt and back (`Absence`), and one that
/// holds a gate until its `verify` is run again (`HeldGates`), are found once for all places.
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
    case node(Int, level: Int, value: Int, emergency: Bool, known: Bool)
    /// A `verify` is run again, its words spoken at this level.
    case rerun(Int, level: Int, value: Int)
    case resume(edge: Int, value: Int, remembered: Bool, emergency: Bool)
  }

  /// Where a breach shows.
  enum Site: Hashable {
    case node(Int)
    /// An edge that leads to `resume`.
    case edge(Int)
  }

  /// What is known beside a state: nothing remembered, a node remembered at a gate level (1 + level),
  /// or an emergency.
  private enum Context {
    static let nothing = 0
    static let emergency = 4
    static let count = 5

    static func remembered(_ level: Int) -> Int { 1 + level }
  }

  private let step: Step
  private let procedures: Procedures
  private let resumeEdges: ResumeEdges
  private let absences: [Absence]
  private let held: HeldGates
  private let states: Int
  private var forest: Forest

  init(_ walk: Walk) {
    step = walk.step
    let procedures = walk.procedures
    let resumeEdges = ResumeEdges(walk.index)
    absences = (0..<procedures.moments).map {
      Absence(procedures, resumeEdges, raised: $0)
    }
    held = HeldGates(procedures, absences)
    self.procedures = procedures
    self.resumeEdges = resumeEdges
    states = walk.index.nodes.count * procedures.moments
    let others = 4 + Context.count * resumeEdges.all.count + 2 * walk.index.nodes.count
    forest = Forest(count: Context.count * states + others * procedures.moments)
    begin()
    while let place = forest.next() { expand(place) }
  }

  /// The shortest conversation that shows a breach; `nil` when none does.
  func shortest(_ breach: Breach) -> [String]? {
    var nearest: (place: Int, cost: Int)?
    for (site, shows) in breach.sites {
      for place in places(of: site) {
        let cost = forest.costs[place]
        guard cost != Forest.never, nearest.map({ cost < $0.cost }) ?? true, shows(moment(place))
        else { continue }
        nearest = (place, cost)
      }
    }
    return nearest.map { forest.ways(from: $0.place).reversed().flatMap(labels) }
  }

  // MARK: places

  private var index: ScriptIndex { step.index }
  private var moments: Int { procedures.moments }
  private var firstRaise: Int { Context.count * states }
  private var firstResume: Int { firstRaise + 4 * moments }
  private var firstRerun: Int {
    firstResume + Context.count * resumeEdges.all.count * moments
  }

  private func place(of state: Int, _ context: Int) -> Int { context * states + state }

  private func place(raising moment: Int, _ context: Int) -> Int {
    firstRaise + context * moments + moment
  }

  private func place(resuming edge: Int, _ moment: Int, _ context: Int) -> Int {
    firstResume + (resumeEdges.numbers[edge] * Context.count + context) * moments + moment
  }

  private func place(rerunning node: Int, _ moment: Int, emergency: Bool) -> Int {
    firstRerun + (node * 2 + (emergency ? 1 : 0)) * moments + moment
  }

  private func places(of site: Site) -> [Int] {
    switch site {
    case .node(let node):
      let own = (0..<Context.count).flatMap { context in
        (0..<moments).map { place(of: node * moments + $0, context) }
      }
      let first = place(rerunning: node, 0, emergency: false)
      return own + (first..<first + 2 * moments)
    case .edge(let edge):
      let first = place(resuming: edge, 0, 0)
      return Array(first..<first + Context.count * moments)
    }
  }

  private func moment(_ place: Int) -> Moment {
    let moment = place < firstRaise ? place % states % moments : (place - firstRaise) % moments
    let (level, value) = (
      procedures.level(moment), step.colouring.value(procedures.colour(moment))
    )
    if place < firstRaise {
      let emergency = place / states == Context.emergency
      return .node(
        step.node(place % states), level: level, value: value, emergency: emergency,
        known: step.colouring.isKnown(procedures.colour(moment)))
    }
    if place >= firstRerun {
      return .rerun((place - firstRerun) / moments / 2, level: level, value: value)
    }
    let number = (place - firstResume) / moments
    let context = number % Context.count
    return .resume(
      edge: resumeEdges.all[number / Context.count], value: value,
      remembered: context != Context.nothing && context != Context.emergency,
      emergency: context == Context.emergency)
  }

  // MARK: labels

  private func labels(_ way: Way) -> [String] {
    switch way {
    case .nothing: []
    case .edge(let edge): [index.labels[Int(edge)]].compactMap { $0 }
    case .park: ["/park"]
    case .inbound: ["/inbound"]
    case .away(let raised, let resumed, let then):
      absences[Int(raised)].ways(to: Int(resumed)).flatMap(labels) + label(then)
    case .held(let edge, let key, let moment):
      labels(.edge(edge)) + held.ways(from: Int(key), until: Int(moment)).flatMap(labels)
    }
  }

  private func label(_ then: Way.Return) -> [String] {
    switch then {
    case .back, .rerun: []
    case .verified: ["verified"]
    case .parked: ["/park"]
    }
  }

  // MARK: steps

  private mutating func begin() {
    for (node, cost, way) in [
      (index.start, 0, Way.nothing), (index.startInbound, Forest.park, .inbound),
    ] {
      let colour = Int(step.colouring.enter[node * step.colouring.count])
      let state = step.state(node, Edge.closed, colour)
      forest.offer(place(of: state, Context.nothing), cost, from: -1, by: way)
    }
  }

  private mutating func expand(_ place: Int) {
    if place < firstRaise { return expandState(place % states, place / states, place) }
    let moment = (place - firstRaise) % moments
    if place < firstResume { return raise(moment, (place - firstRaise) / moments, place) }
    if place >= firstRerun { return expandRerun(moment, place) }
    expandResume(moment, (place - firstResume) / moments % Context.count, place)
  }

  private mutating func expandState(_ state: Int, _ context: Int, _ place: Int) {
    let (node, level, colour) = (step.node(state), step.level(state), step.colour(state))
    for edge in index.edgesOf[node] {
      let arrival = step.take(edge, level, colour)
      arrive(edge, arrival, context, place)
      if step.raises(edge, level) { hold(edge, arrival, context, place) }
    }
    guard context != Context.emergency, step.prompts(state) else { return }
    let moment = procedures.moment(level, colour)
    guard index.main[node] else { return prompt(moment, context, place) }
    prompt(moment, Context.remembered(level), place)
    for (resumed, comeback) in absences[moment].comebacks(to: level) {
      let colour = procedures.moved(procedures.colour(resumed))
      forest.offer(
        self.place(of: step.state(node, level, colour), Context.nothing),
        forest.costs[place] + comeback.cost, from: place,
        by: .away(raised: UInt8(moment), resumed: UInt8(resumed), then: comeback.then))
    }
  }

  /// Interrupts can be raised, also after the call was parked here and taken up.
  private mutating func prompt(_ moment: Int, _ context: Int, _ origin: Int) {
    let cost = forest.costs[origin]
    forest.offer(place(raising: moment, context), cost, from: origin, by: .nothing)
    guard procedures.level(moment) > Edge.closed else { return }
    forest.offer(
      place(raising: procedures.taken(up: moment), context), cost + Forest.park, from: origin,
      by: .park)
  }

  private mutating func arrive(_ edge: Int, _ arrival: Arrival, _ context: Int, _ origin: Int) {
    let target: Int
    if arrival.state >= 0 {
      let forgets = context != Context.emergency && index.main[step.node(arrival.state)]
      target = place(of: arrival.state, forgets ? Context.nothing : context)
    } else if arrival.state == Arrival.resumes {
      let moment = procedures.moment(arrival.level, arrival.colour)
      target = place(resuming: edge, moment, context)
    } else {
      return
    }
    forest.offer(
      target, forest.costs[origin] + step.cost(of: edge), from: origin, by: .edge(Int32(edge)))
  }

  /// A `verify` is passed; later it may be run again.
  private mutating func hold(_ edge: Int, _ arrival: Arrival, _ context: Int, _ origin: Int) {
    let openRemembered = context == Context.remembered(Edge.open)
    let key: Int
    if arrival.state >= 0, arrival.level > Edge.closed {
      let manner: Reruns.Manner =
        context == Context.emergency ? .emergency : openRemembered ? .openRemembered : .plain
      key = held.key(arrival.state, manner)
    } else if arrival.state == Arrival.resumes, openRemembered, arrival.level == Edge.scheduling {
      let moved = procedures.moment(arrival.level, procedures.moved(arrival.colour))
      key = held.key(interrupts: moved, .openRemembered)
    } else {
      return
    }
    let node = Int(index.edges[edge].source)
    let cost = forest.costs[origin] + step.cost(of: edge)
    for (moment, more) in held.costs(from: key) {
      forest.offer(
        place(rerunning: node, moment, emergency: context == Context.emergency), cost + more,
        from: origin,
        by: .held(edge: Int32(edge), from: Int32(key), until: UInt8(moment)))
    }
  }

  private mutating func raise(_ moment: Int, _ context: Int, _ place: Int) {
    var ends: [(Int, Arrival, Int)] = []
    procedures.raised(moment, emergency: false) { ends.append(($0, $1, context)) }
    procedures.raised(moment, emergency: true) { ends.append(($0, $1, Context.emergency)) }
    for (edge, arrival, context) in ends { arrive(edge, arrival, context, place) }
  }

  private mutating func expandResume(_ moment: Int, _ context: Int, _ place: Int) {
    guard context != Context.nothing, context != Context.emergency,
      context > Context.remembered(procedures.level(moment))
    else { return }
    prompt(procedures.moved(moment: moment), context, place)
  }

  /// Nobody is verified when it is run again, so what was remembered is forgotten.
  private mutating func expandRerun(_ moment: Int, _ place: Int) {
    let number = (place - firstRerun) / moments
    let context = number % 2 == 1 ? Context.emergency : Context.nothing
    for edge in index.edgesOf[number / 2] where index.edges[edge].exit == .unverified {
      let colour = procedures.moved(procedures.colour(moment))
      arrive(edge, step.take(edge, Edge.closed, colour), context, place)
    }
  }
}
