import Foundation
import RecallDomain

/// What must hold of how a recall stands, after a call and between calls.
extension Oracle {
  /// What a person said decides, unless a fact outweighs it.
  mutating func judgeStanding(_ call: HeardCall, _ decision: AfterCallDecision) {
    guard call.recorded == call.said else { return }
    let (state, detail) = (decision.state, call.said.detail)
    let wanted: Bool =
      switch detail {
      case .final where call.gate == .open, .careElsewhere where call.gate == .open,
        .doNotContact where call.gate == .open:
        state == .closed || state == .review
      case .routine, .urgent, .clinical, .emergency, .deceased: state == .review
      case .booked, .alreadyBooked, .selfBooked: state == .scheduled
      default: true
      }
    if !wanted { violation(.outcome, call.recall, at: call.ended, "\(call.said) left it \(state)") }
  }

  /// Every end has its reason, and none comes too early.
  mutating func judgeEnd(
    _ recall: Int, _ decision: AfterCallDecision, at: Date, _ person: SimulatedPerson
  ) {
    guard decision.state == .closed || decision.state == .scheduled else { return }
    let ledger = recalls[recall]
    recalls[recall].ended = true
    recalls[recall].promiseBefore = ledger.promise
    promise(recall, nil)
    guard let end = decision.end else {
      violation(.unfinished, recall, at: at, "closed for no reason")
      return
    }
    if ledger.sensitive, end != .scheduled, end != .deceased, !ledger.reviewed {
      violation(.review, recall, at: at, end.rawValue)
    }
    switch end {
    case .attemptsExhausted: judgeExhausted(recall, at, person)
    case .declined, .careElsewhere, .optedOut:
      if !ledger.saidNo, !people[ledger.person].optedOut {
        violation(.earlyEnd, recall, at: at, "nobody said no")
      }
    case .deceased:
      if !people[ledger.person].dead { violation(.earlyEnd, recall, at: at, "not dead") }
    case .scheduled, .answered, .inactive: break
    }
  }

  private mutating func judgeExhausted(
    _ recall: Int, _ at: Date, _ person: SimulatedPerson
  ) {
    let ledger = recalls[recall]
    guard !ledger.saidExhausted else { return }
    if !ledger.open.values.allSatisfy({ $0 == 0 }) || ledger.promise != nil {
      violation(.earlyEnd, recall, at: at, "somebody is owed an answer or a call")
    }
    let contact = ledger.dials.last { $0.ending.map(isContact) ?? false }
    guard let last = contact ?? ledger.dials.last else {
      violation(.earlyEnd, recall, at: at, "no attempt was ever made")
      return
    }
    let waited = walls(person, ledger.person).map { $0.reads(at).day - $0.reads(last.at).day }
    if waited.allSatisfy({ $0 < 10 }) {
      violation(.earlyEnd, recall, at: at, "after \(waited) days")
    }
  }

  // MARK: What the record says

  /// Ended by a fact on record, outside any call: the next correction gives it back.
  mutating func endedByFact(_ recall: Int, _ decision: AfterCallDecision) {
    let facts: [RecallEnd?] = [.deceased, .inactive, .optedOut]
    recalls[recall].endedByFact = facts.contains(decision.end) ? decision.end : nil
  }

  /// The record says no more that the patient has died, left, or opted out; what was said in a call
  /// stands.
  mutating func corrected(_ person: Int) {
    people[person].dead = false
    people[person].optedOut = people[person].optedOutAloud
  }

  mutating func givenBack(_ recall: Int) {
    recalls[recall].ended = false
    recalls[recall].endedByFact = nil
    promise(recall, recalls[recall].promiseBefore ?? recalls[recall].promise)
    recalls[recall].promiseBefore = nil
  }

  mutating func judgeGivenBack(_ person: Int, at: Date, _ record: SimulatedPerson) {
    guard !people[person].optedOut, !people[person].dead, !record.record.inactive else { return }
    for recall in recalls.indices where recalls[recall].person == person {
      if let end = recalls[recall].endedByFact {
        violation(.notGivenBack, recall, at: at, "ended as \(end.rawValue)")
      }
    }
  }

  /// A fact had asked for it, and is on record no more.
  mutating func withdrawn(_ recall: Int, _ queue: QueueName) {
    recalls[recall].open[queue, default: 0] -= 1
  }

  mutating func opened(_ recall: Int, _ queue: QueueName) {
    recalls[recall].open[queue, default: 0] += 1
  }

  mutating func answered(_ recall: Int, _ queue: QueueName) {
    recalls[recall].open[queue, default: 0] -= 1
    recalls[recall].everAnswered = true
    if queue == .clinical { recalls[recall].reviewed = true }
  }
}
