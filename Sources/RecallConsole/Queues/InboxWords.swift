import Foundation
import RecallDomain

/// What staff read about an item of a queue, in words.
struct InboxWords {
  let desk: Desk

  func queue(_ name: QueueName) -> String { desk.label("queue.\(name.rawValue)") }

  func moment(_ instant: Date) -> String { Moments(desk: desk).text(instant) }

  /// By name where staff is known; an item may also be for a whole team.
  func person(_ id: String) -> String {
    QueueName(rawValue: id).map(queue) ?? desk.colleague(id)
  }

  /// Why there is an item without words; `nil`: it has words, or its
  /// concern says it all.
  func why(_ entry: InboxItem) -> String? {
    guard entry.item.question == nil else { return nil }
    switch entry.concern {
    case .emergency: return desk.say("inbox.why.emergency")
    case .noMoreCalls: return desk.say("inbox.why.no-more-calls")
    case .death: return desk.say("inbox.why.deceased")
    case .number: return desk.say("inbox.why.number")
    case .reviewBeforeCalling: return desk.say("inbox.why.review-first")
    case .reviewBeforeClosing: return desk.say("inbox.why.review-closing")
    case .clinicalQuestion, .results, .authorization, .coverage, .cost, .insurance, .language,
      .ride, .complaint, .booking, .reply, .undelivered, .keptApart, nil:
      let attempt = entry.candidate.attempts.first { $0.call == entry.item.call }
      return attempt?.ending.map(desk.label)
    }
  }

  /// What it is about, in a few words; `nil` where that is said louder.
  func concern(_ concern: Concern?) -> String? {
    guard let concern, concern != .emergency else { return nil }
    return desk.label("concern.\(concern.rawValue)")
  }

  /// A reply that somebody has to read is nobody's call.
  func isReply(_ item: QueueItem) -> Bool {
    item.concern == .reply || item.id.rawValue.hasPrefix("reply/")
  }

  /// Where the patient may be called back; `nil`: nowhere that is known, or they want no calls.
  func callBack(_ entry: InboxItem) -> String? {
    let patient = entry.candidate.patient
    guard let number = entry.item.callBack, !patient.permissions.doNotContact, !patient.deceased
    else { return nil }
    let known = patient.phones.first { $0.number == number }
    return known.map { $0.status == .good } ?? true ? number : nil
  }

  /// Words of a patient or of a colleague, as they were written.
  func quoted(_ said: String) -> String { desk.say("inbox.quoted", ["words": said]) }

  /// When the patient hears by: what the call has promised.
  func promise(_ item: QueueItem) -> String? { item.due.map(moment) }

  func sentence(for refusal: QueueRefusal) -> String {
    switch refusal {
    case .takenBy(let who, let since):
      desk.say(
        "inbox.refused.taken", ["who": person(who), "time": since.map(moment) ?? ""])
    case .notTaken: desk.say("inbox.refused.not-taken")
    case .alreadyInQueue(let name):
      desk.say("inbox.refused.same-queue", ["queue": queue(name)])
    case .answered(let who, let at):
      desk.say(
        "inbox.refused.answered",
        ["who": who.map(person) ?? "", "time": at.map(moment) ?? ""])
    case .closed: desk.say("inbox.refused.closed")
    case .withdrawn: desk.say("inbox.refused.withdrawn")
    case .emergencyGoesOn: desk.say("inbox.refused.emergency")
    case .changed: desk.say("inbox.refused.changed")
    case .wordsMissing: desk.say("inbox.refused.words")
    case .notYours(let name, let may):
      desk.say(
        "inbox.refused.not-yours",
        [
          "queue": queue(name),
          "roles": may.map { desk.say("role.\($0.rawValue)") }.joined(separator: ", "),
        ])
    }
  }

  /// `clinical team 3, 1 overdue · insurance 1`
  func counts(_ counts: [QueueName: QueueCount], of queues: [QueueName]) -> String {
    queues.compactMap { name -> String? in
      guard let count = counts[name], count.waiting > 0 else { return nil }
      var text = "\(queue(name)) \(count.waiting)"
      if count.overdue > 0 {
        text += ", " + desk.say("inbox.counted-overdue", count: count.overdue)
      }
      if count.urgent > 0 { text += ", " + desk.say("inbox.counted-urgent", count: count.urgent) }
      return text
    }.joined(separator: " · ")
  }
}
