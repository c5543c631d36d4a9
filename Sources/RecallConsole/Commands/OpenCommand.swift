import Foundation
import RecallDomain

/// `open ID [inbound]`: this very entry, under the same rules as `next`; for somebody who calls us
/// the rules of when to call do not matter.
extension ConsoleCommand {
  static var open: ConsoleCommand {
    ConsoleCommand { console, argument throws(StoreFailure) in
      let desk = console.desk
      let words = argument.split(separator: " ").map(String.init)
      guard let id = words.first else {
        desk.screen.problem(desk.say("open.needs-id"))
        return .goOn
      }
      let inbound = words.count > 1 && "inbound".hasPrefix(Folded.text(words[1]))
      desk.lookForNewScripts()
      let now = desk.now
      let answer = try desk.store.claim(
        RecallID(id), by: desk.caller.id, at: now, lease: Desk.lease,
        judge: inbound ? InboundRules(desk).judge : desk.judge(at: now))
      var asked: String?
      if case .refused(.noScript, _) = answer {
        asked = try desk.store.candidate(RecallID(id))?.entry.segment
      }
      return try console.take(answer, inbound: inbound, asked: asked)
    }
  }
}

/// A patient who calls us may be spoken with at any hour, however often we have called.
struct InboundRules {
  let desk: Desk

  init(_ desk: Desk) { self.desk = desk }

  func judge(_ candidate: Candidate) -> Callability {
    if candidate.patient.deceased { return .excluded(.deceased, until: nil) }
    if candidate.unfinishedBy != nil { return .excluded(.needsOutcome, until: nil) }
    if candidate.heldBy != nil { return .excluded(.claimed, until: nil) }
    guard desk.shelf.editions[candidate.entry.segment] != nil else {
      return .excluded(.noScript, until: nil)
    }
    let numbers = candidate.patient.phones.sorted { $0.rank < $1.rank }
    guard let number = (numbers.first { $0.status == .good } ?? numbers.first)?.number else {
      return .excluded(.noNumber, until: nil)
    }
    return .callable(number: number)
  }
}
