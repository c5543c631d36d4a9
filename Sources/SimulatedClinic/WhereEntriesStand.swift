import Foundation
import RecallDomain

/// Where an entry of the simulated clinic stands, and how a decision or a fact moves it.
extension SimulatedClinic {
  func candidate(_ recall: Int) -> Candidate {
    let own = recalls[recall]
    var patient = people[own.person].record
    patient.deceased = patient.deceased || heldForDeath.contains(own.person)
    var byNumber: [String: [Date]] = [:]
    for phone in patient.phones { byNumber[phone.number] = contactsByNumber[phone.number] }
    var candidate = Candidate(
      entry: own.entry, patient: patient, attempts: own.attempts,
      appointments: appointments[own.person], items: own.items,
      heldBy: oracle.busyPeople.contains(own.person) ? "somebody" : nil,
      contactsByNumber: byNumber,
      otherContacts: contactsOf[own.person].filter { $0.recall != recall }.map(\.at),
      heldForDeath: heldForDeath.contains(own.person), stoppedMessages: own.stopped)
    tamper?(&candidate)
    return candidate
  }

  /// The entry is judged anew, from the instant before which nothing can happen.
  func stand(_ recall: Int, _ now: Date) {
    let own = recalls[recall]
    guard own.arrived, own.end == nil else { return list.takeOut(recall) }
    guard own.entry.state == .open else { return list.takeOut(recall) }
    // A promise is judged at once; and when a team is to answer holds nobody back: what it was asked
    // for may have come another way.
    let isJudged = own.entry.callback != nil || own.entry.nextAction == .review
    let from = isJudged ? now : own.entry.nextAt ?? now
    if from > now { return list.wait(recall, until: from) }
    list.stand(recall, own.entry, language: people[own.person].record.language ?? "")
  }

  /// Something about the patient has changed: all their entries are looked at.
  func wake(_ person: Int, _ now: Date) {
    for recall in recallsOf[person] where recalls[recall].end == nil { stand(recall, now) }
  }

  /// Facts and time may have ended it.
  func look(_ recall: Int, _ now: Date) {
    guard recalls[recall].end == nil, recalls[recall].arrived,
      !oracle.busyPeople.contains(recalls[recall].person),
      let decision = between.overtaken(candidate(recall), at: now)
    else { return }
    apply(decision, recall, CallID("between"), now)
  }

  /// What was to end by itself and does not: a day later again, or on the list as any other.
  func lookAgain(_ recall: Int, _ now: Date) {
    look(recall, now)
    let own = recalls[recall]
    guard own.arrived, own.end == nil, own.entry.state == .open, own.entry.nextAction == .none,
      own.entry.nextAt.map({ $0 <= now }) ?? true
    else { return }
    switch rules.judge(candidate(recall), at: now, caller: nil, scripts: Self.scripts) {
    case .excluded(.attemptsExhausted, _), .excluded(.claimed, _), .excluded(.needsOutcome, _):
      recalls[recall].entry.nextAt = now.addingTimeInterval(86_400)
      agenda.write(.closing(recall), at: now.addingTimeInterval(86_400))
    case .callable, .excluded:
      (recalls[recall].entry.nextAction, recalls[recall].entry.nextAt) = (.call, nil)
      stand(recall, now)
    }
  }

  /// How a recall stands from now on, as the closing transaction writes it.
  func apply(_ decision: AfterCallDecision, _ recall: Int, _ call: CallID, _ now: Date) {
    let person = recalls[recall].person
    tell(recall, now, "apply \(call) \(decision)")
    stands(recall, decision)
    if decision.heldForDeath { heldForDeath.insert(person) }
    for queue in QueueName.allCases where decision.opens.contains(queue) {
      openItem(queue, recall, decision.stoodAs == nil ? call : nil, now)
    }
    if decision.state == .closed || decision.state == .scheduled {
      if recalls[recall].end == nil { open -= 1 }
      recalls[recall].end = decision.end ?? .answered
      tally.ends[decision.end ?? .answered, default: 0] += 1
    }
    if call.rawValue == "between" || call.rawValue == "answer" {
      oracle.judgeEnd(recall, decision, at: now, people[person])
      oracle.endedByFact(recall, decision)
    }
    if let at = decision.next.at, decision.stoodAs == nil {
      if decision.next.kind == .message { agenda.write(.message(recall), at: max(at, now)) }
      if decision.next.kind == .none { agenda.write(.closing(recall), at: max(at, now)) }
    }
    wake(person, now)
  }

  /// A fact on record leaves all that was planned, for a correction to give back.
  private func stands(_ recall: Int, _ decision: AfterCallDecision) {
    recalls[recall].entry.state = decision.state
    recalls[recall].entry.stoodAs = decision.stoodAs
    guard decision.stoodAs == nil else { return }
    (recalls[recall].entry.nextAt, recalls[recall].entry.nextAction) = (
      decision.next.at, decision.next.kind
    )
    recalls[recall].entry.owner = decision.next.owner ?? recalls[recall].entry.owner
    recalls[recall].entry.callback = decision.callback
  }

  /// The record was corrected: what a fact had ended stands again as it did.
  func giveBack(_ recall: Int, _ now: Date) {
    guard let state = BetweenCalls.corrected(candidate(recall)) else { return }
    if let end = recalls[recall].end {
      (open, recalls[recall].end) = (open + 1, nil)
      tally.ends[end, default: 0] -= 1
    }
    if BetweenCalls.isPlannedAnew(candidate(recall), as: state) {
      (recalls[recall].entry.nextAction, recalls[recall].entry.nextAt) = (.none, now)
    }
    (recalls[recall].entry.state, recalls[recall].entry.stoodAs) = (state, nil)
    // What the office would have mended meanwhile it is asked for again.
    recalls[recall].office = false
    for index in recalls[recall].items.indices
    where recalls[recall].items[index].call == nil && recalls[recall].items[index].state == .open {
      recalls[recall].items[index].state = .withdrawn
      oracle.withdrawn(recall, recalls[recall].items[index].queue)
      oracle.told(recall, recalls[recall].items[index].id)
    }
    tally.corrected += 1
    oracle.givenBack(recall)
    tell(recall, now, "given back as \(state)")
    if recalls[recall].entry.nextAction == .none, let at = recalls[recall].entry.nextAt {
      agenda.write(.closing(recall), at: max(at, now))
    }
    if recalls[recall].entry.nextAction == .message { agenda.write(.message(recall), at: now) }
    stand(recall, now)
  }
}
