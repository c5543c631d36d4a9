import Foundation
import RecallDomain

/// One act on one item: names the patient and shows the question, asks for words at a prompt of its own,
/// so that none stands in the history or in an argument, and says what became of it.
struct InboxActing {
  let room: InboxRoom
  let entry: InboxItem

  private var desk: Desk { room.desk }
  private var item: QueueItem { entry.item }

  func act(_ verb: InboxVerb, _ rest: String) throws(StoreFailure) -> InboxRoom.Outcome {
    if entry.candidate.asksAboutDeath(item), verb == .answer || verb == .done || verb == .close {
      return try holding { () throws(StoreFailure) in try tellFinding() }
    }
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
    guard item.state == .open else {
      if case .refused(let why) = room.duty.step(item, .answer(.handled, words: "-")) {
        return room.refused(why, item)
      }
      return try body()
    }
    let now = desk.now
    let held: QueueItem
    switch try doing(.take, at: now) {
    case .refused(let why, let item): return room.refused(why, item)
    case .done(let item): held = item
    }
    let isForThis = held.takenAt.map { abs($0.timeIntervalSince(now)) < 0.001 } ?? false
    do {
      let outcome = try body()
      switch outcome {
      case .left, .stopped, .refused, .notUnderstood: if isForThis { giveBack(held) }
      default: break
      }
      return outcome
    } catch {
      if isForThis { giveBack(held) }
      throw error
    }
  }

  /// Only what was taken for this act and is still held by it: a colleague may have it by now.
  private func giveBack(_ held: QueueItem) {
    let query = InboxQuery(by: desk.caller.id, id: held.id)
    guard let now = (try? desk.store.inbox(query, at: desk.now))?.first?.item,
      now.state == .taken, now.takenBy == desk.caller.id, now.takenAt == held.takenAt
    else { return }
    _ = try? doing(.giveBack, at: desk.now)
  }

  private func answer() throws(StoreFailure) -> InboxRoom.Outcome {
    switch ask("answer", hint: desk.say("inbox.ask.answer")) {
    case .left(let outcome): return outcome
    case .words(let words): return try answer(words)
    }
  }

  /// What follows from it. Where the input ends, the usual one does, unless something else was meant.
  private func answer(_ words: String) throws(StoreFailure) -> InboxRoom.Outcome {
    showVerdicts()
    var isUnclear = false
    while true {
      switch desk.input.read(PromptRequest(name: "then", discardsTypeahead: false)) {
      case .line(let line):
        if let verdict = verdict(TerminalText.clean(line.trimmed)) {
          return try perform(.answer(verdict, words: words))
        }
        isUnclear = true
        desk.screen.problem(desk.say("inbox.then.not-understood"))
      case .endOfInput where !isUnclear: return try perform(.answer(.callAgain, words: words))
      case .endOfInput:
        tellNotSent(words)
        return .notUnderstood
      case .interrupt:
        tellNotSent(words)
        return .left
      case .terminated(let signal): return .stopped(signal)
      }
    }
  }

  /// Whether the patient has died is answered by no bare Enter: one of the two has to be said.
  private func tellFinding() throws(StoreFailure) -> InboxRoom.Outcome {
    switch ask("answer", hint: desk.say("inbox.ask.death")) {
    case .left(let outcome): return outcome
    case .words(let words): return try tellFinding(words)
    }
  }

  private func tellFinding(_ words: String) throws(StoreFailure) -> InboxRoom.Outcome {
    for (index, finding) in DeathFinding.allCases.enumerated() {
      desk.screen.write("    \(index + 1) \(desk.say("inbox.death.\(finding.rawValue)"))")
    }
    while true {
      switch desk.input.read(PromptRequest(name: "death", discardsTypeahead: true)) {
      case .line(let line):
        let typed = TerminalText.clean(line.trimmed)
        if let found = choice(DeathFinding.allCases, "death", typed) {
          return try perform(.answer(found.verdict, words: words))
        }
        desk.screen.problem(desk.say("inbox.death.not-understood"))
      case .endOfInput:
        tellNotSent(words)
        return .notUnderstood
      case .interrupt:
        tellNotSent(words)
        return .left
      case .terminated(let signal): return .stopped(signal)
      }
    }
  }

  private func showVerdicts() {
    for (index, verdict) in QueueVerdict.allCases.enumerated() {
      let key = verdict == .callAgain && mayNotBeCalled ? "call-again-none" : verdict.rawValue
      desk.screen.write("    \(index + 1) \(desk.say("inbox.then.\(key)"))")
    }
  }

  /// No call can follow: it is booked, has ended, or the patient wants none, has died or has left.
  private var mayNotBeCalled: Bool {
    let candidate = entry.candidate
    return candidate.entry.state == .scheduled || candidate.entry.state == .closed
      || candidate.patient.permissions.doNotContact || candidate.patient.deceased
      || candidate.patient.inactive
  }

  /// An empty line is the usual one: the patient is called again, and hears it.
  private func verdict(_ typed: String) -> QueueVerdict? {
    typed.isEmpty ? .callAgain : choice(QueueVerdict.allCases, "then", typed)
  }

  /// One of what stands on the screen, by its number or its word.
  private func choice<Name: RawRepresentable<String>>(
    _ all: [Name], _ kind: String, _ typed: String
  ) -> Name? {
    if let number = Pick.number(typed) { return all.picked(number) }
    return NameReader(all, kind, desk.typed) {
      desk.inEveryLanguage("inbox.\(kind).\($0.rawValue)")
    }.one(typed)
  }

  private var whereTo: String { desk.say("inbox.hand-where", ["names": room.queueNames]) }

  private func hand(to typed: String) throws(StoreFailure) -> InboxRoom.Outcome {
    guard let queue = room.queue(typed) else {
      desk.screen.problem(room.didYouMean(typed, room.nearQueue(typed)) ?? whereTo)
      return .notUnderstood
    }
    if case .refused(let why) = room.duty.step(item, .handOn(to: queue, words: nil)) {
      return room.refused(why, item)
    }
    switch ask("hand", hint: desk.say("inbox.ask.hand"), mayBeEmpty: true) {
    case .left(let outcome): return outcome
    case .words(let words):
      return try perform(.handOn(to: queue, words: words.isEmpty ? nil : words))
    }
  }

  private func withWords(
    _ prompt: String, _ act: (String) -> QueueAct
  ) throws(StoreFailure) -> InboxRoom.Outcome {
    switch ask(prompt, hint: desk.say("inbox.ask.\(prompt)")) {
    case .left(let outcome): return outcome
    case .words(let words): return try perform(act(words))
    }
  }

  // MARK: Asking

  private enum Asked {
    case words(String)
    case left(InboxRoom.Outcome)
  }

  /// Whom it is about, and what was asked, stand above every prompt.
  private func ask(_ prompt: String, hint: String, mayBeEmpty: Bool = false) -> Asked {
    desk.screen.write("    " + name)
    if let question = item.question {
      desk.screen.paragraph(InboxWords(desk: desk).quoted(question), indent: 4)
    }
    desk.screen.aside(hint)
    switch desk.input.read(PromptRequest(name: prompt, discardsTypeahead: true)) {
    case .line(let line):
      let words = TerminalText.clean(line.trimmed)
      if !TerminalText.says(words), !mayBeEmpty {
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

  private var name: String { TerminalText.clean(entry.candidate.patient.fullName) }

  // MARK: Doing

  private func doing(_ act: QueueAct, at now: Date) throws(StoreFailure) -> QueueDone {
    let doing = QueueDoing(
      key: UUID().uuidString.lowercased(), item: item.id, act: act, shown: item)
    return try desk.keeping { () throws(StoreFailure) in
      try desk.store.act(doing, under: room.rules, at: now)
    }
  }

  /// What was typed is never lost in silence: where it was not kept it stands on the screen again.
  private func perform(_ act: QueueAct) throws(StoreFailure) -> InboxRoom.Outcome {
    let done: QueueDone
    do {
      done = try doing(act, at: desk.now)
    } catch {
      if let words = act.words { tellNotSent(words) }
      throw error
    }
    switch done {
    case .refused(let why, let item):
      let outcome = room.refused(why, item)
      if why == .changed, let question = item.question {
        desk.screen.paragraph(InboxWords(desk: desk).quoted(question), indent: 4)
      }
      if let words = act.words { tellNotSent(words) }
      return outcome
    case .done(let item):
      try InboxTelling(room: room, entry: entry).tell(act, item)
      return .done(item)
    }
  }

  private func tellNotSent(_ words: String) {
    desk.screen.problem(desk.say("inbox.not-sent", ["words": words]))
  }
}
