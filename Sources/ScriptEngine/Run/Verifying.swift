import RecallDomain

/// Running the gate at a `verify`.
extension CallRun {
  /// With the gate open, `verify: identity` takes `verified` at once; a run that cannot succeed
  /// takes `failed` at once. Neither says a word: nobody is asked.
  mutating func verify(at node: Node, errand: Errand) {
    guard case .verify(let whom, let verified, let failed, let refused) = node.act else { return }
    if errand == .entered, whom == .identity, liveGate.level == .open {
      return take("verified", to: verified, from: node.id)
    }
    guard let demand = demand(of: whom, at: node), triesRemain || whom == .helper else {
      return failUnasked(node, whom, failed: failed, refused: refused, errand)
    }
    if errand != .entered { moments.append(.ranAgain(node.id, liveGate.level)) }
    utter(node)
    standing.phase = .verifying(IdentityGate(node: node.id, whom: whom, demand: demand), errand)
  }

  /// A script may ask again after `failed` and rely on the listener to refuse in the end. Where
  /// nobody is asked any more, a gate that fails a second time on the way to one and the same prompt
  /// is as good as refused, so that the call goes on. (Where a helper fails unasked, the proof knows.)
  private mutating func failUnasked(
    _ node: Node, _ whom: VerifiedPerson, failed: Target, refused: Target, _ errand: Errand
  ) {
    let run = IdentityGate(node: node.id, whom: whom, demand: .nothing)
    if failedUnasked.insert(node.id).inserted || whom == .helper {
      end(run, .failed, by: failed, errand)
    } else {
      end(run, .refused, by: refused, errand)
    }
  }

  private func demand(of whom: VerifiedPerson, at node: Node) -> IdentityDemand? {
    guard let record = start?.record else { return nil }
    if whom == .helper { return standing.patientVerified ? .nothing : nil }
    if whom == .representative, !record.hasRepresentatives { return nil }
    return IdentityDemand(
      edition.identity, record: record, nameSpoken: lasting.nameSpoken || spoilsName(node))
  }

  /// Tries of this listener, and of the patient on this day over all calls.
  private var triesRemain: Bool {
    if foretold != nil { return true }
    if standing.listener == Place.listenerWithoutTries { return false }
    let spent = lasting.tries[standing.listener, default: 0]
    return spent < edition.identity.tries
      && lasting.permits.triesToday + tries < IdentityPolicy.triesPerDay
  }

  mutating func compare(
    _ kind: IdentifierKind, _ comparison: IdentityComparison
  ) throws(CallRefusal) {
    guard case .verifying(var run, let errand) = standing.phase, run.step == .identifier(kind)
    else { throw .notHere }
    beginAnswer()
    run.compared(kind, comparison)
    if comparison == .mismatch { spendTry() }
    advance(run, errand)
  }

  mutating func name(
    _ person: CallNote.PersonOnLine, accepted: Bool
  ) throws(CallRefusal) {
    guard case .verifying(var run, let errand) = standing.phase, run.step == .person else {
      throw .notHere
    }
    beginAnswer()
    if accepted {
      run.accepted(person)
    } else {
      run.rejectedPerson()
      if run.again { spendTry() }
    }
    advance(run, errand)
  }

  mutating func refuse() throws(CallRefusal) {
    guard case .verifying(let run, let errand) = standing.phase,
      case .verify(_, _, _, let refused) = script[run.node].act
    else { throw .notHere }
    beginAnswer()
    end(run, .refused, by: refused, errand)
  }

  private mutating func spendTry() {
    lasting.tries[standing.listener, default: 0] += 1
    effects.append(.identityTry)
  }

  private mutating func advance(_ run: IdentityGate, _ errand: Errand) {
    guard case .verify(let whom, let verified, let failed, _) = script[run.node].act else { return }
    if run.again && !triesRemain { return end(run, .failed, by: failed, errand) }
    switch run.step {
    case .verified: end(run, Self.result(of: whom), by: verified, errand)
    case .failed: end(run, .failed, by: failed, errand)
    case .person, .identifier:
      standing.phase = .verifying(run, errand)
      if run.again { utter(.again) }
    }
  }

  private static func result(of whom: VerifiedPerson) -> CallNote.Identity.Result {
    switch whom {
    case .identity: .verified
    case .representative: .representative
    case .helper: .helper
    }
  }

  /// After `failed` or `refused` the gate is closed, whatever it was, and a move back is given up.
  private mutating func end(
    _ run: IdentityGate, _ result: CallNote.Identity.Result, by target: Target, _ errand: Errand
  ) {
    let succeeded = result != .failed && result != .refused
    if succeeded { run.raise(&liveGate) } else { liveGate.close() }
    standing.identity = CallNote.Identity(
      result: result, methods: run.matched, tries: run.mismatches,
      person: succeeded ? run.person : nil)
    if result == .verified { standing.patientVerified = true }
    let exit = succeeded ? "verified" : result.rawValue
    guard succeeded, case .returning(let place, let way) = errand else {
      if errand != .entered { standing.remembered = nil }
      return take(exit, to: target, from: run.node)
    }
    foretold?.take()
    moments.append(.took(run.node, exit))
    addStep(run.node, exit)
    land(at: place, way)
  }
}
