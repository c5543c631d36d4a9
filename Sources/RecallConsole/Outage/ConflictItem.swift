import Foundation
import RecallDomain
import ScriptEngine

/// A call that was kept here and could not become the call's own: a supervisor is asked to look at
/// both, with the words of this one.
struct ConflictItem {
  let desk: Desk
  let kept: KeptCall

  /// `nil`: there is nothing to look at, or nobody who could be asked in this store.
  func item(_ why: ReplayConflict) -> QueueItem? {
    guard why == .movedOn || why == .restored else { return nil }
    let first = kept.acts.first?.entry.seq ?? 0
    let call = kept.call ?? CallID("")
    return QueueItem(
      id: QueueItemID("\(call)-kept-\(kept.ticket.token)-\(first)"), queue: .supervisor,
      recall: kept.ticket.recall, patient: kept.ticket.patient, call: kept.call,
      opened: desk.now,
      due: desk.policy.queueHours.due(.supervisor, urgent: isUrgent, opened: desk.now),
      urgent: isUrgent,
      owner: desk.policy.queues[.supervisor]?.owner,
      question: desk.documentationPhrases.text(
        "outage.item.\(why.rawValue)", ["caller": kept.ticket.caller, "words": words]),
      verified: false, concern: .keptApart)
  }

  /// An emergency or an urgent question is in it.
  private var isUrgent: Bool {
    kept.acts.flatMap(\.writes).contains { write in
      switch write {
      case .emergency(let raised): raised
      case .openItem(let item): item.urgent
      case .reviseItem(_, _, let urgent, _, _): urgent
      default: false
      }
    }
  }

  /// The note, or what was typed before there was one.
  private var words: String {
    if let closing = kept.closing { return closing.note.summary }
    let typed = kept.acts.compactMap { act in
      (try? CallEvent(payload: act.entry.payload))?.wordsOfAPerson
    }
    return typed.isEmpty
      ? desk.documentationPhrases.text("outage.item.no-words")
      : typed.map { "“\($0)”" }.joined(separator: " ")
  }
}
