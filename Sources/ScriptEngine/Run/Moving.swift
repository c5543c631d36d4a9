import RecallDomain

/// Following the author's edges from one prompt to the next.
extension CallRun {
  /// Everything that a listener may hear or a caller may do next begins with an answer: what it
  /// undoes to is kept, and what was to be said has been said. A run of the gate is one answer.
  mutating func beginAnswer() {
    utterances = []
    if case .verifying(let run, _) = standing.phase, run.hasBegun { return }
    answers.append(
      Answer(standing: standing, level: liveGate.level, raisedBy: liveGate.raisedBy))
  }

  /// Notes the step and follows its target.
  mutating func take(_ exit: String, to target: Target, from node: NodeID) {
    foretold?.take()
    moments.append(.took(node, exit))
    addStep(node, exit + suffix(of: target))
    follow(target, from: node)
  }

  mutating func addStep(_ node: NodeID, _ answer: String) {
    standing.path.append(
      CallNote.Step(node: node, answer: answer, at: lasting.now, locale: lasting.locale))
  }

  /// `:then` when the bound of the edge is reached.
  func suffix(of target: Target) -> String {
    if let foretold { return foretold.suffix }
    guard case .bounded(let edge, _, _, let atMost, let then) = target,
      standing.counts[edge, default: 0] >= atMost
    else { return "" }
    return ":then" + suffix(of: then)
  }

  /// Every step that follows of itself is taken here, one after the other, so that a long way needs
  /// no more room than a short one.
  mutating func goOn() {
    while let way = ahead, hops <= longestWay {
      ahead = nil
      pass(way.target, from: way.node)
    }
  }

  /// The last thing that anything does.
  mutating func follow(_ target: Target, from node: NodeID) {
    ahead = RoadAhead(target: target, node: node)
  }

  private mutating func pass(_ target: Target, from node: NodeID) {
    switch target {
    case .node(let id, let listenerNew): pass(to: id, listenerNew: listenerNew)
    case .bounded(let edge, let id, let listenerNew, let atMost, let then):
      let usedUp = foretold?.passBound() ?? (standing.counts[edge, default: 0] >= atMost)
      if usedUp { return pass(then, from: node) }
      standing.counts[edge, default: 0] += 1
      pass(to: id, listenerNew: listenerNew)
    case .resume: resume(from: node)
    }
  }

  private mutating func pass(to id: NodeID, listenerNew: Bool) {
    if listenerNew { meetNewListener() }
    enter(id)
  }

  /// Somebody else is now on the line: the gate closes before any word is shown. Fresh tries, at
  /// most so many times a call; whoever comes after that has none.
  mutating func meetNewListener() {
    liveGate.close()
    listenerIsNew = true
    guard lasting.freshListeners < IdentityPolicy.newListenersPerCall else {
      standing.listener = Place.listenerWithoutTries
      return
    }
    lasting.freshListeners += 1
    standing.listener = lasting.freshListeners
  }

  /// Enters a node: what it forgets, closes, counts and opens, then what it says and asks.
  mutating func enter(_ id: NodeID) {
    hops += 1
    guard hops <= longestWay else { return }
    let node = script[id]
    if road.contains(id) {
      standing.remembered = nil
      standing.raised = nil
    }
    closeGate(entering: node)
    if let barrier = node.barrier, !standing.barriers.contains(barrier) {
      standing.barriers.append(barrier)
    }
    count(routesOf: node)
    moments.append(.entered(id, liveGate.level, emergency: standing.emergency))
    present(node)
  }

  private mutating func closeGate(entering node: Node) {
    switch node.act {
    case .leave: liveGate.close()
    case .verify(let whom, _, _, _) where whom != .identity:
      liveGate.close()
      if !listenerIsNew { meetNewListener() }
    default: break
    }
  }

  /// The words of a node and its prompt, or, where there is no prompt, straight on.
  mutating func present(_ node: Node) {
    switch node.act {
    case .hear, .ask, .book: stop(at: node)
    case .verify: verify(at: node, errand: .entered)
    case .leave(let place, _, _, let notPermitted):
      if foretold.map({ $0.exit != "not_permitted" }) ?? permits(place) {
        stop(at: node)
      } else {
        take("not_permitted", to: notPermitted, from: node.id)
      }
    case .send(let queued, let noConsent):
      utter(node)
      send(from: node, queued: queued, noConsent: noConsent)
    case .go(let target):
      utter(node)
      moments.append(.took(node.id, Exit.straightOn))
      if case .bounded = target, foretold?.exit == Exit.straightOn { foretold?.take() }
      follow(target, from: node.id)
    case .end(let ending):
      settleRoutes(for: ending)
      utter(node)
      reach(ending, at: node)
    }
  }

  private mutating func stop(at node: Node) {
    utter(node)
    standing.phase = .at(node.id)
  }

  /// One word a call: who has left one with the machine leaves none with a person too.
  func permits(_ place: MessagePlace) -> Bool {
    guard lasting.left.isSubset(of: [place]) else { return false }
    return switch place {
    case .voicemail: lasting.permits.voicemail
    case .withPerson: lasting.permits.withPerson
    }
  }

  /// The approved message is queued once a call, whatever way leads here again.
  private mutating func send(from node: Node, queued: Target, noConsent: Target) {
    let isForetold = foretold.map { $0.exit != "no_consent" } ?? true
    guard let channel = foretold == nil ? lasting.permits.message : .sms, isForetold else {
      return take("no_consent", to: noConsent, from: node.id)
    }
    if !lasting.messageQueued { effects.append(.queueMessage(channel)) }
    lasting.messageQueued = true
    take("queued", to: queued, from: node.id)
  }

  private mutating func reach(_ ending: Ending, at node: Node) {
    standing.phase = .save(Reached(place: place(node.id), ending: ending, byHand: false))
  }

  func place(_ node: NodeID) -> Place {
    Place(
      node: node, level: liveGate.level, raisedBy: liveGate.raisedBy, listener: standing.listener)
  }

  /// The node where the call stands, for the path.
  var nodeNow: NodeID? {
    switch standing.phase {
    case .at(let node): node
    case .verifying(let run, _): run.node
    case .save(let reached): reached.place.node
    case .notBegun, .over: nil
    }
  }
}

/// A target, and the node that it is a target of.
struct RoadAhead: Hashable, Sendable {
  let target: Target
  let node: NodeID
}
