package import Foundation

/// An item as its team needs it: with the patient, who asked, and what was promised.
package struct InboxItem: Hashable, Sendable {
  package var item: QueueItem
  /// The recall it came of, with its patient.
  package var candidate: Candidate
  /// Who made the call that opened it; `nil`: a fact on record did.
  package var askedBy: String?
  /// The note of that call, once it is saved.
  package var note: NoteID?
  /// Number of the attempt.
  package var attempt: Int?
  /// It came of an emergency.
  package var isEmergency: Bool

  package init(
    item: QueueItem, candidate: Candidate, askedBy: String?, note: NoteID?, attempt: Int?,
    isEmergency: Bool
  ) {
    self.item = item
    self.candidate = candidate
    self.askedBy = askedBy
    self.note = note
    self.attempt = attempt
    self.isEmergency = isEmergency
  }

  /// The call that opened it still goes on, or was left without an outcome.
  package var isStillInCall: Bool {
    guard let call = item.call else { return false }
    return candidate.attempts.contains { $0.call == call && $0.ending == nil }
  }

  /// What it is about. An item of an earlier program says it by how its call ended.
  package var concern: Concern? {
    if let concern = item.concern { return concern }
    if isEmergency { return .emergency }
    let ending = candidate.attempts.first { $0.call == item.call }?.ending
    if let ending {
      switch (ending.detail, ending.outcome) {
      case (.doNotContact, _): return .noMoreCalls
      case (.deceased, _): return .death
      case (_, .wrongNumber): return .number
      default: break
      }
    }
    let isReview = item.question == nil && candidate.entry.state == .review
    if isReview, ending?.isUnanswered ?? true {
      return candidate.attempts.isEmpty ? .reviewBeforeCalling : .reviewBeforeClosing
    }
    return isStillInCall || ending != nil ? .usual(of: item.queue) : nil
  }

  /// The appointment before which it wants an answer, where it concerns one.
  package func visit(after now: Date) -> BookedAppointment? {
    guard item.isWaiting, concern?.isForTheVisit ?? false else { return nil }
    return candidate.appointments.filter { $0.status == .booked && $0.start > now }
      .min { $0.start < $1.start }
  }

  /// Answered, and no call is coming in which the patient would hear it: the recall has ended, or
  /// holds its appointment. Somebody of the team tells them another way, and closes it.
  package var isToldByNobody: Bool {
    item.isToBeTold && (candidate.entry.state == .closed || candidate.entry.state == .scheduled)
  }

  /// Something is left to do in it for its team.
  package var isForTheTeam: Bool { item.isWaiting || isToldByNobody }
}

/// The order of an inbox: emergencies on top; what is overdue, the longest first; what is urgent; then
/// by due time.
package struct InboxOrder: Sendable {
  package let now: Date

  package init(at now: Date) { self.now = now }

  package func sorted(_ items: [InboxItem]) -> [InboxItem] {
    items.sorted { key($0) < key($1) }
  }

  private func key(_ entry: InboxItem) -> Key {
    let item = entry.item
    return Key(
      place: place(of: entry), due: item.due ?? .distantFuture,
      opened: item.opened, id: item.id.rawValue)
  }

  private func place(of entry: InboxItem) -> Int {
    guard entry.item.isWaiting else { return 4 }
    if entry.isEmergency { return 0 }
    if entry.item.isOverdue(at: now) { return 1 }
    return entry.item.urgent ? 2 : 3
  }

  private struct Key: Comparable {
    let place: Int
    let due: Date
    let opened: Date
    let id: String

    static func < (left: Key, right: Key) -> Bool {
      (left.place, left.due, left.opened, left.id)
        < (right.place, right.due, right.opened, right.id)
    }
  }
}

/// How much waits in one queue.
package struct QueueCount: Hashable, Sendable {
  package var waiting: Int
  package var overdue: Int
  package var urgent: Int
  /// When the next is due that is not overdue.
  package var nextDue: Date?

  package init(waiting: Int = 0, overdue: Int = 0, urgent: Int = 0, nextDue: Date? = nil) {
    self.waiting = waiting
    self.overdue = overdue
    self.urgent = urgent
    self.nextDue = nextDue
  }
}
