import Foundation
import RecallDomain

/// A message that was written and has not left yet.
struct OutgoingMessage {
  let key: CallID
  let channel: ContactMethod
  /// Of a text.
  let number: String?
  let written: Date
}

/// The outbox at work: messages of the cadence are written, stopped, and leave.
extension SimulatedClinic {
  /// Kept back by its cadence when its own time has come: perhaps a message is to come first.
  func mayAwaitMessage(_ recall: Int, _ now: Date) {
    let entry = recalls[recall].entry
    guard entry.nextAction == .call, entry.callback == nil, entry.nextAt.map({ $0 <= now }) ?? true
    else { return }
    agenda.write(.message(recall), at: now)
  }

  func message(_ recall: Int, _ now: Date) {
    let person = recalls[recall].person
    guard recalls[recall].end == nil, recalls[recall].arrived,
      recalls[recall].entry.state == .open
    else { return }
    if oracle.busyPeople.contains(person) {
      return agenda.write(.message(recall), at: now.addingTimeInterval(3600))
    }
    let before = candidate(recall)
    let isKnown = recalls[recall].entry.nextAction == .message
    let verdict = MessageStep(rules: rules).verdict(before, at: now, scripts: Self.scripts)
    tell(recall, now, "message: \(verdict)")
    switch verdict {
    case .notNext: break
    case .passedOver(let next):
      (recalls[recall].entry.nextAction, recalls[recall].entry.nextAt) = (.call, next.at)
      stand(recall, now)
    case .wait(_, nil): agenda.write(.message(recall), at: now.addingTimeInterval(86_400))
    case .wait(_, let at?):
      if !isKnown {
        (recalls[recall].entry.nextAction, recalls[recall].entry.nextAt) = (.message, now)
        stand(recall, now)
      }
      agenda.write(.message(recall), at: max(at, now.addingTimeInterval(60)))
    case .write(let plan): write(plan, recall, before, now)
    }
  }

  private func write(_ plan: MessagePlan, _ recall: Int, _ before: Candidate, _ now: Date) {
    let person = recalls[recall].person
    let number = plan.way.channel == .sms ? plan.way.address : nil
    oracle.wrote(recall, people[person], number: number, at: now)
    let finished = FinishedCall(
      call: CallID(plan.key), caller: MessageStep.author,
      number: number ?? plan.way.channel.rawValue, direction: .outbound, started: now, ended: now,
      ending: Ending(.leftMessage, .sent)!, gate: .closed)
    let decision = after.decide(finished, before)
    // The key makes it once.
    guard writtenKeys.insert(plan.key).inserted else {
      return agenda.write(.message(recall), at: now.addingTimeInterval(86_400))
    }
    recalls[recall].attempts.append(finished.attempt(after: decision))
    recalls[recall].outgoing = OutgoingMessage(
      key: finished.call, channel: plan.way.channel, number: number, written: now)
    tally.messages += 1
    contactsOf[person].append((recall, now))
    if let number { contactsByNumber[number, default: []].append(now) }
    let leaves = now.addingTimeInterval(Double(random.number(in: 0...48) * 1800))
    agenda.write(.leaves(recall, finished.call), at: leaves)
    if random.chance(80) {
      let soon = now.addingTimeInterval(Double(random.number(in: 1...30) * 3600))
      agenda.write(.news(recall, .texts(false)), at: soon)
    }
    apply(decision, recall, finished.call, now)
  }

  func leaves(_ recall: Int, _ message: CallID, _ now: Date) {
    guard let outgoing = recalls[recall].outgoing, outgoing.key == message else { return }
    recalls[recall].outgoing = nil
    oracle.left(
      recall, people[recalls[recall].person], channel: outgoing.channel, number: outgoing.number,
      at: now)
  }

  /// What the record does not permit any more is not sent, and was no contact.
  func stopMessages(of person: Int, _ now: Date) {
    let touched = Set(people[person].record.phones.flatMap { owners[$0.number] ?? [] } + [person])
    for other in touched.sorted() {
      for recall in recallsOf[other] {
        guard let outgoing = recalls[recall].outgoing, !isPermitted(outgoing, recall) else {
          continue
        }
        stop(outgoing, recall, now)
      }
    }
  }

  private func isPermitted(_ outgoing: OutgoingMessage, _ recall: Int) -> Bool {
    let patient = candidate(recall).patient
    guard !patient.deceased, !patient.inactive, !patient.permissions.doNotContact,
      !patient.permissions.confidential || patient.contactMethod == outgoing.channel
    else { return false }
    let way = ContactRules.way(outgoing.channel, to: patient)
    return way != nil && (outgoing.number == nil || way?.address == outgoing.number)
  }

  private func stop(_ outgoing: OutgoingMessage, _ recall: Int, _ now: Date) {
    let person = recalls[recall].person
    recalls[recall].outgoing = nil
    recalls[recall].stopped.append(outgoing.key)
    recalls[recall].attempts.removeAll { $0.call == outgoing.key }
    contactsOf[person].removeAll { $0.recall == recall && $0.at == outgoing.written }
    if let number = outgoing.number,
      let place = contactsByNumber[number]?.firstIndex(of: outgoing.written)
    {
      contactsByNumber[number]?.remove(at: place)
    }
    tally.stopped += 1
    oracle.stopped(recall, number: outgoing.number, written: outgoing.written)
    tell(recall, now, "message stopped")
    agenda.write(.message(recall), at: now)
    for other in Set([person] + (outgoing.number.flatMap { owners[$0] } ?? [])).sorted() {
      wake(other, now)
    }
  }
}
