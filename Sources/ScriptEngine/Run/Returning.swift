import RecallDomain

/// `resume`, taking up a call and `/back` over the gate: one and the same move to a place, at
/// exactly the gate level it had.
extension CallRun {
  /// A checked script resumes only with something remembered; any other begins its node again.
  mutating func resume(from node: NodeID) {
    hops += 1
    moments.append(.resumed(remembered: standing.remembered != nil, emergency: standing.emergency))
    guard hops <= longestWay else { return }
    guard let place = standing.remembered else { return present(script[node]) }
    move(to: place, .resumed)
  }

  /// Through the `verify` that had raised the gate when the level was higher than the present one;
  /// when it was lower, the gate closes to it.
  mutating func move(to place: Place, _ way: Return) {
    standing.listener = place.listener
    if place.level > liveGate.level, let verifier = place.raisedBy {
      return verify(at: script[verifier], errand: .returning(place, way))
    }
    land(at: place, way)
  }

  /// At the place: its words and its prompt. Nothing is entered, so nothing counts again.
  mutating func land(at place: Place, _ way: Return) {
    liveGate.lower(to: place.level, raisedBy: place.raisedBy)
    if way == .resumed {
      standing.routing.last = standing.rememberedQueue ?? standing.routing.last
      utter(.resume)
      standing.remembered = nil
      standing.raised = nil
    }
    moments.append(
      .returned(place.node, liveGate.level, emergency: standing.emergency))
    present(script[place.node])
  }

  /// The call is left to be resumed.
  mutating func park() throws(CallRefusal) {
    guard isAtPrompt else { throw .notHere }
    lasting.parked = true
    utterances = []
  }

  /// A parked or crashed call goes on where it stood, through the gate again if that had been
  /// above closed. At `save` no `verify` is run: the outcome stands.
  mutating func takeUp(_ permits: CallPermits) throws(CallRefusal) {
    guard isAtPrompt else { throw .notHere }
    lasting.parked = false
    lasting.permits = permits
    utterances = []
    switch standing.phase {
    case .notBegun, .over: throw .notHere
    case .save: liveGate.close()
    case .at(let node): takeUp(at: place(node), .takenUp)
    case .verifying(let run, let errand):
      if run.hasBegun { answers.removeLast() }
      switch errand {
      case .entered: takeUp(at: place(run.node), .takenUp)
      case .returning(let place, let way): takeUp(at: place, way)
      }
    }
  }

  private mutating func takeUp(at place: Place, _ way: Return) {
    liveGate.close()
    move(to: place, way)
  }
}
