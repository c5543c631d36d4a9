import Foundation
import RecallDomain

/// `promises`: calls I have promised, and answers that have come back to my patients.
extension ConsoleCommand {
  static var promises: ConsoleCommand {
    ConsoleCommand { console, _ throws(StoreFailure) in
      let desk = console.desk
      let owing = try console.owing().map { PromiseView(desk: desk, candidate: $0) }
      let callbacks = owing.compactMap(\.callback).sorted { $0.0 < $1.0 }
      let asked = try console.asked()
      let rows = callbacks.map(\.1) + owing.flatMap(\.answers) + asked.rows
      guard !rows.isEmpty else {
        desk.tell("promises.none")
        return .goOn
      }
      let shown = owing.filter(\.isShown).map(\.candidate.patient.id) + asked.patients
      try desk.store.leaveTrace(
        of: .listRead, by: desk.caller.id, subject: "promises", showing: shown, at: desk.now)
      console.writeWrapped(rows)
      return .goOn
    }
  }
}

extension Console {
  /// As a table, but for the last cell, which is never cut: an answer is read to its end.
  fileprivate func writeWrapped(_ rows: [[String]]) {
    let heads = rows.map { Array($0.dropLast()) + [""] }
    for (head, row) in zip(Table.lines(heads, width: desk.screen.width - 1), rows) {
      let indent = String(repeating: " ", count: min(TerminalText.width(head), 40))
      let lines = TerminalText.wrap(
        row.last ?? "", width: desk.screen.width - 1, indent: indent)
      for (index, line) in lines.enumerated() {
        desk.screen.write(index == 0 ? head + line.dropFirst(indent.count) : line)
      }
    }
  }

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

  /// It has a line in the list.
  var isShown: Bool { callback != nil || !answers.isEmpty }
  private var name: String { TerminalText.clean(candidate.patient.fullName) }
  var isMine: Bool {
    candidate.entry.owner == desk.caller.id || candidate.attempts.last?.caller == desk.caller.id
  }

  var callback: (Date, [String])? {
    guard let window = candidate.entry.callback else { return nil }
    // A recall that its team has comes back to the list with the answer; the time was promised all
    // the same.
    let isReviewed = candidate.entry.state == .review
    let at = isReviewed ? begin(of: window) : candidate.entry.nextAt
    let time = FieldWords(desk: desk).window(window)
    let row = ["  " + candidate.entry.id.rawValue, name, desk.say("promises.call", ["time": time])]
    return (at ?? .distantFuture, row)
  }

  private func begin(of window: CallbackWindow) -> Date? {
    var time = TimeOfDay(minutes: 0)!
    if case .time(let exact) = window.moment { time = exact }
    return LocalTime(date: window.date, time: time).instant(in: desk.clinicZone)
  }

  /// Who answered, when, and what to say next.
  var answers: [[String]] {
    let words = InboxWords(desk: desk)
    return candidate.items.filter(\.isToBeTold).map { item in
      let text =
        item.answer.map { answer in
          desk.say(
            "card.answered",
            [
              "queue": words.queue(item.queue), "who": words.person(answer.by),
              "time": words.moment(answer.at), "words": answer.words,
            ])
        } ?? desk.say("promises.answer", ["queue": words.queue(item.queue), "answer": ""])
      return ["  " + candidate.entry.id.rawValue, name, text]
    }
  }
}

extension Console {
  /// What my calls have asked and no team has answered yet, with what was promised.
  fileprivate func asked() throws(StoreFailure) -> (rows: [[String]], patients: [PatientID]) {
    let query = InboxQuery(by: desk.caller.id, queues: [], askedBy: desk.caller.id)
    let words = InboxWords(desk: desk)
    let waiting = try desk.store.inbox(query, at: desk.now).filter(\.item.isWaiting)
    let rows = waiting.map { entry in
      let item = entry.item
      let key = item.isOverdue(at: desk.now) ? "promises.asked-overdue" : "promises.asked"
      let text = desk.say(
        key, ["queue": words.queue(item.queue), "time": words.promise(item) ?? ""])
      return [
        "  " + item.recall.rawValue, TerminalText.clean(entry.candidate.patient.fullName), text,
      ]
    }
    return (rows, waiting.map(\.candidate.patient.id))
  }
}
