import Foundation
import RecallDomain

/// What comes in without a call.
enum News {
  /// A booking made elsewhere, for this recall or for something else.
  case booking(fits: Bool)
  case optOut
  case deceased
  case inactive
  /// The record was wrong: the patient lives, is a patient here, may be contacted.
  case corrected
  /// Texts are consented to, or not any more.
  case texts(Bool)
  /// The office has mended what kept it from being called.
  case office

  var isClosingFact: Bool {
    switch self {
    case .optOut, .deceased, .inactive: true
    case .booking, .corrected, .texts, .office: false
    }
  }

  /// With the days after which it comes; `nil` = nothing comes.
  static func byChance(_ random: inout SeededNumbers) -> (News, Int)? {
    let days = random.number(in: 1...50)
    switch random.number(in: 0...999) {
    case 0..<70: return (.booking(fits: true), days)
    case 70..<90: return (.booking(fits: false), days)
    case 90..<100: return (.optOut, days)
    case 100..<108: return (.deceased, days)
    case 108..<118: return (.inactive, days)
    case 118..<200: return (.texts(false), days)
    case 200..<220: return (.texts(true), days)
    default: return nil
    }
  }
}

/// The rest of the clinic: its queues, its imports, its messages.
extension SimulatedClinic {
  func openItem(_ queue: QueueName, _ recall: Int, _ call: CallID?, _ now: Date) {
    let due = rules.policy.queueHours.due(queue, urgent: false, opened: now)
    let index = recalls[recall].items.count
    recalls[recall].items.append(
      QueueItem(
        id: QueueItemID("q\(recall)-\(index)"), queue: queue, recall: recalls[recall].entry.id,
        patient: recalls[recall].entry.patient, call: call, opened: now, due: due, verified: true))
    oracle.opened(recall, queue)
    oracle.asked(recall, QueueItemID("q\(recall)-\(index)"), queue, due: due, at: now)
    tally.items += 1
    // Most are answered in time, some days late.
    let late = random.chance(300) ? Double(random.number(in: 1...96) * 3600) : 0
    let within = due.timeIntervalSince(now) * Double(random.number(in: 20...100)) / 100
    agenda.write(.answer(recall, index), at: now.addingTimeInterval(max(600, within) + late))
  }

  func answer(_ recall: Int, _ index: Int, _ now: Date) {
    guard recalls[recall].items[index].state == .open else { return }
    let (queue, person) = (recalls[recall].items[index].queue, recalls[recall].person)
    // While they speak, the answer waits for the end of the call.
    if oracle.busyPeople.contains(person) {
      agenda.write(.answer(recall, index), at: now.addingTimeInterval(900))
      return
    }
    if random.chance(40) { return handOn(recall, index, now) }
    let isAboutDeath = candidate(recall).asksAboutDeath(recalls[recall].items[index])
    let verdict = isAboutDeath ? finding().verdict : verdict(queue, recall)
    let found = DeathFinding(recalls[recall].items[index], verdict, candidate(recall))
    let item = answered(recall, index, verdict, now)
    if let found { recordsFound(found, person) }
    if queue == .records { recordsLooked(recall, now) }
    guard recalls[recall].end == nil else { return wake(person, now) }
    let decision = between.settled(item, verdict, candidate(recall), at: now)
    if let decision { apply(decision, recall, CallID("answer"), now) } else { wake(person, now) }
  }

  /// The item as the act of its team leaves it.
  private func answered(
    _ recall: Int, _ index: Int, _ verdict: QueueVerdict, _ now: Date
  ) -> QueueItem {
    let (queue, id) = (recalls[recall].items[index].queue, recalls[recall].items[index].id)
    recalls[recall].items[index].state = verdict.state
    recalls[recall].items[index].answer = QueueAnswer(
      verdict: verdict, words: "said", by: queue.rawValue, at: now)
    oracle.answered(recall, queue)
    oracle.answered(recall, id, toBeTold: verdict == .callAgain)
    return recalls[recall].items[index]
  }

  /// Another team's: it answers in its own time, and never later than was promised.
  private func handOn(_ recall: Int, _ index: Int, _ now: Date) {
    let before = recalls[recall].items[index]
    let queue: QueueName = before.queue == .clinical ? .frontDesk : .clinical
    let office = QueueRules(
      StaffMember(id: "office", name: "Office", roles: [.manager], languages: []),
      policy: rules.policy, kind: .live)
    recalls[recall].items[index] = office.handedOn(before, to: queue, at: now)
    tally.handedOn += 1
    oracle.answered(recall, before.queue)
    oracle.opened(recall, queue)
    agenda.write(
      .answer(recall, index), at: now.addingTimeInterval(Double(random.number(in: 1...30) * 3600)))
    guard recalls[recall].end == nil,
      let decision = between.handedOn(candidate(recall), at: now)
    else { return }
    apply(decision, recall, CallID("answer"), now)
  }

  private func verdict(_ queue: QueueName, _ recall: Int) -> QueueVerdict {
    let patience = recalls[recall].items.count { $0.queue == queue }
    let closes: Int =
      switch queue {
      case .clinical: recalls[recall].entry.segment == "held" && patience == 1 ? 50 : 350
      case .supervisor: 150
      case .records: 200
      case .insurance, .language, .transport, .frontDesk: 40
      }
    if random.chance(min(1000, closes * patience)) { return .close }
    return random.chance(150) ? .handled : .callAgain
  }

  private func finding() -> DeathFinding { random.chance(700) ? .died : .lives }

  private func recordsFound(_ found: DeathFinding, _ person: Int) {
    people[person].record.deceased = found == .died
    heldForDeath.remove(person)
    (oracle.people[person].dead, oracle.people[person].heldForDeath) = (found == .died, false)
  }

  /// Records look for a number.
  private func recordsLooked(_ recall: Int, _ now: Date) {
    let person = recalls[recall].person
    if random.chance(700) { addNumber(person) }
    for other in recallsOf[person] { agenda.write(.closing(other), at: now) }
  }

  private func addNumber(_ person: Int) {
    // Nobody's yet: one that is known to be dead is no find.
    var number = population.found(for: people[person])
    while owners[number] != nil { number = population.found(for: people[person]) }
    people[person].record.phones.append(
      PatientPhone(number: number, kind: .mobile, rank: people[person].record.phones.count + 1))
    people[person].truth[number] = .right
    owners[number, default: []].append(person)
  }

  func hear(_ recall: Int, _ news: News, _ now: Date) {
    let person = recalls[recall].person
    if case .corrected = news { return correct(person, now) }
    guard recalls[recall].end == nil else { return }
    switch news {
    case .booking(let fits):
      tally.foundBookings += fits ? 1 : 0
      book(recall, now.addingTimeInterval(Double(86_400 * random.number(in: 1...40))), fits: fits)
    case .optOut:
      people[person].record.permissions.doNotContact = true
      oracle.people[person].optedOut = true
    case .deceased:
      people[person].record.deceased = true
      heldForDeath.remove(person)
      (oracle.people[person].dead, oracle.people[person].heldForDeath) = (true, false)
    case .inactive: people[person].record.inactive = true
    case .texts(let allowed): return texts(allowed, recall, now)
    case .office: return mend(recall, now)
    case .corrected: return
    }
    if news.isClosingFact {
      stopMessages(of: person, now)
      if random.chance(700) {
        let later = Double(random.number(in: 1...20) * 86_400)
        agenda.write(.news(recall, .corrected), at: now.addingTimeInterval(later))
      }
    }
    for other in recallsOf[person] {
      // A call that is going on ends with what is known by then.
      if oracle.busyPeople.contains(person) {
        agenda.write(.closing(other), at: now.addingTimeInterval(1200))
      } else {
        look(other, now)
      }
    }
    wake(person, now)
  }

  /// An import without the mark: what was said in a call stands.
  private func correct(_ person: Int, _ now: Date) {
    people[person].record.deceased = false
    people[person].record.inactive = false
    people[person].record.permissions.doNotContact = people[person].optedOutAloud
    oracle.corrected(person)
    for recall in recallsOf[person] { giveBack(recall, now) }
    oracle.judgeGivenBack(person, at: now, people[person])
    wake(person, now)
  }

  /// Consent to texts comes or goes; who withdrew it often gives it again within days.
  private func texts(_ allowed: Bool, _ recall: Int, _ now: Date) {
    let person = recalls[recall].person
    people[person].record.permissions.sms = allowed
    stopMessages(of: person, now)
    for other in recallsOf[person] where recalls[other].end == nil {
      agenda.write(.message(other), at: now)
    }
    if !allowed, random.chance(600) {
      let later = Double(random.number(in: 1...120) * 3600)
      agenda.write(.news(recall, .texts(true)), at: now.addingTimeInterval(later))
    }
  }

  func book(_ recall: Int, _ start: Date, fits: Bool) {
    let person = recalls[recall].person
    let entry = recalls[recall].entry
    appointments[person].append(
      BookedAppointment(
        id: "a\(person)-\(appointments[person].count)", patient: entry.patient, start: start,
        provider: fits ? entry.provider : "Dr. Quill", specialty: fits ? nil : "feet",
        status: .booked))
  }

  /// A guardian is found, a number; who wants no telephone at all gets a letter, and it ends.
  private func mend(_ recall: Int, _ now: Date) {
    let person = recalls[recall].person
    // While they speak, it waits for the end of the call, like every answer of a team.
    guard !oracle.busyPeople.contains(person) else {
      return agenda.write(.news(recall, .office), at: now.addingTimeInterval(900))
    }
    recalls[recall].office = false
    if people[person].record.representatives.isEmpty,
      AskFor(people[person].record, on: LocalTime(now, in: rules.policy.zone).date) == .nobody
    {
      people[person].record.representatives = [
        Representative(name: "Guardian", relationship: "guardian", isGuardian: true)
      ]
    } else if people[person].record.contactMethod == .mail || random.chance(300) {
      openItem(.records, recall, CallID("letter"), now)
      let index = recalls[recall].items.count - 1
      recalls[recall].items[index].state = .closed
      oracle.answered(recall, .records)
      oracle.told(recall, recalls[recall].items[index].id)
      apply(
        between.answered(.records, .close, candidate(recall), at: now), recall, CallID("answer"),
        now)
      return
    } else {
      addNumber(person)
    }
    wake(person, now)
  }
}
