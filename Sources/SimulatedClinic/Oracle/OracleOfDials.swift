import Foundation
import RecallDomain

/// What must hold whenever somebody dials.
extension Oracle {
  mutating func dialled(
    _ recall: Int, _ person: SimulatedPerson, number: String, at: Date, by caller: StaffMember,
    everybody: [SimulatedPerson]
  ) {
    let ledger = recalls[recall]
    let walls = walls(person, ledger.person)
    judgeContact(recall, person, number: number, at: at, walls)
    judgePromise(recall, person, at, caller)
    if ledger.promise == nil { judgePassedOver(recall, at, caller, everybody) }
    judgeRest(recall, at, walls)
    judgeQueues(recall, at)
    judgeAttempts(recall, at, walls, person)
    judgeMessageFirst(recall, at, walls, person)
    let adult = age(person, at, walls[0]) >= 18
    if !adult, person.record.representatives.isEmpty {
      violation(.guardian, recall, at: at, "a minor was called")
    }
    recalls[recall].dials.append((at, nil))
    busyPeople.insert(ledger.person)
    busyNumbers.insert(number)
  }

  mutating func contact(_ recall: Int, _ number: String?, _ at: Date) {
    people[recalls[recall].person].contacts.append(at)
    if let number { contactsOfNumber[number, default: []].append(at) }
  }

  mutating func judgeContact(
    _ recall: Int, _ person: SimulatedPerson, number: String?, at: Date, _ walls: [Wall]
  ) {
    let ledger = recalls[recall]
    let own = people[ledger.person]
    if ledger.ended { violation(.ended, recall, at: at, "the recall had ended") }
    if own.optedOut || own.dead || own.heldForDeath {
      violation(.optOut, recall, at: at, "the patient is not to be contacted")
    }
    if !isOpen(at, person, ledger.person, ledger.segment) {
      violation(.window, recall, at: at, "\(person.place.state) \(person.evidence)")
    }
    let extra = extra(recall, at, walls)
    if isCapped(own.contacts, at, walls, ledger.segment, extra: extra) {
      violation(.patientCap, recall, at: at, "\(own.contacts.suffix(5))")
    }
    guard let number else { return }
    if silenced.contains(number) { violation(.optOut, recall, at: at, "the number is silenced") }
    if !usable(number, of: ledger.person) {
      violation(.badNumber, recall, at: at, "the number is wrong or dead")
    }
    let contacts = contactsOfNumber[number] ?? []
    if isCapped(contacts, at, walls, ledger.segment, extra: extra) {
      violation(.numberCap, recall, at: at, "\(contacts.suffix(5))")
    }
  }

  private mutating func judgePromise(
    _ recall: Int, _ person: SimulatedPerson, _ at: Date, _ caller: StaffMember
  ) {
    guard let promise = recalls[recall].promise else { return }
    let instants = instants(of: promise, recall, person)
    let from = promise.owner == caller.id ? instants.ownersFrom : instants.from
    if at < from { violation(.promiseEarly, recall, at: at, "promised for \(from)") }
  }

  /// Nobody comes before a promise that is due and can be kept.
  private mutating func judgePassedOver(
    _ recall: Int, _ at: Date, _ caller: StaffMember, _ everybody: [SimulatedPerson]
  ) {
    for other in promised.sorted() where other != recall {
      guard let promise = recalls[other].promise, !promise.isAhead(of: at) else { continue }
      let person = everybody[recalls[other].person]
      let due = instants(of: promise, other, person).due
      if due <= at, canBeKept(other, person, at, caller) {
        violation(
          .promisePassedOver, recall, at: at, "\(recalls[other].name) was promised \(due)")
      }
    }
  }

  private func instants(
    of promise: PromiseLedger, _ recall: Int, _ person: SimulatedPerson
  ) -> (ownersFrom: Date, from: Date, due: Date) {
    let ledger = recalls[recall]
    return promise.instants(
      walls(person, ledger.person), law(person, ledger.person), ledger.segment)
  }

  private func canBeKept(
    _ recall: Int, _ person: SimulatedPerson, _ at: Date, _ caller: StaffMember
  ) -> Bool {
    let ledger = recalls[recall]
    let own = people[ledger.person]
    let answersFirst = (ledger.open[.clinical] ?? 0) + (ledger.open[.supervisor] ?? 0)
    guard !ledger.ended, answersFirst == 0, !own.optedOut, !own.dead, !own.heldForDeath,
      !busyPeople.contains(ledger.person), ledger.promise?.redialAt.map({ $0 <= at }) ?? true,
      caller.isQualified(in: person.record.language),
      isOpen(at, person, ledger.person, ledger.segment)
    else { return false }
    let walls = walls(person, ledger.person)
    if isCapped(own.contacts, at, walls, ledger.segment, extra: 1) { return false }
    let numbers = person.record.phones.map(\.number).filter {
      usable($0, of: ledger.person) && !silenced.contains($0)
    }
    // The number to dial may be in use by the family; another is not dialled meanwhile.
    return !numbers.isEmpty && !person.record.permissions.confidential
      && !numbers.contains(where: busyNumbers.contains)
      && numbers.contains {
        !isCapped(contactsOfNumber[$0] ?? [], at, walls, ledger.segment, extra: 1)
      }
  }

  mutating func judgeRest(_ recall: Int, _ at: Date, _ walls: [Wall]) {
    guard let rest = recalls[recall].rest, recalls[recall].promise == nil else { return }
    let until = rest.until(walls)
    if walls.allSatisfy({ $0.reads(at).day < until }) {
      violation(.rest, recall, at: at, "rests until day \(until)")
    }
  }

  mutating func judgeQueues(_ recall: Int, _ at: Date) {
    let ledger = recalls[recall]
    for queue in [QueueName.clinical, .supervisor] where ledger.open[queue] ?? 0 > 0 {
      violation(.waiting, recall, at: at, queue.rawValue)
    }
    for queue in [QueueName.insurance, .frontDesk]
    where ledger.open[queue] ?? 0 > 0 && ledger.promise == nil {
      violation(.waiting, recall, at: at, queue.rawValue)
    }
  }

  /// Somebody who was never reached is not tried more often than the cadence says, and not twice at
  /// the same part of the day first.
  private mutating func judgeAttempts(
    _ recall: Int, _ at: Date, _ walls: [Wall], _ person: SimulatedPerson
  ) {
    guard isPlain(recall) else { return }
    let ledger = recalls[recall]
    if attempts(recall) >= (KnownRules.segments[ledger.segment]?.attempts ?? 0) {
      violation(.tooMany, recall, at: at, "\(attempts(recall)) attempts before")
    }
    guard walls.count == 1, ledger.dials.count == 1, ledger.messages == 0,
      let ending = ledger.dials[0].ending, ending.detail != .dropped, isContact(ending)
    else { return }
    let (first, second) = (walls[0].reads(ledger.dials[0].at), walls[0].reads(at))
    if part(first.minutes) == part(second.minutes) {
      violation(.partOfDay, recall, at: at, "the first call was at the same part of the day")
    }
  }

  private func part(_ minutes: Int) -> Int { minutes < 720 ? 0 : minutes < 960 ? 1 : 2 }

  /// Never reached, nothing promised, nothing answered: the cadence alone.
  func isPlain(_ recall: Int) -> Bool {
    let ledger = recalls[recall]
    return !ledger.reached && !ledger.everPromised && !ledger.everAnswered
  }

  /// Contacts with somebody who was never reached. A call that broke off is dialled again once.
  func attempts(_ recall: Int) -> Int {
    recalls[recall].dials.count {
      $0.ending.map { isContact($0) && $0.detail != .dropped } ?? false
    } + recalls[recall].messages
  }

  private func age(_ person: SimulatedPerson, _ at: Date, _ wall: Wall) -> Int {
    guard let born = person.record.dateOfBirth else { return 99 }
    let today = wall.reads(at).day
    var age = 0
    while Wall.day(born.year + age + 1, born.month, born.day) <= today { age += 1 }
    return age
  }
}
