import RecallDomain

/// Leaving the script by hand, and saving.
extension CallRun {
  /// `/end OUTCOME DETAIL`: the outcome's rules still hold. What it requires must have been asked,
  /// what needs an act of the script cannot be claimed, the gate level must be one it allows.
  mutating func endByHand(_ ending: Ending) throws(CallRefusal) {
    guard isAtPrompt, let node = nodeNow else { throw .notHere }
    if standing.emergency && ending != .emergency { throw .emergencyEndsOnly }
    let place = placeReached ?? place(node)
    guard ending.gateLevels.contains(place.level) else { throw .outcomeNeedsGate(ending) }
    try check(ending.requirements, of: ending)
    beginAnswer()
    addStep(node, "/end")
    if ending == .emergency && !standing.emergency {
      standing.emergency = true
      liveGate.close()
      effects.append(.emergencyRaised)
    }
    route(endedByHand: ending)
    standing.phase = .save(Reached(place: place, ending: ending, byHand: true))
    settleRoutes(for: ending)
  }

  /// At `save` an outcome stands with the level it was reached at, and so does one put in its place.
  private var placeReached: Place? {
    if case .save(let reached) = standing.phase { return reached.place }
    return nil
  }

  private func check(_ requirements: [CallRequirement], of ending: Ending) throws(CallRefusal) {
    var missing: [CallField] = []
    for requirement in requirements {
      switch requirement {
      case .given(.appointment):
        if standing.appointment == nil { throw .outcomeNeedsAct(ending) }
      case .given(let field): if !standing.given.contains(field) { missing.append(field) }
      case .asked(let field): if standing.fields[field] == nil { missing.append(field) }
      case .leftVoicemail:
        if !lasting.left.contains(.voicemail) { throw .outcomeNeedsAct(ending) }
      case .leftWithPerson:
        if !lasting.left.contains(.withPerson) { throw .outcomeNeedsAct(ending) }
      case .messageQueued: if !lasting.messageQueued { throw .outcomeNeedsAct(ending) }
      }
    }
    if !missing.isEmpty { throw .outcomeNeeds(ending, missing) }
  }

  /// A script's own end is proved to have passed its queue; one given by hand brings it along, so
  /// that no question is noted and then lost.
  private mutating func route(endedByHand ending: Ending) {
    guard let queue = Self.queue(of: ending) else { return }
    name(queue, Concern(of: queue, after: ending))
    if !standing.routing.counted.contains(queue) { count(queue, urgent: ending == .emergency) }
    write(queue)
  }

  private static func queue(of ending: Ending) -> QueueName? {
    switch (ending.outcome, ending.detail) {
    case (.clinicalQuestion, _), (.escalated, .clinical), (.escalated, .emergency): .clinical
    case (.authorizationReview, _): .insurance
    case (.languageSupport, _): .language
    case (.escalated, .complaint): .supervisor
    case (.escalated, .deceased): .records
    default: nil
    }
  }

  mutating func save() throws(CallRefusal) {
    guard case .save = standing.phase else { throw .notHere }
    answers.append(
      Answer(standing: standing, level: liveGate.level, raisedBy: liveGate.raisedBy))
    standing.phase = .over
    liveGate.close()
    utterances = []
  }
}
