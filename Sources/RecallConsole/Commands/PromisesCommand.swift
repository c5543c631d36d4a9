import Foundation
import RecallDomain

/// `promises`: calls I have promised, and answers that have come back to my patients.
extension ConsoleCommand {
  static var promises: ConsoleCommand {
    ConsoleCommand { console, _ throws(StoreFailure) in
      let desk = console.desk
      var callbacks: [(Date, [String])] = []
      var answers: [[String]] = []
      try EntryScan(desk: desk).each(segment: nil) { candidate in
        let view = PromiseView(desk: desk, candidate: candidate)
        if let callback = view.callback { callbacks.append(callback) }
        answers += view.answers
      }
      let rows = callbacks.sorted { $0.0 < $1.0 }.map(\.1) + answers
      guard !rows.isEmpty else {
        desk.tell("promises.none")
        return .goOn
      }
      desk.screen.write(Table.lines(rows, width: desk.screen.width - 1))
      return .goOn
    }
  }
}

/// What one entry owes its patient, as far as it is mine.
private struct PromiseView {
  let desk: Desk
  let candidate: Candidate

  private var name: String { TerminalText.clean(candidate.patient.fullName) }
  private var isMine: Bool {
    candidate.entry.owner == desk.caller.id || candidate.attempts.last?.caller == desk.caller.id
  }

  var callback: (Date, [String])? {
    guard isMine, let window = candidate.entry.callback else { return nil }
    let time = FieldWords(desk: desk).window(window)
    let row = ["  " + candidate.entry.id.rawValue, name, desk.say("promises.call", ["time": time])]
    return (candidate.entry.nextAt ?? .distantFuture, row)
  }

  var answers: [[String]] {
    guard isMine else { return [] }
    return candidate.items.filter { $0.state == .answered }.map { item in
      let queue = desk.label("queue.\(item.queue.rawValue)")
      let text = desk.say("promises.answer", ["queue": queue, "answer": item.note ?? ""])
      return ["  " + candidate.entry.id.rawValue, name, text]
    }
  }
}
