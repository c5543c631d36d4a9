import Foundation
import RecallDomain

/// `promises`: calls I have promised, and answers that have come back to my patients.
extension ConsoleCommand {
  static var promises: ConsoleCommand {
    ConsoleCommand { console, _ throws(StoreFailure) in
      let desk = console.desk
      let owing = try console.owing().map { PromiseView(desk: desk, candidate: $0) }
      let callbacks = owing.compactMap(\.callback).sorted { $0.0 < $1.0 }
      let rows = callbacks.map(\.1) + owing.flatMap(\.answers)
      guard !rows.isEmpty else {
        desk.tell("promises.none")
        return .goOn
      }
      desk.screen.write(Table.lines(rows, width: desk.screen.width - 1))
      return .goOn
    }
  }
}

extension Console {
  /// Entries that owe their patient something and are this caller's.
  fileprivate func owing() throws(StoreFailure) -> [Candidate] {
    var owing: [Candidate] = []
    do {
      try desk.store.eachOwing { candidate in
        if PromiseView(desk: desk, candidate: candidate).isMine { owing.append(candidate) }
      }
    } catch let failure as StoreFailure {
      throw failure
    } catch {
      throw .failed(code: "read", act: "eachOwing")
    }
    return owing
  }
}

/// What one entry owes its patient, as far as it is mine.
private struct PromiseView {
  let desk: Desk
  let candidate: Candidate

  private var name: String { TerminalText.clean(candidate.patient.fullName) }
  var isMine: Bool {
    candidate.entry.owner == desk.caller.id || candidate.attempts.last?.caller == desk.caller.id
  }

  var callback: (Date, [String])? {
    guard let window = candidate.entry.callback else { return nil }
    let time = FieldWords(desk: desk).window(window)
    let row = ["  " + candidate.entry.id.rawValue, name, desk.say("promises.call", ["time": time])]
    return (candidate.entry.nextAt ?? .distantFuture, row)
  }

  var answers: [[String]] {
    candidate.items.filter { $0.state == .answered }.map { item in
      let queue = desk.label("queue.\(item.queue.rawValue)")
      let text = desk.say("promises.answer", ["queue": queue, "answer": item.note ?? ""])
      return ["  " + candidate.entry.id.rawValue, name, text]
    }
  }
}
