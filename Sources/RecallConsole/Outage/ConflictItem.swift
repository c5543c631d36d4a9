import Foundation
import RecallDomain
import ScriptEngine

/// A call that was kept here and could not become the call's own: a supervisor is asked to look at
/// both, with the words of this one.
struct ConflictItem {
  let desk: Desk
  let kept: KeptCall

  func item(_ why: ReplayConflict) -> QueueItem {
    let first = kept.acts.first?.entry.seq ?? 0
    let call = kept.call ?? CallID("")
    return QueueItem(
      id: QueueItemID("\(call)-kept-\(kept.ticket.token)-\(first)"), queue: .supervisor,
      recall: kept.ticket.recall, patient: kept.ticket.patient, call: kept.call,
      opened: desk.now,
      due: desk.policy.queueHours.due(.supervisor, urgent: false, opened: desk.now),
      owner: desk.policy.queues[.supervisor]?.owner,
      question: desk.documentationPhrases.text(
        "outage.item.\(why.rawValue)", ["caller": kept.ticket.caller, "words": words]),
      verified: false)
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
