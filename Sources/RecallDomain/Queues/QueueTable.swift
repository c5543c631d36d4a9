package import Foundation

/// Why an act on an item is not done.
package enum QueueRefusal: Hashable, Sendable {
  /// Somebody else has it, since then.
  case takenBy(String, since: Date?)
  /// There is nothing to give back.
  case notTaken
  case alreadyInQueue(QueueName)
  /// The answer stands and waits to be told.
  case answered(by: String?, at: Date?)
  case closed
  /// The caller raised it by mistake.
  case withdrawn
  /// An emergency whose call still goes on: it is neither handed on nor put away as needing nothing.
  case emergencyGoesOn
  /// The caller has written other words since they were shown.
  case changed
  /// What the patient is to hear, or why, has to be said.
  case wordsMissing
  /// Another team's, with the roles that may.
  case notYours(QueueName, may: [StaffRole])
}

/// What an act makes of an item.
package enum QueueStep: Hashable, Sendable {
  case becomes(QueueItem.State)
  case refused(QueueRefusal)
}

/// State × act → what follows: one total table, asked inside the act's own transaction.
///
/// An item that a caller withdrew after it was taken stays with whoever has it, and goes when they give
/// it back. An answer that was not told yet may be given anew; the history keeps both.
package struct QueueTable: Sendable {
  /// Staff id of whoever acts.
  package let who: String
  /// Managers and leads free what a colleague has left behind, and hand it on.
  package let maySetFree: Bool

  package init(who: String, maySetFree: Bool) {
    self.who = who
    self.maySetFree = maySetFree
  }

  package func step(_ item: QueueItem, _ act: QueueAct) -> QueueStep {
    if let words = act.words, words.allSatisfy(\.isWhitespace), act.kind != .handOn {
      return .refused(.wordsMissing)
    }
    if case .note = act { return .becomes(item.state) }
    switch item.state {
    case .open: return open(item, act)
    case .taken: return taken(item, act)
    case .answered: return answered(item, act)
    case .closed: return .refused(.closed)
    case .withdrawn: return .refused(.withdrawn)
    }
  }

  private func open(_ item: QueueItem, _ act: QueueAct) -> QueueStep {
    switch act {
    case .take: .becomes(.taken)
    case .giveBack: .refused(.notTaken)
    case .handOn(let queue, _):
      queue == item.queue ? .refused(.alreadyInQueue(queue)) : .becomes(.open)
    case .answer(let verdict, _): .becomes(verdict.state)
    case .close: .becomes(.closed)
    case .note: .becomes(.open)
    }
  }

  private func taken(_ item: QueueItem, _ act: QueueAct) -> QueueStep {
    let holder = item.takenBy ?? ""
    let isMine = holder == who
    let others = QueueStep.refused(.takenBy(holder, since: item.takenAt))
    switch act {
    case .take: return isMine ? .becomes(.taken) : others
    case .giveBack:
      guard isMine || maySetFree else { return others }
      return .becomes(item.withdrawnAt == nil ? .open : .withdrawn)
    case .handOn(let queue, _):
      guard isMine || maySetFree else { return others }
      return queue == item.queue ? .refused(.alreadyInQueue(queue)) : .becomes(.open)
    case .answer(let verdict, _): return isMine ? .becomes(verdict.state) : others
    case .close: return isMine ? .becomes(.closed) : others
    case .note: return .becomes(.taken)
    }
  }

  private func answered(_ item: QueueItem, _ act: QueueAct) -> QueueStep {
    switch act {
    case .take, .giveBack, .handOn:
      .refused(.answered(by: item.answer?.by, at: item.answer?.at))
    case .answer(let verdict, _): .becomes(verdict.state)
    case .close: .becomes(.closed)
    case .note: .becomes(.answered)
    }
  }
}

extension QueueVerdict {
  /// What the patient is to hear waits until it was told; everything else is over.
  package var state: QueueItem.State { self == .callAgain ? .answered : .closed }
}
