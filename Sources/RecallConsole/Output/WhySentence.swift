import Foundation
import RecallDomain

/// Why one patient stands in the list or is left out of it: one sentence that says what holds, until
/// when, and what would change it.
struct WhySentence {
  let desk: Desk
  let candidate: Candidate
  let item: WorklistItem

  init(desk: Desk, candidate: Candidate) {
    (self.desk, self.candidate) = (desk, candidate)
    item = desk.worklist.item(candidate, at: desk.now)
  }

  /// For a reason that is known already, such as the store gave.
  init(desk: Desk, candidate: Candidate, reason: ExclusionReason, until: Date?) {
    (self.desk, self.candidate) = (desk, candidate)
    var item = desk.worklist.item(candidate, at: desk.now)
    (item.excluded, item.callableFrom) = (reason, until)
    self.item = item
  }

  private var entry: RecallEntry { candidate.entry }
  private var patient: Patient { candidate.patient }

  var text: String {
    guard let reason = item.excluded else {
      return desk.say("why.callable", ["why": WhyWords(desk: desk).sentence(item)])
    }
    return leftOut(reason)
  }

  private func leftOut(_ reason: ExclusionReason) -> String {
    switch reason {
    case .closed: closed
    case .deceased: desk.say(isEnded ? "left.ended-deceased" : "left.deceased")
    case .inactive: desk.say(isEnded ? "left.ended-inactive" : "left.inactive")
    case .alreadyScheduled: scheduled
    case .doNotContact: desk.say(isEnded ? "left.ended-do-not-contact" : "left.do-not-contact")
    case .claimed: claimed
    case .needsOutcome: needsOutcome
    case .clinicalReview: desk.say(isBeforeFirstCall ? "left.clinical-hold" : "left.review")
    case .waitingOnQueue: waiting
    case .duplicate: desk.say("left.duplicate")
    case .noScript: desk.say(isSwitchedOff ? "left.switched-off" : "left.no-script")
    case .restricted: restricted
    case .noGuardian: desk.say("left.no-guardian")
    case .noNumber: desk.say(patient.phones.isEmpty ? "left.no-number" : "left.dead-numbers")
    case .language: desk.say("left.language", ["language": language])
    case .notPractised:
      PractiseFirst(desk: desk).sentence(segment: entry.segment, language: patient.language)
    case .attemptsExhausted:
      desk.say("left.attempts-exhausted", count: item.attemptsMax)
    case .notYetDue, .callbackLater, .withinCadence, .capReached, .outsideHours: later(reason)
    }
  }

  // MARK: What has ended it

  private var closed: String {
    guard let ending = candidate.attempts.last(where: { $0.ending != nil })?.ending else {
      return desk.say("left.closed")
    }
    return desk.say("left.closed-after", ["outcome": desk.label(ending)])
  }

  /// Closed by what the record says.
  private var isBeforeFirstCall: Bool { candidate.attempts.isEmpty }

  private var isEnded: Bool { entry.state == .closed }

  private var scheduled: String {
    let future = candidate.appointments.filter { $0.status == .booked && $0.start > desk.now }
    guard let booked = future.min(by: { $0.start < $1.start }) else {
      return desk.say("left.already-scheduled")
    }
    let time = Moments(desk: desk).text(booked.start)
    guard let provider = booked.provider, !provider.isEmpty else {
      return desk.say("left.scheduled-at", ["time": time])
    }
    return desk.say("left.scheduled-with", ["time": time, "provider": provider])
  }

  // MARK: Who has it

  private var claimed: String {
    guard let holder = candidate.heldBy else { return desk.say("left.claimed") }
    return desk.say("left.claimed-by", ["who": holder])
  }

  private var needsOutcome: String {
    let open = candidate.attempts.last { $0.ending == nil }
    guard let who = candidate.unfinishedBy ?? open?.caller else {
      return desk.say("left.needs-outcome", ["id": entry.id.rawValue])
    }
    return desk.say("left.needs-outcome-of", ["who": who, "id": entry.id.rawValue])
  }

  // MARK: What somebody must do first

  private var waiting: String {
    let open = candidate.items.filter { $0.state == .open || $0.state == .taken }
    guard let item = open.first(where: { $0.queue != .transport && $0.queue != .records }) else {
      return desk.say("left.waiting-on-queue")
    }
    let queue = desk.label("queue.\(item.queue.rawValue)")
    guard let due = item.due else { return desk.say("left.waiting-on", ["queue": queue]) }
    return desk.say(
      "left.waiting-on-until", ["queue": queue, "time": Moments(desk: desk).text(due)])
  }

  private var isSwitchedOff: Bool { desk.policy.segments[entry.segment]?.enabled == false }

  private var restricted: String {
    guard let method = patient.contactMethod else { return desk.say("left.restricted") }
    return desk.say(
      "left.restricted-to", ["channel": desk.say("channel.\(method.rawValue)")])
  }

  private var language: String { patient.language.map { desk.dates.languageName($0) } ?? "" }

  // MARK: What only takes time

  private func later(_ reason: ExclusionReason) -> String {
    guard let from = item.callableFrom else { return never(reason) }
    let time = Moments(desk: desk).text(from, there: item.zone)
    switch reason {
    case .notYetDue:
      let due = desk.dates.day(entry.due, today: desk.today)
      return desk.say("left.not-yet-due", ["due": due, "time": time])
    case .callbackLater:
      guard let window = entry.callback else {
        return desk.say("left.callback-later", ["time": time])
      }
      return desk.say(
        "left.promised", ["window": FieldWords(desk: desk).window(window), "time": time])
    case .withinCadence:
      guard let last = candidate.attempts.last(where: { $0.ending != nil }),
        let ending = last.ending
      else {
        let key = entry.nextAt == nil || entry.nextAction == .message ? "message-first" : "planned"
        return desk.say("left.\(key)", ["time": time])
      }
      let called = [
        "last": desk.dates.day(LocalTime(last.started, in: item.zone).date, today: desk.today),
        "outcome": desk.label(ending),
      ]
      guard entry.nextAction != .message else { return messageNext(called) }
      return desk.say("left.within-cadence", called.merging(["time": time]) { $1 })
    case .capReached: return desk.say("left.cap-reached", ["time": time])
    default: return outsideHours(time)
    }
  }

  /// Messages have a day, not an hour: whoever comes to it first writes it.
  private func messageNext(_ called: [String: String]) -> String {
    let day = entry.nextAt.map {
      desk.dates.day(LocalTime($0, in: item.zone).date, today: desk.today)
    }
    return desk.say("left.message-next", called.merging(["day": day ?? ""]) { $1 })
  }

  /// No instant is in sight.
  private func never(_ reason: ExclusionReason) -> String {
    reason == .outsideHours && patient.timeZone != nil
      ? desk.say("left.unknown-zone") : desk.say("left.no-time", ["why": why(reason)])
  }

  private func why(_ reason: ExclusionReason) -> String {
    desk.say("excluded.\(reason.rawValue)")
  }

  private func outsideHours(_ time: String) -> String {
    let there = desk.dates.time(desk.now, in: item.zone)
    let isCertain = PatientZones.candidates(of: patient, policy: desk.policy).isCertain
    return desk.say(
      isCertain ? "left.outside-hours" : "left.outside-hours-somewhere",
      ["there": there, "time": time])
  }
}
