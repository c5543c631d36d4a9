import Foundation
import RecallDomain

/// `inbox [QUEUE]`: open items with what was asked and by when it is due.
extension ConsoleCommand {
  static var inbox: ConsoleCommand {
    ConsoleCommand { console, argument throws(StoreFailure) in
      let desk = console.desk
      let typed = Folded.text(argument)
      let reader = NameReader(QueueName.allCases, "queue", desk.typed) {
        desk.labelInEveryLanguage("queue.\($0.rawValue)")
      }
      let queue = reader.one(typed)
      guard typed.isEmpty || queue != nil else {
        let names = QueueName.allCases.map {
          desk.showsNames ? $0.rawValue : desk.label("queue.\($0.rawValue)")
        }.joined(separator: ", ")
        desk.screen.problem(desk.say("inbox.no-such-queue", ["names": names]))
        return .goOn
      }
      let items = try desk.store.queueItems(queue).filter {
        $0.state == .open || $0.state == .taken
      }
      guard !items.isEmpty else {
        desk.tell("inbox.empty")
        return .goOn
      }
      for item in items { InboxView(desk: desk, item: item).show() }
      return .goOn
    }
  }
}

private struct InboxView {
  let desk: Desk
  let item: QueueItem

  func show() {
    let urgent = item.urgent ? desk.say("inbox.urgent") : nil
    let due = item.due.map {
      desk.say("inbox.due", ["time": desk.dates.dayAndTime($0, in: desk.clinicZone)])
    }
    let verified = desk.say(item.verified ? "inbox.verified" : "inbox.not-verified")
    let owner = item.owner.map { TerminalText.clean($0) }
    let facts = [urgent, due, owner, verified, item.recall.rawValue].compactMap { $0 }
    desk.screen.field(desk.label("queue.\(item.queue.rawValue)"), facts.joined(separator: " · "))
    if let question = item.question { desk.screen.field("", TerminalText.clean(question)) }
  }
}
