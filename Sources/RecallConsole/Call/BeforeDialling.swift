import Foundation
import RecallDomain
import ScriptEngine

/// Lines at `dial` and `dialled`, where the call has not begun: leaving gives the patient back, and
/// there is nothing yet to say, undo or end.
extension CallDesk {
  enum BeforeTheCall {
    case text(String)
    case again
    case end(CallEnd)
  }

  func line(
    at prompt: String, words: [String], arguments: [String: [String]] = [:]
  ) throws(StoreFailure) -> BeforeTheCall {
    let request = request(
      prompt, values: true, erases: false, words: words, arguments: arguments)
    switch desk.input.read(request) {
    case .line(let line): return try read(line.trimmed, at: prompt)
    case .endOfInput: return .end(try giveBack("", quits: !screen.isTerminal))
    case .interrupt: return .again
    case .terminated(let signal): return .end(.stopped(signal))
    }
  }

  private func read(_ line: String, at prompt: String) throws(StoreFailure) -> BeforeTheCall {
    if line == "?" {
      help(at: prompt)
      return .again
    }
    if line == "!" { return refused() }
    guard line.hasPrefix("/") else { return .text(line) }
    guard case .command(let command, let argument) = CommandReading.read(line, desk.typed) else {
      return refused()
    }
    switch command {
    case .back, .park: return .end(try giveBack("", quits: false))
    case .quit: return .end(try giveBack("", quits: true))
    case .card, .history, .why, .changes, .console, .help:
      if case .redraw = try perform(command, argument, at: prompt) {
        showCard()
      }
      return .again
    case .contact where argument.trimmed.isEmpty:
      _ = try perform(command, argument, at: prompt)
      return .again
    case .interpreter:
      expectInterpreter(argument)
      return .again
    case .locale where argument.trimmed.isEmpty:
      screen.aside(desk.say("dial.locale-later"))
      return .again
    case .say, .both, .locale, .note, .stumble, .contact, .end: return refused()
    }
  }

  private func refused() -> BeforeTheCall {
    screen.problem(desk.say("dial.not-begun"))
    return .again
  }

  /// The attempt begins: it and its number are durable before the first words are shown. `nil` when
  /// it has; a number that a colleague is dialling is said.
  ///
  /// - Parameter wasDialled: the number was dialled already, or they called us: then nothing that
  ///   has changed meanwhile can keep the call from being recorded.
  func begin(
    _ direction: CallDirection, wasDialled: Bool = false
  ) throws(StoreFailure) -> CallEnd? {
    let now = desk.now
    let call = CallID(UUID().uuidString.lowercased())
    let start = try start(call, direction)
    var begun = CallRun(edition: edition)
    guard let effects = try? begun.handle(.began(start), at: now) else {
      screen.problem(desk.say("refusal.not-here"))
      return try giveBack("script", quits: false)
    }
    let attempt = desk.worklist.item(candidate, at: now).attempt
    var effort = CallWrites(
      call: self, id: call, run: begun, items: [:], setAside: [], now: now)
    let writes = effort.all(of: effects, seq: ticket.lastSeq + 1)
    // Of one reading of the clock: at midnight another would say another day.
    let local = LocalTime(now, in: zone)
    let beginning = CallBeginning(
      call: call, number: number, direction: direction, attempt: attempt, edition: compiled.hash,
      localDate: local.date, partOfDay: .callingSlot(local.time),
      entry: Journal.entry(.began(start), seq: ticket.lastSeq + 1, at: now), writes: writes)
    let compiled = compiled
    let judge = wasDialled || direction == .inbound ? nil : terms.judge(desk, at: now)
    do {
      let answer =
        if let judge {
          try begin(beginning, compiled, judge)
        } else { try takeDown(beginning, compiled) }
      switch answer {
      case .begun(let begun): ticket = begun
      case .notNow(let reason, let until):
        desk.tell(
          "dial.not-now", ["why": WhyWords(desk: desk).exclusion(reason, until: until, there: zone)]
        )
        return .givenBack(quits: false)
      }
    } catch .taken(.number) {
      screen.problem(desk.say("store.taken.number"))
      return nil
    }
    run = begun
    otherEnd?.begin()
    items = effort.items
    beganAs = attempt
    try noteOverride()
    return nil
  }

  /// Nothing is dialled that the store has not looked at: where it is away, the number waits.
  private func begin(
    _ beginning: CallBeginning, _ compiled: CompiledEdition,
    _ judge: (Candidate) -> Callability
  ) throws(StoreFailure) -> BegunCall {
    try keeping { () throws(StoreFailure) in
      try expectStore()
      try desk.store.saveEdition(hash: compiled.hash, compiled: compiled.data)
      return try desk.store.beginCall(
        beginning, under: ticket, at: beginning.entry.at, judge: judge)
    }
  }

  /// The patient is on the line already: the call is taken down, with the store or without.
  private func takeDown(
    _ beginning: CallBeginning, _ compiled: CompiledEdition
  ) throws(StoreFailure) -> BegunCall {
    let isFirst = !desk.outage.isOn
    let write = { [desk] (before: ClaimTicket) throws(StoreFailure) -> ClaimTicket in
      try desk.store.saveEdition(hash: compiled.hash, compiled: compiled.data)
      return try desk.store.beginCall(beginning, under: before, at: beginning.entry.at)
    }
    if isFirst {
      _ = try keep(.begin(beginning, compiled: compiled.data), write)
      return .begun(ticket)
    }
    return .begun(
      try keeping { () throws(StoreFailure) in
        try expectStore()
        return try write(ticket)
      })
  }

  /// A limit set aside is part of the call's record from its first line on; a call that died before
  /// it was has it when it is taken up again.
  func noteOverride() throws(StoreFailure) {
    guard case .overriding(let why) = terms,
      !run.remarks.contains(where: { $0.contains(why) })
    else { return }
    let verdict = desk.rulesOfChoice.judge(
      beforeThisCall, at: run.began ?? desk.now, caller: desk.caller,
      scripts: desk.shelf.segments)
    guard case .excluded(let reason, _) = verdict else { return }
    let words = desk.documentationPhrases
    let limit = words.text("excluded.\(reason.rawValue)")
    _ = try record(
      .remark(words.text("note.override", ["limit": limit, "reason": why])))
  }

  /// The entry as it was when the number was about to be dialled.
  private var beforeThisCall: Candidate {
    var before = ticket.call.map(candidate.beforeCall) ?? candidate
    (before.heldBy, before.unfinishedBy) = (nil, nil)
    return before
  }
}
