import Foundation
import RecallDomain

/// What must hold whenever a message is written, stopped, or leaves.
extension Oracle {
  mutating func wrote(_ recall: Int, _ person: SimulatedPerson, number: String?, at: Date) {
    let walls = walls(person, recalls[recall].person)
    judgeContact(recall, person, number: number, at: at, walls)
    judgeRest(recall, at, walls)
    judgeQueues(recall, at)
    recalls[recall].messages += 1
    if attempts(recall) > (KnownRules.segments[recalls[recall].segment]?.attempts ?? 0),
      isPlain(recall)
    {
      violation(.tooMany, recall, at: at, "a message too many")
    }
    contact(recall, number, at)
  }

  /// It never left: no contact, and none of the attempts.
  mutating func stopped(_ recall: Int, number: String?, written: Date) {
    recalls[recall].messages -= 1
    let person = recalls[recall].person
    if let place = people[person].contacts.firstIndex(of: written) {
      people[person].contacts.remove(at: place)
    }
    if let number, let place = contactsOfNumber[number]?.firstIndex(of: written) {
      contactsOfNumber[number]?.remove(at: place)
    }
  }

  /// Each recall of the simulated clinic has one message step at most.
  mutating func left(
    _ recall: Int, _ person: SimulatedPerson, channel: ContactMethod, number: String?, at: Date
  ) {
    recalls[recall].left += 1
    if recalls[recall].left > 1 { violation(.messageTwice, recall, at: at, channel.rawValue) }
    let ways = waysToWrite(person, recall)
    if !ways.contains(where: { $0.channel == channel && (number == nil || $0.number == number) }) {
      violation(.unconsented, recall, at: at, "\(channel)")
    }
  }

  /// A yes on record, and somewhere to send it; by hand. In the portal no number is needed.
  private func waysToWrite(
    _ person: SimulatedPerson, _ recall: Int
  ) -> [(channel: ContactMethod, number: String?)] {
    let (record, index) = (person.record, recalls[recall].person)
    let own = people[index]
    if own.optedOut || own.dead || own.heldForDeath || record.inactive { return [] }
    var ways: [(channel: ContactMethod, number: String?)] = []
    if record.permissions.portal == true { ways.append((.portal, nil)) }
    if record.permissions.sms == true, !record.strict {
      let given = record.permissions.confidential ? record.phones.prefix(1) : record.phones[...]
      let good = given.filter { usable($0.number, of: index) && !silenced.contains($0.number) }
      for phone in good where phone.kind != .home { ways.append((.sms, phone.number)) }
    }
    return ways.filter { !record.permissions.confidential || $0.channel == record.contactMethod }
  }

  /// For three days at least the message is waited for.
  mutating func judgeMessageFirst(
    _ recall: Int, _ at: Date, _ walls: [Wall], _ person: SimulatedPerson
  ) {
    let ledger = recalls[recall]
    guard KnownRules.segments[ledger.segment]?.messageFirst ?? false, ledger.dials.isEmpty,
      ledger.messages == 0, ledger.promise == nil, !ledger.reached,
      !waysToWrite(person, recall).isEmpty
    else { return }
    if walls.allSatisfy({ $0.reads(at).day - ledger.firstDay < 3 }) {
      violation(.messageMissed, recall, at: at, "in the list since day \(ledger.firstDay)")
    }
  }
}
