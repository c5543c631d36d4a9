package import Foundation

/// May the message that the cadence asks for be written now?
package enum MessageVerdict: Hashable, Sendable {
  /// By this channel; to this number when it is a text.
  case due(ContactMethod, number: String?)
  /// A message is the next step, but not before then; `nil` = not until something changes.
  case later(Date?)
  /// No message is the next step.
  case none
}

/// The message step of the cadence, by the same facts, caps and hours as a call: a message is a
/// contact like another, and nobody who may not be called gets one (DOMAIN 1.4, 2).
extension CallRules {
  package func judgeMessage(_ candidate: Candidate, at now: Date) -> MessageVerdict {
    let situation = CallSituation(candidate, at: now, rules: self)
    guard situation.promise == nil, case .message(_, let at, _) = situation.next,
      let channel = contact.messageChannel(candidate.patient, candidate.entry)
    else { return .none }
    if standsStill(situation) { return .later(nil) }
    let number = channel == .sms ? ContactRules.textNumber(candidate.patient) : nil
    let held = candidate.entry.nextAction == .message ? candidate.entry.nextAt : nil
    let from = [at, held, situation.rest].compactMap { $0 }.max() ?? at
    guard let free = capsPermit(situation, number),
      let earliest = opening(situation, max(from, free))
    else { return .later(nil) }
    return earliest <= now ? .due(channel, number: number) : .later(earliest)
  }

  private func standsStill(_ situation: CallSituation) -> Bool {
    let reason = standing(situation, caller: nil, scripts: Set(policy.segments.keys))
    // A portal message needs no number.
    return reason != nil && reason != .noNumber
  }

  private func capsPermit(_ situation: CallSituation, _ number: String?) -> Date? {
    let free = { (contacts: [Date]) in
      situation.limits.earliest(after: contacts, from: situation.now, zones: situation.zones)
    }
    guard let patient = free(situation.contactsWithPatient) else { return nil }
    guard let number else { return patient }
    return free(situation.candidate.contactsByNumber[number] ?? []).map { max($0, patient) }
  }

  private func opening(_ situation: CallSituation, _ from: Date) -> Date? {
    situation.hours.nextOpening(
      after: max(from, situation.now), zones: situation.zones, state: situation.state)
  }
}
