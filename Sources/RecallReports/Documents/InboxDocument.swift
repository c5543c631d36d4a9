package import Foundation
package import RecallDomain

/// Queue items as `recall inbox --json` prints them (INTERFACES, "JSON").
package struct InboxDocument {
  private let zone: Zone
  private let now: Date

  package init(zone: Zone, now: Date) {
    self.zone = zone
    self.now = now
  }

  package func json(_ entry: InboxItem) -> JSONValue {
    let item = entry.item
    return [
      "id": .string(item.id.rawValue), "queue": .string(item.queue.rawValue),
      "recall": .string(item.recall.rawValue), "patient": .string(item.patient.rawValue),
      "opened": .string(InstantText.rfc3339(item.opened, in: zone)), "due": instant(item.due),
      "state": .string(item.state.rawValue), "owner": .text(item.seenToBy),
      "question": .text(item.question), "verified": .bool(item.verified),
      "call_back": .text(item.callBack), "language": .text(item.language),
      "note": .text(entry.note?.rawValue ?? item.note), "answer": .text(item.answer?.words),
      // Beyond what is pinned.
      "name": .string(entry.candidate.patient.fullName),
      "interpreter": .bool(entry.candidate.patient.interpreterNeeded),
      "concern": .text(entry.concern?.rawValue),
      "visit": instant(entry.visit(after: now)?.start),
      "urgent": .bool(item.urgent), "emergency": .bool(entry.isEmergency),
      "overdue": .bool(item.isOverdue(at: now)), "asked_by": .text(entry.askedBy),
      "attempt": entry.attempt.map { .int($0) } ?? .null, "taken_by": .text(item.takenBy),
      "taken_at": instant(item.takenAt), "verdict": .text(item.answer?.verdict.rawValue),
      "answered_by": .text(item.answer?.by), "answered_at": instant(item.answer?.at),
      "withdrawn_at": instant(item.withdrawnAt), "closed_at": instant(item.closedAt),
    ]
  }

  private func instant(_ date: Date?) -> JSONValue {
    .text(date.map { InstantText.rfc3339($0, in: zone) })
  }
}
