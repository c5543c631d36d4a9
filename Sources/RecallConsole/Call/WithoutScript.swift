import Foundation
import RecallDomain
import ScriptEngine

/// A call that kept a script which is not read out here: not approved, or of a newer program. Never is
/// a word of it shown, and never does the call keep whoever has it from the next patient.
extension CallDesk {
  /// Journals the taking up; then `park`, or `end OUTCOME` and `save`, until one of them is given.
  func finishWithoutScript() throws(StoreFailure) -> CallEnd {
    if let refusal = try attempt(.takenUp(by: desk.caller.id, try permits())) {
      screen.problem(RefusalText(desk: desk).text(for: refusal))
      return .parked(quits: false)
    }
    while true {
      let step: Step
      switch run.prompt {
      case .over: return .saved
      case .save:
        try presentChoices()
        step = try save()
      case .hear, .identifier, .person, .ask, .book, .leave:
        step = try askHowToLeave("resume.without-script")
      }
      if case .left(let end) = step { return end }
    }
  }
}

extension Desk {
  /// Left as it was found, for a program that can read it; its caller is free.
  func letGo(_ takenUp: TakenUp) throws(StoreFailure) {
    let (now, seq) = (self.now, takenUp.ticket.lastSeq)
    let permits = CallPermits(voicemail: false, withPerson: false, message: nil, triesToday: 0)
    let event = CallEvent.takenUp(by: caller.id, permits)
    let ticket = try store.append(
      Journal.entry(event, seq: seq + 1, at: now), effects: [], under: takenUp.ticket, at: now)
    try store.park(Journal.entry(.parked, seq: seq + 2, at: now), under: ticket, at: now)
  }
}
