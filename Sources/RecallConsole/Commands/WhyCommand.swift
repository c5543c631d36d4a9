import Foundation
import RecallDomain

/// `why ID`: a patient's place in the list, or what keeps them out of it and until when.
extension ConsoleCommand {
  static var why: ConsoleCommand {
    ConsoleCommand { console, argument throws(StoreFailure) in
      let desk = console.desk
      guard !argument.isEmpty else {
        desk.screen.problem(desk.say("open.needs-id"))
        return .goOn
      }
      guard let candidate = try desk.store.candidate(RecallID(argument)) else {
        desk.screen.problem(desk.say("store.not-found"))
        return .goOn
      }
      let item = desk.worklist.item(candidate, at: desk.now)
      desk.screen.field(TerminalText.clean(item.name), WhyLine(desk: desk).text(item))
      return .goOn
    }
  }
}

/// One sentence on one entry.
struct WhyLine {
  let desk: Desk

  func text(_ item: WorklistItem) -> String {
    guard let excluded = item.excluded else {
      return desk.say("why.callable", ["why": WhyWords(desk: desk).sentence(item)])
    }
    return WhyWords(desk: desk).exclusion(excluded, until: item.callableFrom)
  }
}
