import RecallDomain

/// `/back`: the last answer is undone. It restores the node, never trust.
extension CallRun {
  mutating func goBack() throws(CallRefusal) {
    guard isAtPrompt else { throw .notHere }
    if takeBackContact() { return }
    guard let answer = answers.popLast() else { throw .nothingToUndo }
    let undone = standing
    standing = answer.standing
    utterances = []
    takeBack(undone)
    switch standing.phase {
    case .notBegun, .over: break
    case .at(let node): move(to: place(node, in: answer), .undone)
    case .verifying(let run, .entered): move(to: place(run.node, in: answer), .undone)
    case .verifying(_, .returning(let place, let way)):
      liveGate.lower(to: answer.level, raisedBy: answer.raisedBy)
      move(to: place, way)
    case .save(let reached): stand(at: reached)
    }
  }

  private func place(_ node: NodeID, in answer: Answer) -> Place {
    Place(
      node: node, level: answer.level, raisedBy: answer.raisedBy, listener: standing.listener)
  }

  /// At `save` no `verify` is run: the outcome stands with the level it was reached at.
  private mutating func stand(at reached: Reached) {
    liveGate.lower(to: reached.place.level, raisedBy: reached.place.raisedBy)
    if !reached.byHand, liveGate.level == reached.place.level { utter(script[reached.place.node]) }
  }

  /// What others have seen of the answer is taken back visibly, except what cannot be: an opt-out,
  /// a message left or queued, a try.
  private mutating func takeBack(_ undone: Standing) {
    if undone.appointment != standing.appointment {
      if let appointment = undone.appointment { effects.append(.release(appointment)) }
      if let appointment = standing.appointment { effects.append(.hold(appointment)) }
    }
    takeBackRoutes(of: undone)
    if undone.emergency && !standing.emergency { effects.append(.emergencyWithdrawn) }
  }

  /// `/back` at the first prompt: the number was never dialled. What has happened in a call that
  /// was dialled is never withdrawn with it.
  mutating func withdraw() throws(CallRefusal) {
    guard isAtPrompt, answers.isEmpty, lasting.optOut == .none, lasting.left.isEmpty,
      !lasting.messageQueued, tries == 0, contactChanges.isEmpty
    else { throw .notHere }
    standing.phase = .over
    liveGate.close()
    utterances = []
  }
}
