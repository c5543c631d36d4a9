import RecallDomain

/// What the patient may say that is no step of the script (SCRIPT-FORMAT, "Interrupts").
extension CallRun {
  mutating func raise(_ interrupt: Interrupt) throws(CallRefusal) {
    guard isAtPrompt, let node = nodeNow else { throw .notHere }
    guard !standing.emergency else { throw .emergencyStands }
    guard let road = script.interrupts[interrupt] else { throw .notHere }
    beginAnswer()
    remember()
    foretold?.take()
    moments.append(.raised(interrupt))
    addStep(node, "/" + interrupt.rawValue + suffix(of: road.target))
    standing.raised = interrupt
    if interrupt == .stopCalling { optOut() }
    if interrupt.closesTheGate { liveGate.close() }
    if interrupt == .emergency {
      standing.emergency = true
      effects.append(.emergencyRaised)
    }
    follow(road.target, from: node)
  }

  /// An interrupt raised inside an interrupt replaces it: what is remembered stays the same. At
  /// the prompts of a `verify` that a `resume` runs it stays too; at those of taking up and of
  /// `/back` it is as if raised at the place they lead to.
  private mutating func remember() {
    guard let place = placeToRemember, road.contains(place.node) else { return }
    standing.remembered = place
    standing.rememberedQueue = standing.routing.last
  }

  private var placeToRemember: Place? {
    switch standing.phase {
    case .at(let node): place(node)
    case .verifying(let run, .entered): place(run.node)
    case .verifying(_, .returning(_, .resumed)): nil
    case .verifying(_, .returning(let place, _)): place
    case .save(let reached): reached.place
    case .notBegun, .over: nil
    }
  }

  /// At once, and it stands whatever is raised or undone afterwards: with the gate open it is the
  /// patient's own wish, otherwise it silences the number.
  private mutating func optOut() {
    if liveGate.level == .open {
      if lasting.optOut != .patient { effects.append(.optOut(patient: true)) }
      lasting.optOut = .patient
    } else if lasting.optOut == .none {
      effects.append(.optOut(patient: false))
      lasting.optOut = .number
    }
  }
}
