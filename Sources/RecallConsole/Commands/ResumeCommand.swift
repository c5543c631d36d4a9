import Foundation
import RecallDomain
import ScriptEngine

/// `resume [N]`: back to a call that was parked or died. One's own comes first; a colleague's can
/// be taken over, which leaves a trace.
extension ConsoleCommand {
  static var resume: ConsoleCommand {
    ConsoleCommand { console, argument throws(StoreFailure) in
      let desk = console.desk
      let calls = try desk.store.callsNeedingOutcome(for: desk.caller.id, at: desk.now)
      guard !calls.isEmpty else {
        desk.tell("resume.none")
        return .goOn
      }
      guard let call = try console.choose(argument, among: calls) else { return .goOn }
      return try console.takeUp(call)
    }
  }
}

extension Console {
  /// A number, the ID of its recall, or the only call of one's own; otherwise the calls are listed.
  fileprivate func choose(
    _ argument: String, among calls: [UnfinishedCall]
  ) throws(StoreFailure) -> UnfinishedCall? {
    if let call = calls.picked(argument) { return call }
    if let call = calls.first(where: { $0.recall.rawValue == argument }) { return call }
    let own = calls.filter { $0.caller == desk.caller.id }
    // One that broke off comes before everything else: nothing can be begun until it has an outcome.
    if argument.isEmpty, let first = own.first(where: { !$0.parked }) ?? own.first,
      own.count == 1 || !first.parked
    {
      return first
    }
    try desk.store.leaveTrace(
      of: .listRead, by: desk.caller.id, subject: "resume", showing: calls.map(\.patient),
      at: desk.now)
    desk.tell("resume.choose")
    let rows = calls.enumerated().map { index, call in
      [
        "  \(index + 1)", desk.dates.dayAndTime(call.started, in: desk.clinicZone),
        TerminalText.clean(call.patientName), TerminalText.clean(call.caller),
        call.caller == desk.caller.id
          ? desk.say(call.parked ? "resume.parked" : "resume.died") : desk.say("resume.take-over"),
      ]
    }
    screen.write(Table.lines(rows, width: screen.width - 1))
    return nil
  }

  fileprivate func takeUp(_ call: UnfinishedCall) throws(StoreFailure) -> AfterCommand {
    let takenUp = try desk.store.takeUp(
      call.call, by: desk.caller.id, at: desk.now, lease: Desk.lease,
      takeOver: call.caller != desk.caller.id)
    switch try desk.keptScript(takenUp.beginning.edition) {
    case .edition(let kept):
      guard let call = CallDesk(desk: desk, takenUp: takenUp, edition: kept) else { break }
      screen.clear()
      return try after(call) { () throws(StoreFailure) in try call.resume() }
    case .notApproved(let kept):
      guard let call = CallDesk(desk: desk, takenUp: takenUp, edition: kept) else { break }
      let mayApprove = desk.caller.may(.approveScripts)
      screen.problem(
        desk.say(mayApprove ? "resume.not-approved-lead" : "resume.not-approved"))
      return try after(call) { () throws(StoreFailure) in try call.finishWithoutScript() }
    case .unreadable: break
    }
    try desk.letGo(takenUp)
    screen.problem(desk.say("resume.unreadable"))
    return .goOn
  }
}
