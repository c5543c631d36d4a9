package import Foundation
package import RecallDomain
import ScriptEngine

/// The cadence's message step, from the verdict of the rules to what the store writes: approved
/// words of the entry's own script edition, the attempt and note that everybody sees, and what
/// follows. The same for `next`, which looks at a few before it searches, and `recall outbox`.
package struct DueMessages {
  let policy: ClinicPolicy
  let shelf: ScriptShelf
  let kind: StoreKind
  let step: MessageStep
  private let compiled = CompiledEditions()

  /// How many entries `next` looks at before it searches, so that nobody waits for it.
  package static let besideNext = 4

  package init(policy: ClinicPolicy, shelf: ScriptShelf, kind: StoreKind) {
    self.policy = policy
    self.shelf = shelf
    self.kind = kind
    step = MessageStep(rules: CallRules(policy: policy))
  }

  package func write(
    into store: any RecallStore, at now: Date, limit: Int
  ) throws(StoreFailure) -> MessagesWritten {
    try store.writeDueMessages(at: now, limit: limit) { act(on: $0, at: now) }
  }

  func act(on candidate: Candidate, at now: Date) -> MessageAct {
    switch step.verdict(candidate, at: now, scripts: shelf.segments) {
    case .wait(_, let until): .wait(until: until)
    case .passedOver(let next): .passOver(next)
    case .notNext: .nothing
    case .write(let plan): writing(plan, candidate, now).map { .write($0) } ?? .wait(until: nil)
    }
  }

  /// `nil` when there are no approved words that can be sent.
  func writing(_ plan: MessagePlan, _ candidate: Candidate, _ now: Date) -> MessageWriting? {
    guard let edition = shelf.editions[candidate.entry.segment] else { return nil }
    let record = CallRecord(
      of: candidate, policy: policy, callerName: policy.neutralName, today: plan.localDate,
      held: [])
    let composer = MessageComposer(edition: edition, record: record)
    guard let message = composer.compose(plan.way.channel, values: SpokenValues(now: now)) else {
      return nil
    }
    let call = FinishedCall(
      call: CallID(plan.key), caller: MessageStep.author, number: plan.number,
      direction: .outbound, started: now, ended: now, ending: .messageSent, gate: .closed)
    let after = AfterCall(policy: policy).decide(call, candidate)
    let items = QueueName.allCases.filter(after.opens.contains).map {
      item($0, plan, candidate, now)
    }
    let sheet = MessageNote(
      plan: plan, candidate: candidate, edition: edition, language: message.language, mode: kind,
      next: after.next, routed: items, at: now)
    let compiled = compiled[candidate.entry.segment, edition]
    return MessageWriting(
      plan: plan, text: message.text, language: message.language, edition: compiled.hash,
      compiled: compiled.data,
      note: sheet.note(
        in: shelf.words.phrases(in: shelf.words.staffLocale(for: policy.documentationLanguage)),
        policy),
      state: after.state, next: after.next, end: after.end, writes: items.map { .openItem($0) })
  }

  private func item(
    _ queue: QueueName, _ plan: MessagePlan, _ candidate: Candidate, _ now: Date
  ) -> QueueItem {
    let concern = Concern(of: queue, after: .messageSent)
    return QueueItem(
      id: QueueItemID("\(plan.key)-\(queue.rawValue)"), queue: queue, recall: plan.recall,
      patient: plan.patient, call: CallID(plan.key), opened: now,
      due: policy.queueHours.due(
        queue, urgent: false, opened: now, concern: concern,
        visit: candidate.visitToCome(after: now)),
      owner: policy.queues[queue]?.owner, verified: false, callBack: nil,
      language: candidate.patient.language,
      concern: concern)
  }
}

/// What the store keeps of an edition, made once for each.
private final class CompiledEditions {
  private var known: [String: CompiledEdition] = [:]

  subscript(_ segment: String, _ edition: Edition) -> CompiledEdition {
    if let compiled = known[segment] { return compiled }
    let compiled = CompiledEdition(edition)
    known[segment] = compiled
    return compiled
  }
}

extension Ending {
  /// How a message step ends.
  package static let messageSent = Ending(.leftMessage, .sent)!
}

extension MessagePlan {
  /// The number that a text goes to; nothing for the other ways.
  package var number: String { way.channel == .sms ? way.address : "" }
}
