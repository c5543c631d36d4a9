import RecallDomain

/// Every reachable moment of a script, for one thing followed beside the gate.
///
/// The walk is exact: a state is visited if and only if a conversation reaches it (bounded edges
/// taken either way, taking up a call included), and linear: what is remembered for `resume` is not
/// part of a state, because interrupts are summarised (`Procedures`), nor is the `verify` that
/// raised the gate (`Reruns`). `NaiveWalk` in the tests is its oracle.
struct Walk {
  /// How a state was reached; several may hold.
  struct Manner: OptionSet {
    let rawValue: UInt8
    static let called = Manner(rawValue: 1)
    static let emergency = Manner(rawValue: 2)
    /// A `verify` run again, its words at the present level.
    static let rerun = Manner(rawValue: 4)
    static let entered: Manner = [.called, .emergency]
  }

  /// How a `resume` was taken.
  struct Resumption: OptionSet {
    let rawValue: UInt8
    static let remembered = Resumption(rawValue: 1)
    static let nothingRemembered = Resumption(rawValue: 2)
    static let emergency = Resumption(rawValue: 4)
  }

  let step: Step
  /// By state.
  private(set) var reached: [UInt8]
  /// By edge × colour.
  private(set) var resumed: [UInt8]
  private(set) var states = 0
  private(set) var edges = 0

  let procedures: Procedures
  private let reruns: Reruns
  /// Bits: entered with nothing remembered, in an emergency, run again, run again in an emergency.
  private var visits: [UInt8]
  /// By procedure: bits of `Context`.
  private var calls: [UInt8]
  private var waiting: [(state: Int, emergency: Bool)] = []

  private enum Context: UInt8 {
    case nothing = 1
    case low = 2
    case open = 4
  }

  var index: ScriptIndex { step.index }
  var tracked: Tracked { step.colouring.tracked }

  init(_ tracked: Tracked, in index: ScriptIndex) {
    step = Step(index: index, colouring: Colouring(tracked, index))
    procedures = Procedures(step)
    reruns = Reruns(procedures)
    let size = index.nodes.count * 3 * step.colouring.count
    reached = Array(repeating: 0, count: size)
    visits = reached
    resumed = Array(repeating: 0, count: index.edges.count * step.colouring.count)
    calls = Array(repeating: 0, count: procedures.all.count)
    begin(index.start)
    begin(index.startInbound)
    while let next = waiting.popLast() {
      if next.emergency { followEmergency(next.state) } else { follow(next.state) }
    }
  }

  // MARK: what rules ask

  /// Some moment of this node with this value, at a level that `levels` holds.
  func reaches(
    _ node: Int, levels: Set<GateLevel> = GateLevel.every, value: Int? = nil,
    _ manner: Manner = .entered
  ) -> Bool {
    for level in 0..<3 where levels.contains(GateLevel.allCases[level]) {
      for colour in 0..<step.colouring.count
      where value.map({ $0 == step.colouring.value(colour) }) ?? true {
        if reached[step.state(node, level, colour)] & manner.rawValue != 0 { return true }
      }
    }
    return false
  }

  /// Some moment of this node, by its level and whether the patient was verified.
  func reaches(_ node: Int, where test: (Int, Bool) -> Bool) -> Bool {
    for level in 0..<3 {
      for colour in 0..<step.colouring.count
      where reached[step.state(node, level, colour)] & Manner.entered.rawValue != 0 {
        if test(level, step.colouring.isKnown(colour)) { return true }
      }
    }
    return false
  }

  /// A conversation comes to this state, other than by a `verify` run again.
  func enters(_ state: Int) -> Bool { reached[state] & Manner.entered.rawValue != 0 }

  /// The node's words are spoken at a level in `levels` with this value.
  func speaks(_ node: Int, levels: Set<GateLevel>, value: Int? = nil) -> Bool {
    for level in 0..<3 where levels.contains(GateLevel.allCases[level]) {
      for colour in 0..<step.colouring.count
      where value.map({ $0 == step.colouring.value(colour) }) ?? true {
        let state = step.state(node, level, colour)
        if reached[state] != 0 && step.speaks(state) { return true }
      }
    }
    return false
  }

  func resumes(by edge: Int, _ manner: Resumption, value: Int? = nil) -> Bool {
    (0..<step.colouring.count).contains { colour in
      (value.map { $0 == step.colouring.value(colour) } ?? true)
        && resumed[edge * step.colouring.count + colour] & manner.rawValue != 0
    }
  }

  // MARK: the walk

  private mutating func begin(_ node: Int) {
    let colour = Int(step.colouring.enter[node * step.colouring.count])
    add(step.state(node, Edge.closed, colour), emergency: false)
  }

  private mutating func add(_ state: Int, emergency: Bool) {
    let bit: UInt8 = emergency ? 2 : 1
    guard visits[state] & bit == 0 else { return }
    visits[state] |= bit
    reached[state] |= (emergency ? Manner.emergency : .called).rawValue
    states += 1
    waiting.append((state, emergency))
  }

  private mutating func note(_ edge: Int, _ colour: Int, _ manner: Resumption) {
    resumed[edge * step.colouring.count + colour] |= manner.rawValue
  }

  /// A state with nothing remembered: on the main road, or off it after a `verify` run again failed.
  private mutating func follow(_ state: Int) {
    let (node, level) = (step.node(state), step.level(state))
    for edge in index.edgesOf[node] {
      let arrival = step.take(edge, level, step.colour(state))
      if arrival.state == Arrival.nowhere { continue }
      edges += 1
      if arrival.state == Arrival.resumes {
        note(edge, arrival.colour, .nothingRemembered)
        continue
      }
      add(arrival.state, emergency: false)
      if step.raises(edge, level), arrival.level > Edge.closed {
        runAgain(node, reruns.moments(from: arrival.state, .plain), emergency: false)
      }
    }
    if step.prompts(state) { interrupt(state) }
  }

  private mutating func interrupt(_ state: Int) {
    let level = step.level(state)
    let moment = procedures.moment(level, step.colour(state))
    call(moment, state)
    if level > Edge.closed { call(procedures.taken(up: moment), state) }
  }

  private mutating func call(_ moment: Int, _ state: Int) {
    let (node, level) = (step.node(state), step.level(state))
    guard index.main[node] else {
      for called in procedures.closure(moment, remembered: 0) { call(called, .nothing) }
      return
    }
    let context: Context = level == Edge.open ? .open : .low
    for called in procedures.closure(moment, remembered: level) { call(called, context) }
    for comeback in procedures.comebacks(moment, remembered: level) {
      let colour = procedures.moved(procedures.colour(comeback))
      edges += 1
      add(step.state(node, level, colour), emergency: false)
    }
  }

  private mutating func call(_ moment: Int, _ context: Context) {
    guard calls[moment] & context.rawValue == 0 else { return }
    let first = calls[moment] == 0
    calls[moment] |= context.rawValue
    if first { enter(moment) }
    for resume in procedures.all[moment].resumes {
      note(resume.edge, resume.colour, context == .nothing ? .nothingRemembered : .remembered)
    }
    let raised = verifies(in: moment, context)
    for (node, moments) in raised { runAgain(node, moments, emergency: false) }
  }

  private mutating func enter(_ moment: Int) {
    let procedure = procedures.all[moment]
    for state in procedure.states {
      if reached[state] & Manner.called.rawValue == 0 { states += 1 }
      reached[state] |= Manner.called.rawValue
      edges += index.edgesOf[step.node(state)].count
    }
    for state in procedure.mains { add(state, emergency: false) }
    var raised: [(Int, Arrival)] = []
    procedures.raised(moment, emergency: true) { raised.append(($0, $1)) }
    for (edge, arrival) in raised { arriveInEmergency(edge, arrival) }
  }

  private mutating func arriveInEmergency(_ edge: Int, _ arrival: Arrival) {
    edges += 1
    if arrival.state == Arrival.resumes { note(edge, arrival.colour, .emergency) }
    if arrival.state >= 0 { add(arrival.state, emergency: true) }
  }

  /// What the `verify` nodes inside an interrupt may be run for again.
  private func verifies(in moment: Int, _ context: Context) -> [(Int, Moments)] {
    let manner: Reruns.Manner = context == .open ? .openRemembered : .plain
    var raised: [(Int, Moments)] = []
    for state in procedures.all[moment].states {
      let (node, level) = (step.node(state), step.level(state))
      guard index.kinds[node].raisesTo > 0 else { continue }
      for edge in index.edgesOf[node] where step.raises(edge, level) {
        let arrival = step.take(edge, level, step.colour(state))
        if arrival.state >= 0, arrival.level > Edge.closed {
          raised.append((node, reruns.moments(from: arrival.state, manner)))
        } else if arrival.state == Arrival.resumes, context == .open,
          arrival.level == Edge.scheduling
        {
          let moved = procedures.moment(arrival.level, procedures.moved(arrival.colour))
          raised.append((node, reruns.moments(resuming: moved)))
        }
      }
    }
    return raised
  }

  /// The `verify` is run again: its words, and its own targets when nobody is verified. Its
  /// `verified` leads back to a state already walked.
  private mutating func runAgain(_ node: Int, _ moments: Moments, emergency: Bool) {
    for moment in moments {
      let (level, colour) = (procedures.level(moment), procedures.colour(moment))
      let state = step.state(node, level, colour)
      let bit: UInt8 = emergency ? 8 : 4
      guard visits[state] & bit == 0 else { continue }
      visits[state] |= bit
      reached[state] |= Manner.rerun.rawValue
      states += 1
      for edge in index.edgesOf[node] where index.edges[edge].exit == .unverified {
        let arrival = step.take(edge, Edge.closed, colour)
        if emergency {
          arriveInEmergency(edge, arrival)
        } else if arrival.state >= 0 {
          edges += 1
          add(arrival.state, emergency: false)
        } else if arrival.state == Arrival.resumes {
          note(edge, arrival.colour, .nothingRemembered)
        }
      }
    }
  }

  private mutating func followEmergency(_ state: Int) {
    let (node, level) = (step.node(state), step.level(state))
    for edge in index.edgesOf[node] {
      let arrival = step.take(edge, level, step.colour(state))
      if arrival.state == Arrival.nowhere { continue }
      arriveInEmergency(edge, arrival)
      if step.raises(edge, level), arrival.state >= 0, arrival.level > Edge.closed {
        runAgain(node, reruns.moments(from: arrival.state, .emergency), emergency: true)
      }
    }
  }
}
