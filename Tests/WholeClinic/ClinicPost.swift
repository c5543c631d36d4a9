import Crowd
import Foundation
import RecallConsole
import RecallDomain
import RecallStorage

/// Writes what is due and sends the outbox, and sees that nothing is handed over twice.
final class ClinicPost {
  private let room: ClinicRoom
  private let wishes: ImportedWishes
  private let time: ClinicTime
  private var dice: SeededDice
  /// Messages of which a gateway has or may have taken one, by key.
  private var gone: Set<String> = []
  private(set) var handedOver = 0
  private(set) var violations: [String] = []
  /// Another life of the sender after one that ended with a message in hand.
  private var life = 1

  init(_ room: ClinicRoom, time: ClinicTime, wishes: ImportedWishes, seed: UInt64) {
    (self.room, self.time, self.wishes) = (room, time, wishes)
    dice = SeededDice(seed: seed, for: "post")
  }

  func round(_ colleague: ClinicColleague, _ number: Int) {
    let (store, now) = (colleague.store, time.now)
    let due = DueMessages(policy: room.policy, shelf: room.clinic.shelf, kind: store.kind)
    _ = colleague.insisting { () throws(StoreFailure) in
      try due.write(into: store, at: now, limit: 4)
    }
    _ = colleague.insisting { () throws(StoreFailure) in
      try store.settleLostMessages(at: now) { _ in (.dead(.lost), []) }
    }
    for _ in 0..<3 { guard send(colleague) else { return } }
  }

  private func send(_ colleague: ClinicColleague) -> Bool {
    let (store, now) = (colleague.store, time.now)
    let turn = MessageTurn(rules: CallRules(policy: room.policy))
    var lease: [ContactMethod: TimeInterval] = [:]
    for channel in ContactMethod.allCases { lease[channel] = 150 }
    let terms = SendingTerms(
      sender: "post/\(life)", channels: Set(ContactMethod.allCases), lease: lease)
    let answer = colleague.insisting { () throws(StoreFailure) in
      try store.takeMessage(terms, at: now) { turn.verdict($0, $1, at: now) }
    }
    guard let taken = answer ?? nil else { return false }
    // It has slept with the message in hand, which is lost to it.
    guard taken.leaseEnds > time.now else {
      life += 1
      return false
    }
    wishes.taken(taken.message, at: now)
    let key = taken.message.key
    if gone.contains(key) { violations.append("message \(key) was handed over twice") }
    handedOver += 1
    let after: AfterHandOver? = dice.pick(byWeight: [
      (.sent, 8), (.again(at: now.addingTimeInterval(300)), 2), (.dead(.refused), 1), (nil, 1),
    ])
    if after == nil || after == .sent { gone.insert(key) }
    // Ended with the message in hand: nobody says how it went.
    guard let after else {
      life += 1
      return false
    }
    let settled: Void? = colleague.insisting { () throws(StoreFailure) in
      try store.settleMessage(taken, after, code: 0, items: [], at: time.now)
    }
    if settled == nil { (life, gone) = (life + 1, gone.union([key])) }
    return true
  }
}
