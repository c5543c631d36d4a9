import Foundation
import RecallDomain

/// One act on one item: asks for words at a prompt of its own, so that none stands in the history or in
/// an argument, and says what became of it.
struct InboxActing {
  let room: InboxRoom
  let entry: InboxItem

  private var desk: Desk { room.desk }
  private var item: QueueItem { entry.item }

  func act(_ verb: InboxVerb, _ rest: String) throws(StoreFailure) -> InboxRoom.Outcome {
    switch verb {
    case .take: return try perform(.take)
    case .giveBack: return try perform(.giveBack)
    case .answer: return try holding { () throws(StoreFailure) in try answer() }
    case .done:
      return try holding { () throws(StoreFailure) in
        try withWords("done") { .answer(.handled, words: $0) }
      }
    case .close:
      return try holding { () throws(StoreFailure) in
        try withWords("close") { .close(words: $0) }
      }
    case .note: return try withWords("note") { .note(words: $0) }
    case .hand: return try hand(to: rest)
    case .show, .overdue: return .shown
    }
  }

  /// Before words are asked for it is taken, so that no colleague answers the same meanwhile; who types
  /// none has it no longer than before.
  private func holding(
    _ body: () throws(StoreFailure) -> InboxRoom.Outcome
  ) throws(StoreFailure) -> InboxRoom.Outcome {
    let isTaken: Bool
    if item.state == .open {
      let taken = try doing(.take)
      if case .refused(let why, let item) = taken { return room.refused(why, item) }
      isTaken = true
    } else {
      if case .refused(let why) = room.duty.step(item, .answer(.handled, words: "-")) {
        return room.refused(why, item)
      }
      isTaken = false
    }
    let outcome = try body()
    switch outcome {
    case .left, .stopped, .refused:
      if isTaken { _ = try doing(.giveBack) }
    default: break
    }
    return outcome
  }

  private func answer() throws(StoreFailure) -> InboxRoom.Outcome {
    switch ask("answer", hint: desk.say("inbox.ask.answer"), asked: true) {
    case .left(let outcome): return outcome
    case .words(let words):
      let verdicts = QueueVerdict.allCases
      for (index, verdict) in verdicts.enumerated() {
        desk.screen.write("    \(index + 1) \(desk.say("inbox.then.\(verdict.rawValue)"))")
      }
      while true {
        switch ask("then", hint: nil, asked: false, mayBeEmpty: true) {
        case .left(let outcome): return outcome
        case .words(let typed):
          if let verdict = verdict(typed) {
            return try perform(.answer(verdict, words: words))
          }
          desk.screen.problem(desk.say("inbox.then.not-understood"))
        }
      }
    }
  }

  /// An empty line is the usual one: the patient is called again, and hears it.
  private func verdict(_ typed: String) -> QueueVerdict? {
    let all = QueueVerdict.allCases
    if typed.isEmpty { return .callAgain }
    if let number = Int(typed) { return all.indices.contains(number - 1) ? all[number - 1] : nil }
    return NameReader(all, "then", desk.typed).one(typed)
  }

  private func hand(to typed: String) throws(StoreFailure) -> InboxRoom.Outcome {
    guard let queue = room.queue(typed) else {
      desk.screen.problem(desk.say("inbox.hand-where", ["names": room.queueNames]))
      return .notUnderstood
    }
    if case .refused(let why) = room.duty.step(item, .handOn(to: queue, words: nil)) {
      return room.refused(why, item)
    }
    switch ask("hand", hint: desk.say("inbox.ask.hand"), asked: true, mayBeEmpty: true) {
    case .left(let outcome): return outcome
    case .words(let words):
      return try perform(.handOn(to: queue, words: words.isEmpty ? nil : words))
    }
  }

  private func withWords(
    _ prompt: String, _ act: (String) -> QueueAct
  ) throws(StoreFailure) -> InboxRoom.Outcome {
    switch ask(prompt, hint: desk.say("inbox.ask.\(prompt)"), asked: true) {
    case .left(let outcome): return outcome
    case .words(let words): return try perform(act(words))
    }
  }

  // MARK: Asking

  private enum Asked {
    case words(String)
    case left(InboxRoom.Outcome)
  }

  private func ask(
    _ prompt: String, hint: String?, asked: Bool, mayBeEmpty: Bool = false
  ) -> Asked {
    if asked, let question = item.question {
      desk.screen.paragraph(InboxWords(desk: desk).quoted(question), indent: 4)
    }
    if let hint { desk.screen.aside(hint) }
    switch desk.input.read(PromptRequest(name: prompt, discardsTypeahead: asked)) {
    case .line(let line):
      let words = TerminalText.clean(line.trimmed)
      if words.isEmpty, !mayBeEmpty {
        desk.tell("inbox.left")
        return .left(.left)
      }
      return .words(words)
    case .endOfInput, .interrupt:
      desk.tell("inbox.left")
      return .left(.left)
    case .terminated(let signal): return .left(.stopped(signal))
    }
  }

  // MARK: Doing

  private func doing(_ act: QueueAct) throws(StoreFailure) -> QueueDone {
    let doing = QueueDoing(key: UUID().uuidString.lowercased(), item: item.id, act: act)
    return try desk.store.act(doing, under: room.rules, at: desk.now)
  }

  private func perform(_ act: QueueAct) throws(StoreFailure) -> InboxRoom.Outcome {
    switch try doing(act) {
    case .refused(let why, let item): return room.refused(why, item)
    case .done(let item):
      try tell(act, item)
      return .done(item)
    }
  }

  private func tell(_ act: QueueAct, _ item: QueueItem) throws(StoreFailure) {
    let words = InboxWords(desk: desk)
    let name = TerminalText.clean(entry.candidate.patient.fullName)
    switch act {
    case .take: desk.tell("inbox.told.take", ["due": words.promise(item) ?? ""])
    case .giveBack: desk.tell("inbox.told.give-back")
    case .handOn(let queue, _):
      desk.tell(
        "inbox.told.hand",
        ["queue": desk.label("queue.\(queue.rawValue)"), "due": words.promise(item) ?? ""])
    case .answer(.callAgain, _): try tellWhatFollows(name)
    case .answer(.close, _), .answer(.handled, _), .close: try tellWhatFollows(name)
    case .note: desk.tell("inbox.told.note")
    }
  }

  /// How the recall stands now that the team has answered.
  private func tellWhatFollows(_ name: String) throws(StoreFailure) {
    guard let candidate = try desk.store.candidate(item.recall) else { return }
    let key: String
    switch candidate.entry.state {
    case .closed: key = "inbox.follows.closed"
    case .scheduled: key = "inbox.follows.scheduled"
    case .review: key = "inbox.follows.review"
    case .open where candidate.heldBy != nil || candidate.unfinishedBy != nil:
      key = "inbox.follows.in-call"
    case .open where candidate.items.contains(where: \.isWaiting): key = "inbox.follows.waits"
    case .open: key = "inbox.follows.\(candidate.entry.nextAction.rawValue)"
    }
    let at = candidate.entry.nextAt.map { Moments(desk: desk).text(max($0, desk.now)) } ?? ""
    desk.tell(key, ["name": name, "time": at])
  }
}
