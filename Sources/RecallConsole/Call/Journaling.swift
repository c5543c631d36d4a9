import Foundation
import RecallDomain
import ScriptEngine

/// Making an answer durable before anything is shown that follows from it (invariant 4).
extension CallDesk {
  /// Handles the event, journals it with its effects in one transaction, and only then moves the
  /// call. A refusal is said and changes nothing.
  func record(_ event: CallEvent) throws(StoreFailure) -> Step {
    desk.emergencyIsOwed = false
    guard let refusal = try attempt(event) else {
      // It was pressed while this answer waited for its store.
      guard desk.emergencyIsOwed, !run.emergency else { return .moved }
      return try raise(.emergency)
    }
    readBack = nil
    screen.problem(RefusalText(desk: desk).text(for: refusal))
    return .again
  }

  /// `nil` when the call has moved.
  func attempt(_ event: CallEvent) throws(StoreFailure) -> CallRefusal? {
    let now = desk.now
    var next = run
    let effects: [CallEffect]
    do {
      effects = try next.handle(event, at: now)
    } catch {
      return error
    }
    var effort = CallWrites(
      call: self, id: ticket.call, run: next, items: items, setAside: setAside, now: now)
    let writes = effort.all(of: effects, seq: ticket.lastSeq + 1)
    let entry = Journal.entry(event, seq: ticket.lastSeq + 1, at: now)
    (unkept, unkeptInterrupt) = (event.wordsOfAPerson, event.interrupt)
    _ = try keep(.append(entry, writes)) { (before) throws(StoreFailure) in
      try desk.store.append(entry, effects: writes, under: before, at: now)
    }
    (unkept, unkeptInterrupt) = (nil, nil)
    otherEnd?.answered(event, before: run, after: next, at: now)
    run = next
    (items, setAside) = (effort.items, effort.setAside)
    optedOut = optedOut || effects.contains(.optOut(patient: true))
    return nil
  }
}

/// What effects write for others to see, with ids made from the call and the sequence number.
struct CallWrites {
  let call: CallDesk
  /// `nil` before the call has begun: nothing is written then.
  let id: CallID?
  /// The run as it stands after the event.
  let run: CallRun
  var items: [QueueName: CallNote.Routed]
  /// Asked of the clinical team before an emergency was raised.
  var setAside: [CallNote.Routed]
  let now: Date

  /// An emergency that is taken back goes first: what is said anew after it concerns the question that
  /// was there before.
  mutating func all(of effects: [CallEffect], seq: Int) -> [CallWrite] {
    let first = effects.filter { $0 == .emergencyWithdrawn }
    let ordered = first + effects.filter { $0 != .emergencyWithdrawn }
    return ordered.flatMap { writes(for: $0, seq: seq) }
  }

  private mutating func writes(for effect: CallEffect, seq: Int) -> [CallWrite] {
    switch effect {
    case .route(let queue, let concern, let question, let urgent, let due):
      return [
        route(queue, concern, question: question, urgent: urgent, due: due, seq: seq)
      ]
    case .withdraw(let queue):
      return items.removeValue(forKey: queue).map { [.withdrawItem($0.item)] } ?? []
    case .optOut(let patientToo):
      return patientToo ? [.doNotContact(call.patient.id)] : [.silence(number: call.number)]
    case .hold(let appointment):
      let until = now.addingTimeInterval(Self.holdTime)
      return appointment.slot.map { [.holdSlot($0, until: until)] } ?? []
    case .release(let appointment): return appointment.slot.map { [.releaseSlot($0)] } ?? []
    case .emergencyRaised:
      if let asked = items.removeValue(forKey: .clinical) { setAside.append(asked) }
      return [.emergency(raised: true)]
    case .emergencyWithdrawn: return [.emergency(raised: false)] + emergencyTakenBack()
    case .queueMessage(let channel): return message(by: channel).map { [.message($0)] } ?? []
    case .identityTry: return [.identityTry(call.patient.id, on: call.today)]
    case .changeContact(let change, let number):
      return [.contact(change, of: call.patient.id, number: number, on: call.today)]
    case .takeBackContact(let number): return [.contactTakenBack(number: number)]
    case .stumble(let line, let words):
      return stumble(line, words, seq: seq).map { [.stumble($0)] } ?? []
    }
  }

  /// A hold outlives a crash by this long, so that a call taken up again still has its slot.
  private static let holdTime: TimeInterval = 4 * 3600

  private mutating func route(
    _ queue: QueueName, _ concern: Concern, question: String?, urgent: Bool, due: Date?, seq: Int
  ) -> CallWrite {
    if let routed = items[queue] {
      items[queue]?.due = due ?? routed.due
      return .reviseItem(
        routed.item, question: question, urgent: urgent, due: due, concern: concern)
    }
    let item = call.newItem(
      queue, of: id, concern: concern, question: question, urgent: urgent, due: due, seq: seq,
      run: run, at: now)
    items[queue] = CallNote.Routed(queue: queue, item: item.id, due: item.due)
    return .openItem(item)
  }

  /// The question from before it is the clinical team's item again.
  private mutating func emergencyTakenBack() -> [CallWrite] {
    guard let asked = setAside.popLast() else { return [] }
    let raised = items.updateValue(asked, forKey: .clinical)
    return raised.map { [.withdrawItem($0.item)] } ?? []
  }

  private func stumble(_ line: LineOnScreen, _ words: String, seq: Int) -> Stumble? {
    id.map {
      Stumble(
        id: "\($0.rawValue)/\(seq)", call: $0, script: call.edition.script.id, node: line.node,
        line: line.line, locale: line.locale, said: line.text, words: words,
        who: call.desk.caller.id, at: now)
    }
  }

  private func message(by channel: ContactMethod) -> OutboxDraft? {
    guard let way = ContactRules.way(channel, to: call.patient), let id,
      let message = run.message(for: channel)
    else { return nil }
    return OutboxDraft(
      key: "\(id.rawValue)-\(channel.rawValue)", patient: call.patient.id, channel: channel,
      address: way.address, text: message.text, language: message.language)
  }
}

extension CallDesk {
  func newItem(
    _ queue: QueueName, of id: CallID?, concern: Concern, question: String?, urgent: Bool,
    due: Date?, seq: Int, run: CallRun, at now: Date
  ) -> QueueItem {
    let call = id ?? CallID("")
    let fallback = desk.policy.queueHours.due(
      queue, urgent: urgent, opened: now, concern: concern,
      visit: candidate.visitToCome(after: now))
    return QueueItem(
      id: QueueItemID("\(call)-\(queue.rawValue)-\(seq)"), queue: queue, recall: entry.id,
      patient: patient.id, call: call, opened: now, due: due ?? fallback, urgent: urgent,
      owner: desk.policy.queues[queue]?.owner, question: question,
      verified: run.gate.level == .open, callBack: number,
      language: patient.language ?? run.locale, concern: concern)
  }
}

/// The journal's own text of an event: what the engine saves, line by line.
enum Journal {
  static func entry(_ event: CallEvent, seq: Int, at now: Date) -> JournalEntry {
    JournalEntry(seq: seq, kind: event.kind, payload: event.payload, at: now)
  }
}

extension CallEvent {
  /// What a person typed that others should not lose; nothing of the gate.
  var wordsOfAPerson: String? {
    switch self {
    case .answered(_, .text(let words)), .remark(let words), .stumbled(_, _, let words): words
    case .answered(let field, let value): value == nil ? nil : field.rawValue
    default: nil
    }
  }
}

extension CallEvent {
  fileprivate var interrupt: Interrupt? {
    if case .interrupted(let interrupt) = self { interrupt } else { nil }
  }
}

/// Why the engine would not take an answer here, in one sentence.
struct RefusalText {
  let desk: Desk

  func text(for refusal: CallRefusal) -> String {
    switch refusal {
    case .notHere: desk.say("refusal.not-here")
    case .unknownResponse(let name): desk.say("call.not-understood", ["line": name])
    case .emergencyStands: desk.say("refusal.emergency-stands")
    case .nothingToUndo: desk.say("refusal.nothing-to-undo")
    case .languageNotOffered(let tag):
      desk.say("refusal.language-not-offered", ["language": desk.dates.languageName(tag)])
    case .outcomeNeedsGate(let ending):
      desk.say("refusal.outcome-needs-gate", ["outcome": desk.label(ending)])
    case .outcomeNeeds(let ending, let fields):
      desk.say(
        "refusal.outcome-needs",
        [
          "outcome": desk.label(ending),
          "fields": fields.map { desk.say("note.field-name.\($0.rawValue)") }
            .joined(separator: ", "),
        ])
    case .outcomeNeedsAct(let ending):
      desk.say("refusal.outcome-needs-act", ["outcome": desk.label(ending)])
    case .contactNeedsGate: desk.say("contact.needs-gate")
    case .emergencyEndsOnly: desk.say("refusal.emergency-ends-only")
    case .endless: desk.say("refusal.endless")
    }
  }
}
