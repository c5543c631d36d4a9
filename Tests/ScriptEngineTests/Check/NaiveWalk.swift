import RecallDomain

@testable import ScriptEngine

/// The oracle of the walk: every state a call can be in, all of it followed at once, one step at a
/// time, straight from the text of SCRIPT-FORMAT and with no thought for its cost. It shares no code
/// with the checker's walk.
struct NaiveWalk {
  struct Gate: Hashable {
    var level = GateLevel.closed
    var by: NodeID?
  }

  struct Remembered: Hashable {
    let node: NodeID
    let gate: Gate
  }

  enum Place: Hashable {
    case at(NodeID)
    /// The `verify` that raised the gate there is run again, on the way to a node at that gate.
    case rerun(NodeID, Gate)
    /// Taken up at `save`.
    case taken(NodeID, Gate)
  }

  struct State: Hashable {
    var place: Place
    var gate = Gate()
    var remembered: Remembered?
    var emergency = false
    var patientKnown = false
    var asked: Set<CallField> = []
    var given: Set<CallField> = []
    var left: Set<MessagePlace> = []
    var queued = false
    var routed: Set<QueueName> = []
    var answeredQuestion = false
    var interrupt: Interrupt?
    var routedSince: Set<QueueName> = []
    var wordsSince = false
  }

  struct Cost: Comparable, Hashable {
    /// How often the call was parked, and one for a call that the patient made.
    var parks = 0
    var steps = 0

    var stepped: Cost { Cost(parks: parks, steps: steps + 1) }
    var parked: Cost { Cost(parks: parks + 1, steps: steps + 1) }

    static func < (left: Cost, right: Cost) -> Bool {
      (left.parks, left.steps) < (right.parks, right.steps)
    }
  }

  let script: Script
  let facts: (LineID) -> Set<Fact>
  /// Rule and place → the cost of the shortest conversation.
  private(set) var found: [String: Cost] = [:]
  private let road: Set<NodeID>
  private var best: [State: Cost] = [:]
  private var waiting: [Cost: [State]] = [:]
  private let endings: NaiveEndings

  /// `nil` when there are more than `limit` states.
  init?(_ script: Script, limit: Int, facts: @escaping (LineID) -> Set<Fact>) {
    self.script = script
    self.facts = facts
    road = script.mainRoad()
    endings = NaiveEndings(script)
    enter(script.start, State(place: .at(script.start)), Cost())
    enter(script.startInbound, State(place: .at(script.startInbound)), Cost().parked)
    while let cost = waiting.keys.min() {
      let state = waiting[cost]!.removeLast()
      if waiting[cost]!.isEmpty { waiting[cost] = nil }
      guard best[state] == cost else { continue }
      if best.count > limit { return nil }
      step(state, cost)
    }
  }

  private mutating func push(_ state: State, _ cost: Cost) {
    guard best[state].map({ cost < $0 }) ?? true else { return }
    best[state] = cost
    waiting[cost, default: []].append(state)
  }

  private mutating func find(_ rule: RuleID, _ place: SourcePlace, _ cost: Cost) {
    let key = "\(rule.rawValue) @ \(place)"
    found[key] = min(found[key] ?? cost, cost)
  }

  // MARK: moving

  private mutating func enter(_ id: NodeID, _ from: State, _ cost: Cost) {
    var state = from
    let node = script[id]
    state.place = .at(id)
    switch node.act {
    case .leave, .verify(.representative, _, _, _), .verify(.helper, _, _, _): state.gate = Gate()
    default: break
    }
    if road.contains(id) { state.remembered = nil }
    state.routed.formUnion(node.routes)
    state.routedSince.formUnion(node.routes)
    switch node.act {
    case .verify, .leave: break
    default: if !node.say.isEmpty { state.wordsSince = true }
    }
    push(state, cost)
  }

  /// `cost` includes the step unless it is a `go`, which is named only when its bound is used up.
  private mutating func follow(
    _ target: Target, _ state: State, _ cost: Cost, at place: SourcePlace, isGo: Bool = false
  ) {
    switch target {
    case .node(let id, let new):
      var next = state
      if new { next.gate = Gate() }
      enter(id, next, cost)
    case .bounded(_, let id, let new, _, let then):
      follow(.node(id, listenerNew: new), state, cost, at: place)
      follow(then, state, isGo ? cost.stepped : cost, at: place)
    case .resume: resume(state, cost, at: place)
    }
  }

  private mutating func resume(_ state: State, _ cost: Cost, at place: SourcePlace) {
    if state.answeredQuestion && !state.routed.contains(.clinical) {
      find(.clinicalNotRouted, place, cost)
    }
    if owes(state) && state.interrupt != .language { find(.interruptDuty, place, cost) }
    if state.emergency { return find(.emergencyOtherOutcome, place, cost) }
    guard let back = state.remembered else { return find(.interruptResume, place, cost) }
    var next = state
    next.interrupt = nil
    next.routedSince = []
    next.wordsSince = true
    next.remembered = nil
    if back.gate.level > state.gate.level {
      next.place = .rerun(back.node, back.gate)
    } else {
      next.place = .at(back.node)
      next.gate = back.gate
    }
    push(next, cost)
  }

  private func owes(_ state: State) -> Bool {
    guard let interrupt = state.interrupt else { return false }
    if interrupt == .stopCalling { return true }
    return interrupt.dutyQueue.map { !state.routedSince.contains($0) } ?? false
  }

  private mutating func step(_ state: State, _ cost: Cost) {
    switch state.place {
    case .at(let id): stepNode(script[id], state, cost)
    case .rerun(let id, let gate): stepRerun(id, gate, state, cost)
    case .taken(let id, let gate): raise(at: id, gate, state, Gate(), cost)
    }
  }

  private mutating func stepNode(_ node: Node, _ state: State, _ cost: Cost) {
    judge(node, state, cost)
    let known = state.gate.level == .open && node.act.isIdentity
    for exit in node.act.exits where !known || exit.name == "verified" {
      guard let next = leave(node, exit.name, state, atOnce: known) else { continue }
      let isGo = node.act.isGo
      let after = isGo ? cost : cost.stepped
      follow(exit.target, next, after, at: place(of: exit, node), isGo: isGo)
    }
    if known || node.act.isHelper && !state.patientKnown { return }
    switch node.act {
    case .send, .go: return
    default: raise(at: node.id, state.gate, state, state.gate, cost)
    }
    if state.gate.level > .closed { takeUp(node, state, cost) }
  }

  private mutating func takeUp(_ node: Node, _ state: State, _ cost: Cost) {
    var taken = state
    taken.gate = Gate()
    if case .end = node.act {
      if state.emergency { return }
      taken.place = .taken(node.id, state.gate)
    } else {
      taken.place = .rerun(node.id, state.gate)
    }
    push(taken, cost.parked)
  }

  private func place(of exit: Exit, _ node: Node) -> SourcePlace {
    guard case .hear(let responses) = node.act else { return node.place }
    return responses.first { $0.name == exit.name }!.place
  }

  private func leave(_ node: Node, _ exit: String, _ from: State, atOnce: Bool) -> State? {
    var state = from
    switch node.act {
    case .verify(let person, _, _, _):
      if atOnce { return state }
      if person == .helper && !state.patientKnown && exit != "failed" { return nil }
      state.gate = Gate()
      guard exit == "verified" else { break }
      if person == .identity { state.patientKnown = true }
      state.gate = Gate(level: person == .helper ? .scheduling : .open, by: node.id)
    case .ask(let field, _, _):
      state.asked.insert(field)
      if exit == "given" { state.given.insert(field) } else { state.given.remove(field) }
      if field == .question && exit == "given" { state.answeredQuestion = true }
    case .book:
      state.given.remove(.appointment)
      if exit == "booked" { state.given.insert(.appointment) }
    case .leave(let place, _, _, _): if exit == "left" { state.left.insert(place) }
    case .send: if exit == "queued" { state.queued = true }
    case .hear, .go, .end: break
    }
    switch node.act {
    case .send, .go: break
    default: state.wordsSince = false
    }
    return state
  }

  private mutating func raise(
    at id: NodeID, _ gateThere: Gate, _ state: State, _ present: Gate, _ cost: Cost
  ) {
    if state.emergency { return }
    for interrupt in Interrupt.allCases {
      guard let target = script.interrupts[interrupt] else { continue }
      var raised = state
      raised.gate = interrupt == .emergency || interrupt == .otherPerson ? Gate() : present
      if road.contains(id) { raised.remembered = Remembered(node: id, gate: gateThere) }
      raised.emergency = interrupt == .emergency
      raised.interrupt = interrupt
      raised.routedSince = []
      raised.wordsSince = false
      follow(target.target, raised, cost.stepped, at: target.place)
    }
  }

  private mutating func stepRerun(_ id: NodeID, _ gate: Gate, _ state: State, _ cost: Cost) {
    let verify = script[gate.by!]
    speak(verify, state, cost)
    var back = state
    back.place = .at(id)
    back.gate = gate
    push(back, cost.stepped)
    for exit in verify.act.exits where exit.name != "verified" {
      var failed = leave(verify, exit.name, state, atOnce: false)!
      failed.remembered = nil
      failed.interrupt = nil
      failed.routedSince = []
      follow(exit.target, failed, cost.stepped, at: verify.place)
    }
    raise(at: id, gate, state, state.gate, cost)
    if state.gate.level > .closed {
      var taken = state
      taken.gate = Gate()
      push(taken, cost.parked)
    }
  }

  // MARK: judging

  private mutating func speak(_ node: Node, _ state: State, _ cost: Cost) {
    for spoken in node.say {
      for fact in facts(spoken.line) {
        if fact.level > state.gate.level { find(.factBeforeIdentity, spoken.place, cost) }
        if !isGiven(fact, state) { find(.factNotGiven, spoken.place, cost) }
      }
    }
  }

  private func isGiven(_ fact: Fact, _ state: State) -> Bool {
    switch fact {
    case .appointment: state.given.contains(.appointment)
    case .callbackWindow: state.given.contains(.callbackWindow)
    case .answerBy: !state.routed.isEmpty
    default: true
    }
  }

  private mutating func judge(_ node: Node, _ state: State, _ cost: Cost) {
    let isSilent =
      node.act.isIdentity && state.gate.level == .open || node.act.isHelper && !state.patientKnown
    if !isSilent { speak(node, state, cost) }
    if case .book = node.act, state.gate.level == .closed { find(.actGate, node.place, cost) }
    let spot = NaiveEndings.Spot(
      node: node.id, level: state.gate.level, known: state.patientKnown)
    if endings.isDead(spot) { find(.deadEnd, node.place, cost) }
    if endings.loops(spot) { find(.forcedLoop, node.place, cost) }
    if case .end(let ending) = node.act { judge(ending, node.place, state, cost) }
  }

  private mutating func judge(
    _ ending: Ending, _ place: SourcePlace, _ state: State, _ cost: Cost
  ) {
    if !ending.gateLevels.contains(state.gate.level) { find(.outcomeGate, place, cost) }
    if !ending.requirements.allSatisfy({ has($0, state) }) {
      find(.outcomeMissingField, place, cost)
    }
    if state.emergency && ending != .emergency { find(.emergencyOtherOutcome, place, cost) }
    if state.answeredQuestion && !state.routed.contains(.clinical) {
      find(.clinicalNotRouted, place, cost)
    }
    let optedOut = state.interrupt == .stopCalling && ending == Ending(.declined, .doNotContact)
    if owes(state) && !optedOut { find(.interruptDuty, place, cost) }
    if ending.hasListener && !state.wordsSince { find(.nextStep, place, cost) }
  }

  private func has(_ needed: CallRequirement, _ state: State) -> Bool {
    switch needed {
    case .given(let field): state.given.contains(field)
    case .asked(let field): state.asked.contains(field)
    case .leftVoicemail: state.left.contains(.voicemail)
    case .leftWithPerson: state.left.contains(.withPerson)
    case .messageQueued: state.queued
    }
  }
}
