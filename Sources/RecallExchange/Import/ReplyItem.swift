internal import Foundation
internal import RecallDomain

/// What the front desk gets of an answer that a person is to read: the words as they were written.
struct ReplyItem {
  let policy: ClinicPolicy
  let now: Date

  func item(_ row: ReplyRow, _ candidate: Candidate, people: Int) -> QueueItem {
    let text: String = if case .words(let text) = row.said { text } else { "" }
    return QueueItem(
      id: QueueItemID("reply/\(row.id)"), queue: .frontDesk, recall: candidate.entry.id,
      patient: candidate.patient.id, call: nil, opened: now,
      due: policy.queueHours.due(
        .frontDesk, urgent: false, opened: now, concern: .reply,
        visit: candidate.visitToCome(after: now)),
      owner: policy.queues[.frontDesk]?.owner, question: text, verified: false,
      callBack: row.channel == .sms ? row.place : nil, language: candidate.patient.language,
      concern: .reply)
  }
}
