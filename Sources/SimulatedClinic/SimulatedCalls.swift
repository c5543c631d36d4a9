import Foundation
import RecallDomain

/// Callers at work: `next`, the call, and what follows from it.
extension SimulatedClinic {
  func callerIsFree(_ caller: Int, _ now: Date) {
    // Some look even at night and on a Sunday: the rules must hold, not the habits.
    let minutes = Wall.eastern.reads(now).minutes
    if minutes < 6 * 60 {
      agenda.write(.caller(caller), at: now.addingTimeInterval(Double((6 * 60 - minutes) * 60)))
      return
    }
    for recall in list.due(at: now) { stand(recall, now) }
    guard let (recall, number) = next(caller, now) else {
      let sooner = min(list.nextInstant ?? .distantFuture, now.addingTimeInterval(6 * 3600))
      agenda.write(.caller(caller), at: max(sooner, now.addingTimeInterval(300)))
      return
    }
    dial(recall, number, caller, now)
  }

  /// The first in line whom this caller may call now.
  private func next(_ caller: Int, _ now: Date) -> (Int, String)? {
    var aside: [Int] = []
    defer { for recall in aside { stand(recall, now) } }
    while let recall = list.take(staff[caller].languages + [""]) {
      look(recall, now)
      guard recalls[recall].end == nil, recalls[recall].entry.state == .open else { continue }
      let candidate = candidate(recall)
      switch rules.judge(candidate, at: now, caller: staff[caller], scripts: Self.scripts) {
      case .callable(let number):
        if !oracle.busyNumbers.contains(number) { return (recall, number) }
        aside.append(recall)
      case .excluded(let reason, let until):
        keepBack(recall, candidate, reason, until, now, &aside)
      }
    }
    return nil
  }

  static let scripts: Set = ["overdue", "therapy", "results", "evenings", "held", "letters"]

  private func keepBack(
    _ recall: Int, _ candidate: Candidate, _ reason: ExclusionReason, _ until: Date?, _ now: Date,
    _ aside: inout [Int]
  ) {
    tally.keptBack[reason, default: 0] += 1
    tell(recall, now, "kept back \(reason) until \(until.map { "\($0)" } ?? "-")")
    switch reason {
    case .claimed: aside.append(recall)
    case .callbackLater:
      // Who promised the time may keep it a little earlier than the others.
      guard
        case .excluded(_, let soonest?) = rules.judge(
          candidate, at: now, caller: nil, scripts: Self.scripts), soonest > now
      else { return aside.append(recall) }
      list.wait(recall, until: soonest)
    case .waitingOnQueue: list.wait(recall, until: now.addingTimeInterval(1800))
    case .attemptsExhausted:
      let closes = recalls[recall].entry.nextAt ?? now
      agenda.write(.closing(recall), at: max(closes, now.addingTimeInterval(6 * 3600)))
    case .noNumber, .noGuardian, .restricted:
      if !recalls[recall].office {
        recalls[recall].office = true
        agenda.write(.news(recall, .office), at: now.addingTimeInterval(Double(86_400 * 5)))
      }
    case .outsideHours, .withinCadence, .capReached, .notYetDue:
      if reason == .withinCadence { mayAwaitMessage(recall, now) }
      // What only takes time names the time.
      guard let until else {
        return oracle.violation(.unfinished, recall, at: now, "\(reason) without an end")
      }
      list.wait(recall, until: max(until, now.addingTimeInterval(1)))
    default:
      if let until { list.wait(recall, until: max(until, now.addingTimeInterval(1))) }
    }
  }

  private func dial(_ recall: Int, _ number: String, _ caller: Int, _ now: Date) {
    let person = recalls[recall].person
    tell(recall, now, "dialled by \(staff[caller].id)")
    oracle.dialled(
      recall, people[person], number: number, at: now, by: staff[caller], everybody: people)
    let candidate = candidate(recall)
    let talk = telephone.rings(
      people[person], candidate, number: number, permits: contact.permits(candidate), at: now)
    tally.dials += 1
    agenda.write(
      .callEnds(
        Call(recall: recall, caller: caller, number: number, started: now, conversation: talk)),
      at: now.addingTimeInterval(Double(talk.seconds)))
  }

  /// A patient calls back; while somebody calls them, they get through in that call.
  func patientCalls(_ recall: Int, _ now: Date) {
    let person = recalls[recall].person
    guard recalls[recall].end == nil, recalls[recall].arrived,
      !oracle.busyPeople.contains(person), !people[person].record.deceased,
      let number = people[person].record.phones.first?.number
    else { return }
    tally.inbound += 1
    let talk = telephone.patientCalls(candidate(recall), at: now)
    end(
      Call(recall: recall, caller: nil, number: number, started: now, conversation: talk),
      now.addingTimeInterval(Double(talk.seconds)))
  }

  func end(_ call: Call, _ now: Date) {
    let (recall, talk) = (call.recall, call.conversation)
    let person = recalls[recall].person
    calls += 1
    let id = CallID("c\(calls)")
    // Bookings that came in while they spoke count too.
    var before = candidate(recall)
    before.heldBy = nil
    let held = before.entry.state == .scheduled || before.isBooked(at: now)
    let settled = SettledEnding(said: talk.said, bookedInCall: talk.books, bookedBefore: held)
    var finished = FinishedCall(
      call: id, caller: call.caller.map { staff[$0].id } ?? "desk", number: call.number,
      direction: call.caller == nil ? .inbound : .outbound, started: call.started, ended: now,
      ending: settled.ending, gate: talk.gate, holdsAppointment: talk.books || held,
      patientOptedOut: talk.optedOut, routed: talk.routed, callback: talk.window)
    if !finished.ending.isUnanswered, talk.gate == .open {
      // The patient, verified, is told what the queues had answered.
      finished.told = Set(recalls[recall].items.filter(\.isToBeTold).map(\.id))
    }
    for queue in QueueName.allCases where talk.routed.contains(queue) {
      openItem(queue, recall, id, now)
    }
    let decision = after.decide(finished, before)
    tell(
      recall, now,
      "\(finished.direction) \(talk.said) gate \(talk.gate) window \(String(describing: talk.window)) -> \(decision)"
    )
    oracle.ended(
      HeardCall(
        recall: recall, number: call.number, caller: finished.caller,
        direction: finished.direction, started: call.started, ended: now, said: talk.said,
        recorded: settled.ending, also: settled.also, gate: talk.gate, window: talk.window,
        optedOut: talk.optedOut, booked: talk.books), people[person],
      holdsAppointment: knowsOfAppointment(recall, now), decision: decision)
    record(finished, decision, recall, talk, now)
    apply(decision, recall, id, now)
    if let caller = call.caller {
      agenda.write(.caller(caller), at: now.addingTimeInterval(30))
      mayCallBack(recall, settled.ending, now)
    }
  }

  /// The oracle's own reading of the appointments.
  private func knowsOfAppointment(_ recall: Int, _ now: Date) -> Bool {
    let entry = recalls[recall].entry
    return appointments[recalls[recall].person].contains {
      $0.start > now && ($0.provider == entry.provider || $0.specialty == entry.specialty)
    }
  }

  /// What the closing transaction writes beside the entry.
  private func record(
    _ finished: FinishedCall, _ decision: AfterCallDecision, _ recall: Int, _ talk: Conversation,
    _ now: Date
  ) {
    let person = recalls[recall].person
    let attempt = finished.attempt(after: decision)
    recalls[recall].attempts.append(attempt)
    tally.count(attempt)
    if attempt.isContact {
      contactsByNumber[attempt.number, default: []].append(attempt.started)
      contactsOf[person].append((recall, attempt.started))
    }
    if let status = decision.numberStatus { learn(attempt.number, status, person, now) }
    if talk.optedOut || (talk.said.detail == .doNotContact && talk.gate == .open) {
      people[person].record.permissions.doNotContact = true
      people[person].optedOutAloud = true
    }
    if decision.heldForDeath { heldForDeath.insert(person) }
    let ends = talk.optedOut || talk.said.detail == .doNotContact || talk.said.detail == .deceased
    if ends || decision.numberStatus != nil { stopMessages(of: person, now) }
    if talk.books {
      book(recall, now.addingTimeInterval(Double(86_400 * random.number(in: 2...40))), fits: true)
    }
    for index in recalls[recall].items.indices
    where finished.told.contains(recalls[recall].items[index].id) {
      recalls[recall].items[index].state = .closed
      oracle.told(recall, recalls[recall].items[index].id)
      tally.told += 1
    }
    for other in recallsOf[person] where other != recall {
      agenda.write(.closing(other), at: now.addingTimeInterval(60))
    }
  }

  /// A dead number is dead for everybody, a silenced one silent; a wrong one is about this patient.
  private func learn(
    _ number: String, _ status: PatientPhone.Status, _ person: Int, _ now: Date
  ) {
    for owner in status == .wrong ? [person] : owners[number] ?? [] {
      defer { if owner != person { wake(owner, now) } }
      for index in people[owner].record.phones.indices
      where people[owner].record.phones[index].number == number {
        people[owner].record.phones[index].status = status
      }
    }
  }

  /// Who was left a message, or not reached, may call back.
  private func mayCallBack(_ recall: Int, _ ending: Ending, _ now: Date) {
    let chance =
      switch ending.detail {
      case .voicemail, .withPerson: 150
      case .patientWillCall: 400
      case .dropped, .atTime: 60
      default: 10
      }
    guard random.chance(chance) else { return }
    let at = now.addingTimeInterval(Double(random.number(in: 1...96) * 3600))
    agenda.write(.patientCalls(recall), at: at)
  }
}
