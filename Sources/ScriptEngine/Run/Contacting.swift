package import RecallDomain

/// What somebody on the line asks to change about how the patient is reached: noted at any prompt,
/// in force at once, and no answer of the script.
extension CallRun {
  mutating func noteContact(_ change: ContactChange, _ permits: CallPermits) throws(CallRefusal) {
    guard isAtPrompt, let number = start?.number else { throw .notHere }
    guard change.needs(on: number) <= gate.level else { throw .contactNeedsGate(change) }
    lasting.contactsSaid += 1
    let said = ContactSaid(number: lasting.contactsSaid, change: change, before: lasting.permits)
    if change.isOptOut {
      lasting.stopped.append(said)
    } else {
      standing.contactChanges.append(said)
    }
    effects.append(.changeContact(change, number: said.number))
    permit(permits)
    leaveNoWordHere()
  }

  /// In the order in which they were said; what was taken back is not among them.
  package var contactChanges: [ContactChange] {
    (standing.contactChanges + lasting.stopped).sorted { $0.number < $1.number }.map(\.change)
  }

  /// The change that `/back` takes back first: said since the last answer, and no opt-out.
  var latestContact: ContactSaid? {
    let before = answers.last?.standing.contactChanges.count ?? 0
    return standing.contactChanges.count > before ? standing.contactChanges.last : nil
  }

  /// Taken back visibly: the prompt, its words and the gate stay as they are.
  mutating func takeBackContact() -> Bool {
    guard let said = latestContact else { return false }
    standing.contactChanges.removeLast()
    effects.append(.takeBackContact(number: said.number))
    guard !lasting.stopped.contains(where: { $0.number > said.number }) else { return true }
    permit(said.before)
    return true
  }

  private mutating func permit(_ permits: CallPermits) {
    lasting.permits.voicemail = permits.voicemail
    lasting.permits.withPerson = permits.withPerson
    lasting.permits.message = permits.message
  }

  /// Asked not to leave word while its words are on the screen: they go.
  private mutating func leaveNoWordHere() {
    guard case .at(let id) = standing.phase,
      case .leave(let place, _, _, let notPermitted) = script[id].act, !permits(place)
    else { return }
    utterances = []
    take("not_permitted", to: notPermitted, from: id)
  }
}
