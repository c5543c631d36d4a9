import Crowd
import Foundation
import RecallDomain
import RecallStorage

/// Works on the inbox: takes items, answers them, hands them on, closes them, and lets the answers
/// reach their recalls.
final class ClinicTeam {
  private let policy: ClinicPolicy
  private let time: ClinicTime
  private var dice: SeededDice
  private let member: StaffMember
  private(set) var worked = 0
  /// Lists that were read and showed somebody.
  private(set) var listed = 0
  var id: String { member.id }

  init(_ id: String, policy: ClinicPolicy, time: ClinicTime, seed: UInt64) {
    (self.policy, self.time) = (policy, time)
    dice = SeededDice(seed: seed, for: id)
    member = StaffMember(
      id: id, name: id, roles: [.clinical, .office, .manager], languages: policy.languages)
  }

  func round(_ colleague: ClinicColleague, _ number: Int) {
    let now = time.now
    if dice.once(in: 3) {
      _ = colleague.insisting { () throws(StoreFailure) in
        try colleague.store.applyAnswers(policy: policy, at: now)
      }
    }
    let listed = colleague.insisting { () throws(StoreFailure) in
      try colleague.store.inbox(InboxQuery(by: member.id), at: now)
    }
    guard let items = listed, !items.isEmpty else { return }
    self.listed += 1
    var item = items[dice.below(items.count)].item
    let acts: [QueueAct] = [.take, dice.pick(byWeight: lastActs(number))]
    for (place, act) in acts.enumerated() {
      let doing = QueueDoing(
        key: "\(member.id)-\(number)-\(place)", item: item.id, act: act, shown: item)
      let rules = QueueRules(member, policy: policy, kind: .demo)
      let done = colleague.insisting { () throws(StoreFailure) in
        try colleague.store.act(doing, under: rules, at: time.now)
      }
      guard case .done(let after)? = done else { return }
      (item, worked) = (after, worked + 1)
    }
  }

  private func lastActs(_ number: Int) -> [(QueueAct, Int)] {
    let words = "words \(member.id)-\(number) end"
    return [
      (.answer(.callAgain, words: words), 4), (.answer(.handled, words: words), 3),
      (.answer(.close, words: words), 1), (.handOn(to: .frontDesk, words: words), 2),
      (.close(words: words), 2), (.note(words: words), 1), (.giveBack, 1),
    ]
  }
}
