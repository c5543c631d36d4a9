import Foundation
import RecallDomain

/// What was asked of a team, as the oracle keeps it.
struct QuestionLedger {
  let due: Date
  var isAnswered = false
  /// Told, or settled without anything to tell.
  var isOver = false
}

/// What must hold when the clinic closes: whatever was asked waits in somebody's list, overdue where
/// it is; whatever was answered is being told; whatever was promised stands.
extension Oracle {
  mutating func asked(
    _ recall: Int, _ item: QueueItemID, _ queue: QueueName, due: Date, at now: Date
  ) {
    recalls[recall].questions[item] = QuestionLedger(due: due)
    let last = lastDay(queue, Wall.eastern.reads(now))
    if Wall.eastern.reads(due).day > last {
      violation(.dueLate, recall, at: now, "\(queue.rawValue) by \(due)")
    }
  }

  /// Clinical questions the same day, as long as the clinic is open; everything else on the next
  /// business day (DOMAIN 4 and 5).
  private func lastDay(_ queue: QueueName, _ asked: (day: Int, minutes: Int)) -> Int {
    let weekday = Wall.weekday(asked.day)
    let closes = KnownRules.closed.contains(asked.day) || weekday == 6 ? 0 : weekday == 5 ? 16 : 19
    if queue == .clinical, asked.minutes < closes * 60 { return asked.day }
    return KnownRules.businessDay(1, after: asked.day)
  }

  mutating func answered(_ recall: Int, _ item: QueueItemID, toBeTold: Bool) {
    recalls[recall].questions[item]?.isAnswered = true
    recalls[recall].questions[item]?.isOver = !toBeTold
  }

  mutating func told(_ recall: Int, _ item: QueueItemID) {
    recalls[recall].questions[item]?.isOver = true
  }

  /// - Parameter shown: as the lists show it.
  mutating func judgeNight(_ recall: Int, _ shown: Candidate, at now: Date) {
    for (id, question) in recalls[recall].questions where !question.isOver {
      let item = shown.items.first { $0.id == id }
      let isThere =
        question.isAnswered
        ? item?.state == .answered && isBeingTold(shown)
        : item.map { isListed($0, question, at: now) } ?? false
      if !isThere {
        violation(
          .lostAtNight, recall, at: now,
          "\(id) \(item.map { "\($0.state)" } ?? "is nowhere"), the recall \(shown.entry.state)")
      }
    }
    if shown.entry.state == .review, shown.entry.stoodAs == nil,
      !shown.items.contains(where: \.isWaiting)
    {
      violation(.lostAtNight, recall, at: now, "in review, and nobody was asked")
    }
    if recalls[recall].promise != nil, shown.entry.state == .open, shown.entry.callback == nil {
      violation(.lostAtNight, recall, at: now, "a promised time stands nowhere")
    }
  }

  /// A call is to come, another team answers first, or the team that answered has it in its list.
  private func isBeingTold(_ shown: Candidate) -> Bool {
    switch shown.entry.state {
    case .open: true
    case .review: shown.items.contains(where: \.isWaiting)
    case .scheduled, .closed: true
    }
  }

  private func isListed(_ item: QueueItem, _ question: QuestionLedger, at now: Date) -> Bool {
    let waits = item.state == .open || item.state == .taken
    guard waits, let due = item.due else { return false }
    return due <= question.due && (question.due >= now || due < now)
  }
}
