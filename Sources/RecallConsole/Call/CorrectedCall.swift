import Foundation
import RecallDomain
import ScriptEngine

/// What a corrected outcome comes to: the note told anew, and all that follows, by the rules that
/// decide it at `save`.
struct CorrectedCall {
  let desk: Desk
  let kept: KeptNote
  /// With its new end.
  let run: CallRun
  let reason: String
  let now: Date
  let key = UUID().uuidString

  private var note: CallNote { kept.note }

  /// - Parameters:
  ///   - before: the entry as it stood before the call.
  ///   - opened: items of the call.
  func correction(_ before: Candidate, opened: [QueueItem]) -> OutcomeCorrection {
    let settled = SettledEnding(
      said: run.ending ?? note.ending, bookedInCall: run.appointment != nil,
      bookedBefore: holdsAppointment(before))
    let after = decision(settled.ending, before)
    let asked = run.routed + QueueName.allCases.filter { after.opens.contains($0) }
    let items = asked.map { queue in
      // An emergency is an item of its own, and announced, whatever had been asked before.
      isNewEmergency && queue == .clinical
        ? item(queue, settled.ending, before)
        : opened.first { $0.queue == queue } ?? item(queue, settled.ending, before)
    }
    let told = told(settled.ending, before, after, items)
    let change = NoteAddition.Change(
      from: kept.ending, to: settled.ending, also: settled.also, fields: run.fields,
      next: after.next, routed: told.routed,
      withdrawn: opened.filter { !asked.contains($0.queue) && isWaiting($0) }.map(\.id),
      summary: told.summary)
    return OutcomeCorrection(
      addition: NoteAddition(
        id: key, note: note.id, author: desk.caller.id, at: now, words: reason, change: change),
      after: after, numberStatusBefore: numberStatusBefore,
      gaveTime: window != nil && after.callback == window, keeps: Set(asked),
      writes: writes(asked, items, opened, before), appointment: run.appointment,
      notHeard: isHeard(settled.ending)
        ? nil : desk.documentationPhrases.text("last.answer-not-heard"))
  }

  /// The cadence counts from when the call ended; what others are asked now is due from now on.
  private func decision(_ ending: Ending, _ before: Candidate) -> AfterCallDecision {
    let rules = AfterCall(policy: desk.policy)
    let then = rules.decide(finished(ending, before, at: note.ended), before)
    guard then.next.kind == .review || !then.opens.isEmpty else { return then }
    return rules.decide(finished(ending, before, at: now), before)
  }

  private func finished(_ ending: Ending, _ before: Candidate, at end: Date) -> FinishedCall {
    var finished = FinishedCall(
      call: note.call, caller: note.caller, number: note.number, direction: note.direction,
      started: note.started, ended: end, ending: ending, gate: run.gateAtEnd,
      holdsAppointment: run.appointment != nil || holdsAppointment(before),
      patientOptedOut: before.patient.permissions.doNotContact, routed: Set(run.routed),
      callback: window)
    if isHeard(ending) { finished.told = Set(told(before).map(\.id)) }
    return finished
  }

  /// Whether what teams had answered was heard: as at `save`, verified and spoken with.
  private func isHeard(_ ending: Ending) -> Bool {
    run.gateAtEnd == .open && !ending.isUnanswered
  }

  /// Answers that the call was saved as having told.
  private func told(_ before: Candidate) -> [QueueItem] {
    before.items.filter { $0.toldIn == note.call && $0.isToBeTold }
  }

  private var window: CallbackWindow? {
    if case .window(let given)?? = run.fields[.callbackWindow] { given } else { nil }
  }

  private func holdsAppointment(_ before: Candidate) -> Bool {
    before.entry.state == .scheduled || before.isBooked(at: now)
  }

  private var numberStatusBefore: PatientPhone.Status? {
    note.direction == .outbound ? kept.ending.numberStatus(gate: run.gateAtEnd) : nil
  }

  private func told(
    _ ending: Ending, _ before: Candidate, _ after: AfterCallDecision, _ items: [QueueItem]
  ) -> CallNote {
    var sheet = NoteSheet(
      recall: note.recall, patient: note.patient, segment: note.segment, attempt: note.attempt,
      mode: note.mode, caller: note.caller, ended: note.ended,
      routed: items.map { CallNote.Routed(queue: $0.queue, item: $0.id, due: $0.due) },
      bookedBefore: holdsAppointment(before),
      replaced: run.appointment == nil
        ? nil : before.replacedByBooking(at: now).map(GivenAppointment.init),
      next: after.next)
    sheet.promised = after.callback
    if isHeard(ending) { sheet.told = told(before).map(\.queue) }
    return NoteComposer(run: run, sheet: sheet, phrases: desk.documentationPhrases).compose()
  }

  // MARK: Queue items

  private var isNewEmergency: Bool { run.ending == .emergency && note.ending != .emergency }

  private func isWaiting(_ item: QueueItem) -> Bool {
    item.state == .open || item.state == .taken
  }

  private func item(
    _ queue: QueueName, _ ending: Ending, _ before: Candidate
  ) -> QueueItem {
    let asked = run.asked(queue)
    let urgent = asked?.urgent ?? (queue == .clinical && run.ending == .emergency)
    let concern = asked?.concern ?? Concern(of: queue, after: ending)
    return QueueItem(
      id: QueueItemID("\(note.call)-\(queue.rawValue)-\(key.prefix(8))"), queue: queue,
      recall: note.recall, patient: note.patient, call: note.call, opened: now,
      due: asked?.due
        ?? desk.policy.queueHours.due(
          queue, urgent: urgent, opened: now, concern: concern,
          visit: before.visitToCome(after: now)),
      urgent: urgent, owner: desk.policy.queues[queue]?.owner, question: asked?.question,
      verified: run.gateAtEnd == .open, callBack: note.number.isEmpty ? nil : note.number,
      language: before.patient.language ?? run.locale,
      concern: concern)
  }

  private func writes(
    _ asked: [QueueName], _ items: [QueueItem], _ opened: [QueueItem], _ before: Candidate
  ) -> [CallWrite] {
    var writes = items.compactMap { item -> CallWrite? in
      guard let known = opened.first(where: { $0.id == item.id }) else { return .openItem(item) }
      // What its team has answered is not asked again.
      guard isWaiting(known) else { return nil }
      let said = run.asked(item.queue)
      return .reviseItem(
        item.id, question: said?.question, urgent: said?.urgent ?? false, due: said?.due,
        concern: said?.concern)
    }
    if isNewEmergency {
      writes.append(.emergency(raised: true))
    }
    // The patient's own word, verified: it holds for everything.
    if run.ending?.detail == .doNotContact, run.gateAtEnd == .open {
      writes.append(.doNotContact(note.patient))
    }
    return writes
  }
}
