package import Foundation
package import RecallDomain
package import ScriptEngine

/// How a message stands, in words for the office in its own language (`outbox.…` of `console.yaml`).
package struct OutboxStanding {
  private let zone: Zone
  let phrases: StaffPhrases

  package init(zone: Zone, phrases: StaffPhrases) {
    self.zone = zone
    self.phrases = phrases
  }

  func say(_ key: String, _ values: [String: String] = [:], count: Int? = nil) -> String {
    phrases.text("outbox.\(key)", values, count: count)
  }

  /// `nil` for one that waits for nothing but its turn.
  package func words(_ item: OutboxItem) -> String? {
    if let failure = item.failure { return failed(failure, item) }
    switch item.state {
    case .sent:
      return item.settled.map { say("sent-at", ["time": moment($0)]) } ?? say("sent-once")
    case .sending: return say("sending", ["who": item.sender ?? say("somebody")])
    case .failed: return say("stopped", ["why": stopped(item.reason)])
    case .waiting:
      guard let notBefore = item.notBefore else { return nil }
      let parts = [
        item.reason.map(waiting), tried(item.tries),
        say("not-before", ["time": moment(notBefore)]),
      ]
      return parts.compactMap { $0 }.joined(separator: "; ")
    }
  }

  /// The same in every language.
  package func moment(_ instant: Date) -> String {
    let local = LocalTime(instant, in: zone)
    return "\(local.date) \(local.time)"
  }

  /// What keeps one back that waits.
  package func waiting(_ reason: String) -> String {
    if reason == "not-taken" { return say("wait.not-taken") }
    guard let known = ExclusionReason(rawValue: reason), Self.told.contains(known) else {
      return say("wait.other")
    }
    return say("wait.\(known.rawValue)")
  }

  /// Reasons with a sentence of their own.
  private static let told: Set<ExclusionReason> = [
    .capReached, .outsideHours, .claimed, .needsOutcome, .waitingOnQueue, .clinicalReview,
    .callbackLater, .notYetDue, .restricted, .closed, .duplicate,
  ]

  private func stopped(_ reason: String?) -> String {
    if reason == MessageFailure.dropped.rawValue { return say("failed.dropped") }
    let stop = reason.flatMap(MessageStop.init)
    return say("stop.\(stop?.rawValue ?? "other")")
  }

  private func tried(_ tries: Int) -> String? {
    tries == 0 ? nil : say("tried", count: tries)
  }

  private func failed(_ failure: MessageFailure, _ item: OutboxItem) -> String {
    let code = item.code.map { " (\(say("ended-with", ["code": String($0)])))" } ?? ""
    let doubt: String? =
      switch failure {
      case .dropped: nil
      case _ where failure.mayHaveGoneOut: say("doubt.may-have")
      default: say("doubt.did-not")
      }
    return [say("failed.\(failure.rawValue)") + code, tried(item.tries), doubt]
      .compactMap { $0 }.joined(separator: "; ")
  }

  /// What somebody does about a dead letter; nothing about what was laid aside.
  package func toDo(_ failure: MessageFailure) -> String? {
    switch failure {
    case .badAddress, .refused, .gaveUp: say("todo.\(failure.rawValue)")
    case .unclear, .killed, .outOfTime, .lost, .restored: say("todo.unclear")
    case .dropped: nil
    }
  }
}
