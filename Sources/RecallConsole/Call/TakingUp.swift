import Foundation
import RecallDomain
import ScriptEngine

/// A call that was parked or died, taken up where it stood: through the gate again if the gate had
/// been above closed, to `save` without it when the script had ended.
extension CallDesk {
  /// `nil` when this program cannot read the call's journal.
  convenience init?(desk: Desk, takenUp: TakenUp, edition: Edition) {
    var run = CallRun(edition: edition)
    var optedOut = false
    var opened: Date?
    for entry in takenUp.journal {
      guard let event = try? CallEvent(payload: entry.payload),
        let effects = try? run.handle(event, at: entry.at)
      else { return nil }
      if opened == nil, run.gate.level == .open { opened = entry.at }
      optedOut = optedOut || effects.contains(.optOut(patient: true))
    }
    self.init(
      desk: desk, candidate: takenUp.candidate, ticket: takenUp.ticket,
      number: takenUp.beginning.number, edition: edition, run: run)
    self.optedOut = optedOut
    telling.gateOpened = opened
    isEstimated = takenUp.journal.contains(where: \.isEstimated)
    beganAs = takenUp.beginning.attempt
    if let why = takenUp.because { terms = .overriding(why) }
    if let last = takenUp.journal.last { desk.clock.catchUp(with: last.at) }
  }

  /// Journals the taking up and goes on.
  func resume() throws(StoreFailure) -> CallEnd {
    let before = desk.store.patience
    desk.store.patience = desk.outages == nil ? before : OutagePatience.beforeDialling
    defer { desk.store.patience = before }
    showCard()
    let permits = try permits()
    if let refusal = try attempt(.takenUp(by: desk.caller.id, permits)) {
      screen.problem(RefusalText(desk: desk).text(for: refusal))
      return .parked(quits: false)
    }
    if case .over = run.prompt { return .saved }
    try noteOverride()
    try goOnInNeededLanguage()
    return try work()
  }
}
