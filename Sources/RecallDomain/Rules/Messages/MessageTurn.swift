package import Foundation

/// Whether a message that waits may leave at this very moment.
package enum MessageTurnVerdict: Hashable, Sendable {
  /// - Parameter on: today, where the patient is.
  case send(on: CivilDate)
  /// Kept back, and when to look again.
  case wait(ExclusionReason, until: Date)
  /// Never to leave any more.
  case stop(MessageStop)
}

/// A written message is judged once more when it is about to leave: hours or days may lie between
/// (MISSION 16; DOMAIN 1.1 and 2). Pure: the store asks it in the transaction that takes the message, so
/// that an opt-out, a booking or a death of the last second counts.
///
/// A message of the cadence leaves only while the recall stands as it did when it was written. One
/// that the patient asked for in a call answers that call: it is no contact of its own, and within
/// the hour it may still leave after calling hours.
package struct MessageTurn: Sendable {
  /// Somebody speaks with the patient, or asks the clinical team: looked at again then.
  static let soon: TimeInterval = 10 * 60
  /// So long what was asked for in a call may follow it at any hour.
  static let asAsked: TimeInterval = 3600

  package let rules: CallRules

  package init(rules: CallRules) { self.rules = rules }

  package func verdict(
    _ message: OutboxItem, _ candidate: Candidate, at now: Date
  ) -> MessageTurnVerdict {
    let rest = candidate.without(message)
    let situation = CallSituation(rest, at: now, rules: rules)
    if let stop = notPermitted(message, candidate) ?? moot(message, situation) {
      return .stop(stop)
    }
    if candidate.heldBy != nil { return .wait(.claimed, until: soon(now)) }
    if message.isStep, isAsked(message, rest) { return .wait(.waitingOnQueue, until: soon(now)) }
    return timing(message, situation)
  }

  private func soon(_ now: Date) -> Date { now.addingTimeInterval(Self.soon) }

  private func notPermitted(_ message: OutboxItem, _ candidate: Candidate) -> MessageStop? {
    let way = MessageWay(channel: message.channel, address: message.address)
    if let stop = way.obstacle(to: candidate.patient) { return stop }
    let isStrict = rules.policy.isStrict(candidate.entry, candidate.patient)
    return isStrict && message.channel != .portal ? .optedOut : nil
  }

  /// What it says is overtaken.
  private func moot(_ message: OutboxItem, _ situation: CallSituation) -> MessageStop? {
    let age = situation.now.timeIntervalSince(message.queued)
    if age > Double(rules.policy.messages.keepDays) * 86_400 { return .tooOld }
    let isLater = situation.candidate.attempts.contains { $0.started > message.queued }
    guard message.isStep || isLater else { return nil }
    switch rules.ended(situation) {
    case .deceased?: return .deceased
    case .inactive?: return .inactive
    case .alreadyScheduled?: return .booked
    case .doNotContact?: return .optedOut
    case .some: return .closed
    case nil: return message.isStep && isLater ? .overtaken : nil
    }
  }

  /// The patient, or somebody there, has asked something that is not answered yet.
  private func isAsked(_ message: OutboxItem, _ candidate: Candidate) -> Bool {
    candidate.items.contains { item in
      (item.queue == .clinical || item.queue == .supervisor)
        && (item.state == .open || item.state == .taken) && item.call?.rawValue != message.key
    }
  }

  private func timing(_ message: OutboxItem, _ situation: CallSituation) -> MessageTurnVerdict {
    let (hours, zones, now) = (situation.hours, situation.zones, situation.now)
    let isFresh = !message.isStep && now.timeIntervalSince(message.queued) < Self.asAsked
    let opens = { (from: Date) in
      hours.nextOpening(after: from, zones: zones, state: situation.state, during: nil)
        ?? from.addingTimeInterval(86_400)
    }
    if !isFresh, !hours.isOpen(at: now, zones: zones, state: situation.state) {
      return .wait(.outsideHours, until: opens(now))
    }
    guard message.isStep else { return .send(on: situation.today) }
    guard let free = situation.roomForMessage(by: message.channel, to: message.address) else {
      return .wait(.capReached, until: now.addingTimeInterval(86_400))
    }
    return free > now ? .wait(.capReached, until: opens(free)) : .send(on: situation.today)
  }
}

extension Candidate {
  /// As if this message had not been written: it is no contact before it leaves.
  fileprivate func without(_ message: OutboxItem) -> Candidate {
    guard message.isStep, let own = attempts.first(where: { $0.call.rawValue == message.key })
    else { return self }
    var rest = self
    rest.attempts.removeAll { $0.call == own.call }
    if let index = rest.contactsByNumber[message.address]?.firstIndex(of: own.started) {
      rest.contactsByNumber[message.address]?.remove(at: index)
    }
    return rest
  }
}

extension MessageWay {
  /// What the record has against a message there, as it stands; `nil` = nothing.
  package func obstacle(to patient: Patient) -> MessageStop? {
    if patient.deceased { return .deceased }
    if patient.inactive { return .inactive }
    let permissions = patient.permissions
    let isOpen =
      !permissions.doNotContact && (!permissions.confidential || patient.contactMethod == channel)
      && ContactRules.way(channel, to: patient)?.address == address
    return isOpen ? nil : .optedOut
  }
}
