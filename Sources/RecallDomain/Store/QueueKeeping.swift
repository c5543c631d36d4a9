package import Foundation

/// Which items of the queues are asked for.
package struct InboxQuery: Hashable, Sendable {
  /// Empty: none.
  package var queues: Set<QueueName>
  /// Items that this person's calls have opened, of whatever queue, are among them.
  package var askedBy: String?
  /// Only those whose time has passed.
  package var overdue: Bool
  /// This item alone, whatever has become of it.
  package var id: QueueItemID?
  /// Who reads, for the trail.
  package var reader: String

  package init(
    by reader: String, queues: Set<QueueName> = Set(QueueName.allCases), askedBy: String? = nil,
    overdue: Bool = false, id: QueueItemID? = nil
  ) {
    self.reader = reader
    self.queues = queues
    self.askedBy = askedBy
    self.overdue = overdue
    self.id = id
  }
}

/// One act on one item; the key makes it happen once.
package struct QueueDoing: Sendable {
  package var key: String
  package var item: QueueItemID
  package var act: QueueAct
  /// The item as whoever answers it has read it; `nil`: it settles nothing.
  package var shown: QueueItem?

  package init(key: String, item: QueueItemID, act: QueueAct, shown: QueueItem? = nil) {
    self.key = key
    self.item = item
    self.act = act
    self.shown = shown
  }
}

/// What the store asks inside the transaction of an act; pure.
package struct QueueRules: Sendable {
  package let duty: QueueDuty
  package let policy: ClinicPolicy
  package var between: BetweenCalls { BetweenCalls(policy: policy) }

  package init(_ person: StaffMember, policy: ClinicPolicy, kind: StoreKind) {
    duty = QueueDuty(person, policy: policy, kind: kind)
    self.policy = policy
  }

  /// By when the team that an item was handed on to answers: by its own terms, and never later than
  /// the patient was promised.
  ///
  /// - Parameter visit: the patient's next appointment.
  func due(_ item: QueueItem, in queue: QueueName, visit: Date? = nil, at now: Date) -> Date {
    let own = policy.queueHours.due(
      queue, urgent: item.urgent, opened: now, concern: item.concern, visit: visit)
    return item.due.map { min($0, own) } ?? own
  }

  /// The same item in another queue.
  package func handedOn(
    _ item: QueueItem, to queue: QueueName, visit: Date? = nil, at now: Date
  ) -> QueueItem {
    var moved = item
    moved.due = due(item, in: queue, visit: visit, at: now)
    var without = item
    without.due = item.dueOtherwise ?? item.due
    let otherwise = due(without, in: queue, at: now)
    moved.dueOtherwise = moved.due == otherwise ? nil : otherwise
    moved.queue = queue
    moved.owner = policy.queues[queue]?.owner
    return moved
  }
}

package enum QueueDone: Hashable, Sendable {
  /// The item as it is now.
  case done(QueueItem)
  case refused(QueueRefusal, QueueItem)
}

/// An urgent item that nobody has taken yet, as everybody may know of it.
package struct QueueAlert: Hashable, Sendable {
  package let item: QueueItemID
  package let queue: QueueName
  package let opened: Date
  package let due: Date?
  package let askedBy: String?
  package let isEmergency: Bool
  /// Somebody had taken it before it became urgent.
  package let takenBy: String?
  package let concern: Concern?

  package init(
    item: QueueItemID, queue: QueueName, opened: Date, due: Date?, askedBy: String?,
    isEmergency: Bool, takenBy: String? = nil, concern: Concern? = nil
  ) {
    self.item = item
    self.queue = queue
    self.opened = opened
    self.due = due
    self.askedBy = askedBy
    self.isEmergency = isEmergency
    self.takenBy = takenBy
    self.concern = concern
  }
}

/// The queues as their teams work them.
package protocol QueueKeeping: AnyObject {
  /// Items with something left to do, or an answer to be told, in the order of `InboxOrder`. Read in
  /// pages.
  func inbox(_ query: InboxQuery, at now: Date) throws(StoreFailure) -> [InboxItem]
  /// What these patients have asked is due as their next visits say, by `QueueHours.due(_:visit:at:)`. An
  /// import of appointments does it in its own transaction. Answers how many items it has changed.
  @discardableResult
  func settleDues(
    of patients: Set<PatientID>, by hours: QueueHours, at now: Date
  ) throws(StoreFailure) -> Int
  /// What waits in each queue that has something waiting.
  func queueCounts(at now: Date) throws(StoreFailure) -> [QueueName: QueueCount]
  /// Answers that have come back for what this person's calls have asked, and were not told yet.
  func answersToTell(by person: String) throws(StoreFailure) -> Int
  /// Answers that wait to be told in a call about this recall. Costs a look into an index when there
  /// are none.
  func answersToTell(of recall: RecallID) throws(StoreFailure) -> [QueueItem]
  /// Everything that was done with an item, oldest first.
  func queueActs(of item: QueueItemID) throws(StoreFailure) -> [QueueActRecord]
  /// One act, in one transaction with what it makes of the recall. Two who act at once are one after
  /// the other, and the second sees what the first has done.
  func act(
    _ doing: QueueDoing, under rules: QueueRules, at now: Date
  ) throws(StoreFailure) -> QueueDone
  /// Answers that came while somebody had the patient on the line reach their recalls once the call is
  /// over. Answers how many did.
  @discardableResult
  func applyAnswers(policy: ClinicPolicy, at now: Date) throws(StoreFailure) -> Int
  /// Urgent items that nobody has taken and this person has not been told of. What they have raised
  /// themselves is not among them. Costs a look into an index when there are none.
  func urgentNews(for person: String) throws(StoreFailure) -> [QueueAlert]
  /// They stood on the person's screen. Said afterwards: an answer that is lost on the way, or a
  /// console that dies, shows one twice, and never not at all.
  func urgentShown(
    _ items: [QueueItemID], to person: String, at now: Date
  ) throws(StoreFailure)
}
