package import Foundation
package import RecallDomain

/// How a message stands, in words for the office: `recall outbox` without `--json`.
package struct OutboxStanding {
  private let zone: Zone

  package init(zone: Zone) { self.zone = zone }

  /// `nil` for one that waits for nothing but its turn.
  package func words(_ item: OutboxItem) -> String? {
    if let failure = item.failure { return failed(failure, item) }
    switch item.state {
    case .sent: return "sent" + (item.settled.map { " \(moment($0))" } ?? "")
    case .sending: return "being sent by \(item.sender ?? "somebody")"
    case .failed: return "stopped: \(Self.stopped(item.reason))"
    case .waiting:
      guard let notBefore = item.notBefore else { return nil }
      let parts = [
        item.reason.map(Self.waiting), Self.tried(item.tries), "not before \(moment(notBefore))",
      ]
      return parts.compactMap { $0 }.joined(separator: "; ")
    }
  }

  package func moment(_ instant: Date) -> String {
    let local = LocalTime(instant, in: zone)
    return "\(local.date) \(local.time)"
  }

  /// What keeps one back that waits.
  package static func waiting(_ reason: String) -> String {
    if reason == "not-taken" { return "its command could not take it yet" }
    return switch ExclusionReason(rawValue: reason) {
    case .capReached: "the patient has had enough contacts for now"
    case .outsideHours: "outside calling hours"
    case .claimed: "a colleague has the patient or the telephone in hand"
    case .needsOutcome: "a call to the patient still needs its outcome"
    case .waitingOnQueue: "a question of the patient is still open"
    case .clinicalReview: "clinical staff look at the patient first"
    case .callbackLater: "a call back is promised"
    case .notYetDue: "not due yet"
    case .restricted: "the record restricts contact"
    case .closed: "its recall is not in the list"
    case .duplicate: "the record may be there twice"
    default: "kept back for now"
    }
  }

  private static func stopped(_ reason: String?) -> String {
    if reason == MessageFailure.dropped.rawValue { return words(.dropped) }
    return switch reason.flatMap(MessageStop.init) {
    case .optedOut: "this way to the patient is not permitted any more"
    case .deceased: "the patient has died"
    case .inactive: "the patient has left the clinic"
    case .booked: "the patient has an appointment"
    case .closed: "its recall is closed"
    case .overtaken: "the patient was called since"
    case .tooOld: "it waited so long that its words are no longer good"
    case .badAddress: "nobody is reached there"
    case nil: "it is not to be sent"
    }
  }

  private static func tried(_ tries: Int) -> String? {
    switch tries {
    case 0: nil
    case 1: "tried once"
    case 2: "tried twice"
    default: "tried \(tries) times"
    }
  }

  private func failed(_ failure: MessageFailure, _ item: OutboxItem) -> String {
    let code = item.code.map { " (it ended with \($0))" } ?? ""
    let doubt: String? =
      switch failure {
      case .dropped: nil
      case _ where failure.mayHaveGoneOut: "the patient may have it"
      default: "it did not go out"
      }
    return [Self.words(failure) + code, Self.tried(item.tries), doubt].compactMap { $0 }
      .joined(separator: "; ")
  }

  /// What somebody does about a dead letter; nothing about what was laid aside.
  package static func toDo(_ failure: MessageFailure) -> String? {
    switch failure {
    case .badAddress: "correct the address with an import, then retry; or drop it, and call"
    case .refused: "the mail system's or gateway's log says why; mend it and retry, or drop it"
    case .gaveUp: "see that the command works again, then retry; or drop it, and call"
    case .unclear, .killed, .outOfTime, .lost, .restored:
      "see in the mail system's or gateway's log whether it went: then drop it, else retry"
    case .dropped: nil
    }
  }

  private static func words(_ failure: MessageFailure) -> String {
    switch failure {
    case .badAddress: "nobody is reached there"
    case .refused: "the command would not take it"
    case .gaveUp: "the command could not take it, however often it was asked"
    case .unclear: "the command failed"
    case .killed: "the command was killed"
    case .outOfTime: "the command took too long"
    case .lost: "its sender was cut off while sending it"
    case .restored: "it waited when the backup was made, and may have been sent since"
    case .dropped: "laid aside"
    }
  }
}
