import RecallDomain

@testable import ScriptEngine

/// Watches a running call and says which rules of SCRIPT-FORMAT it breaks, at which places: what the
/// proof promises, looked for in what really happens.
struct Witness {
  let subject: CrossSubject
  private(set) var breaches: Set<String> = []
  /// (node, level) that the walk never reached.
  private(set) var strangers: Set<String> = []
  /// `resume` was taken where it leads nowhere: what follows is no conversation any more.
  private(set) var isLost = false
  /// Lines spoken too early in the last event.
  private(set) var early: Set<LineID> = []

  private var asked: Set<CallField> = []
  private var given: Set<CallField> = []
  private var left: Set<MessagePlace> = []
  private var queued = false
  private var routed: Set<QueueName> = []
  private var questioned = false
  private var raised: Interrupt?
  private var routedSince: Set<QueueName> = []
  private var place: SourcePlace?
  private var level = GateLevel.closed

  init(_ subject: CrossSubject) { self.subject = subject }

  mutating func see(_ moments: [CallMoment]) {
    early = []
    for moment in moments where !isLost { see(moment) }
  }

  /// After `/back`: what is undone is undone; what interrupts owe is not followed any further.
  mutating func undo(_ run: CallRun) {
    asked = Set(run.fields.keys)
    given = run.standing.given
    routed = Set(run.standing.routing.counted)
    if case .some(.some) = run.fields[.question] { questioned = true } else { questioned = false }
    raised = nil
  }

  private mutating func see(_ moment: CallMoment) {
    switch moment {
    case .entered(let id, let level, let emergency):
      let node = subject.script[id]
      routed.formUnion(node.routes)
      routedSince.formUnion(node.routes)
      arrive(node, level, emergency)
    case .returned(let id, let level, let emergency):
      raised = nil
      arrive(subject.script[id], level, emergency)
    case .ranAgain(let id, let level):
      let node = subject.script[id]
      // After `/back` the gate may still stand at scheduling; the walk has it closed.
      if !reached(node, level, .rerun) && !reached(node, .closed, .rerun) {
        strangers.insert("\(id) run again at \(level)")
      }
    case .spoke(let id, let level): speak(subject.script[id], level)
    case .took(let id, let exit): leave(subject.script[id], exit)
    case .raised(let interrupt):
      raised = interrupt
      routedSince = []
      place = subject.script.interrupts[interrupt]?.place
    case .resumed(let remembered, let emergency): resume(remembered, emergency)
    }
  }

  private mutating func find(_ rule: RuleID, _ place: SourcePlace) {
    breaches.insert(CrossSubject.key(rule, place))
  }

  private func reached(_ node: Node, _ level: GateLevel, _ manner: Walk.Manner) -> Bool {
    subject.walk.reaches(subject.index.numbers[node.id]!, levels: [level], manner)
  }

  private mutating func arrive(_ node: Node, _ level: GateLevel, _ emergency: Bool) {
    self.level = level
    if !reached(node, level, emergency ? .emergency : .called) {
      strangers.insert("\(node.id) at \(level)\(emergency ? " in an emergency" : "")")
    }
    if case .book = node.act, level == .closed { find(.actGate, node.place) }
    if case .end(let ending) = node.act { judge(ending, node.place, emergency) }
  }

  private mutating func speak(_ node: Node, _ level: GateLevel) {
    for spoken in node.say {
      for fact in subject.facts(spoken.line) {
        if fact.level > level { find(.factBeforeIdentity, spoken.place) }
        if !isGiven(fact) { find(.factNotGiven, spoken.place) }
        if fact.level > level || !isGiven(fact) { early.insert(spoken.line) }
      }
    }
  }

  private func isGiven(_ fact: Fact) -> Bool {
    switch fact {
    case .appointment: given.contains(.appointment)
    case .callbackWindow: given.contains(.callbackWindow)
    case .answerBy: !routed.isEmpty
    default: true
    }
  }

  private mutating func leave(_ node: Node, _ exit: String) {
    place = node.place
    switch node.act {
    case .hear(let responses): place = responses.first { $0.name == exit }!.place
    case .ask(let field, _, _):
      asked.insert(field)
      if exit == "given" { given.insert(field) } else { given.remove(field) }
      if field == .question && exit == "given" { questioned = true }
    case .book:
      if exit == "booked" { given.insert(.appointment) } else { given.remove(.appointment) }
    case .leave(let place, _, _, _): if exit == "left" { left.insert(place) }
    case .send: if exit == "queued" { queued = true }
    case .verify, .go, .end: break
    }
  }

  private var owes: Bool {
    guard let raised else { return false }
    if raised == .stopCalling { return true }
    return raised.dutyQueue.map { !routedSince.contains($0) } ?? false
  }

  private mutating func resume(_ remembered: Bool, _ emergency: Bool) {
    guard let place else { return }
    if questioned && !routed.contains(.clinical) { find(.clinicalNotRouted, place) }
    if owes && raised != .language && !emergency { find(.interruptDuty, place) }
    if emergency { find(.emergencyOtherOutcome, place) }
    isLost = isLost || emergency || !remembered
    if !emergency && !remembered { find(.interruptResume, place) }
    raised = nil
  }

  private mutating func judge(_ ending: Ending, _ place: SourcePlace, _ emergency: Bool) {
    if !ending.gateLevels.contains(level) { find(.outcomeGate, place) }
    if !ending.requirements.allSatisfy(has) { find(.outcomeMissingField, place) }
    if emergency && ending != .emergency { find(.emergencyOtherOutcome, place) }
    if questioned && !routed.contains(.clinical) { find(.clinicalNotRouted, place) }
    let optedOut = raised == .stopCalling && ending == Ending(.declined, .doNotContact)
    if owes && !optedOut { find(.interruptDuty, place) }
  }

  private func has(_ needed: CallRequirement) -> Bool {
    switch needed {
    case .given(let field): given.contains(field)
    case .asked(let field): asked.contains(field)
    case .leftVoicemail: left.contains(.voicemail)
    case .leftWithPerson: left.contains(.withPerson)
    case .messageQueued: queued
    }
  }
}
