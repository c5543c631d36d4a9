import Foundation
import RecallDomain
import ScriptEngine

/// `last correct OUTCOME [DETAIL]`: another outcome in the place of the one that was saved. Its rules
/// hold as in `/end`: what it requires is asked, what needs an act cannot be claimed.
///
/// Always: the note stays as it was; an opt-out, an emergency and a death that were told stay in
/// force. Never: a recall that others have moved on since is moved under them.
struct NoteCorrecting {
  let desk: Desk
  let record: SavedCallRecord

  private var kept: KeptNote { record.kept }
  private var note: CallNote { record.kept.note }

  func correct(_ argument: String) throws(StoreFailure) -> AfterCommand {
    guard desk.policy.mayCorrect(note, by: desk.caller, at: desk.now) else {
      let isOwn = note.caller == desk.caller.id
      desk.screen.problem(desk.say(isOwn ? "last.too-late" : "last.not-yours"))
      desk.noteRefusal(of: .correctAnyNote)
      return .goOn
    }
    guard let ending = EndingReading(desk: desk, choicesKey: "last.choices").read(argument) else {
      return .goOn
    }
    guard let run = try unsavedRun() else {
      desk.screen.problem(desk.say("last.unreadable"))
      return .goOn
    }
    if let key = refusal(of: ending, run) {
      desk.screen.problem(desk.say(key, ["outcome": desk.label(kept.ending)]))
      return .goOn
    }
    return try ask(ending, run)
  }

  /// What is in force already is no mistake of an outcome.
  private func refusal(of ending: Ending, _ run: CallRun) -> String? {
    if ending == kept.ending { return "last.same" }
    if kept.ending.detail == .deceased { return "last.death-stands" }
    if run.appointment != nil || kept.ending.detail == .booked { return "last.appointment-stands" }
    return nil
  }

  private func unsavedRun() throws(StoreFailure) -> CallRun? {
    guard let data = try desk.store.edition(hash: record.edition),
      let edition = CompiledEdition.edition(from: data)
    else { return nil }
    var events: [TimedEvent] = []
    for entry in record.journal {
      guard let event = try? CallEvent(payload: entry.payload) else { return nil }
      events.append(TimedEvent(event, at: entry.at))
    }
    return try? CallRun(unsaving: events, edition: edition)
  }

  // MARK: What is asked

  private func ask(_ ending: Ending, _ run: CallRun) throws(StoreFailure) -> AfterCommand {
    let asker = FieldAsking(desk: desk, candidate: record.candidate, run: run)
    var given = earlier(than: run, needed: ending)
    for known in given { tellReused(known.field, known.value) }
    while true {
      let wanted: [CallField]
      switch outcome(ending, of: run, given) {
      case .success(let corrected):
        wanted = unasked(corrected)
        if wanted.isEmpty { return try reason(corrected) }
      case .failure(.outcomeNeeds(_, let fields)): wanted = fields
      case .failure(.outcomeNeedsGate(let wished)):
        desk.screen.problem(desk.say("last.needs-gate", ["outcome": desk.label(wished)]))
        return .goOn
      case .failure(.outcomeNeedsAct(let wished)):
        desk.screen.problem(desk.say("last.needs-act", ["outcome": desk.label(wished)]))
        return .goOn
      case .failure(let refusal):
        desk.screen.problem(RefusalText(desk: desk).text(for: refusal))
        return .goOn
      }
      guard let field = wanted.first, let value = asker.ask(field) else {
        desk.tell("last.nothing-changed")
        return asker.then
      }
      given.append((field, value))
    }
  }

  /// It goes into the note once more: so it is on the screen, not behind it.
  private func tellReused(_ field: CallField, _ value: FieldValue?) {
    let what = desk.say("note.field-name.\(field.rawValue)")
    guard let value else { return desk.tell("last.reused-none", ["what": what]) }
    let words = FieldWords(desk: desk).text(of: value)
    desk.tell("last.reused", ["what": what, "words": words])
  }

  private func outcome(
    _ ending: Ending, of run: CallRun, _ given: [(field: CallField, value: FieldValue?)]
  ) -> Result<CallRun, CallRefusal> {
    do { return .success(try run.corrected(to: ending, given: given, at: desk.now)) } catch {
      return .failure(error)
    }
  }

  /// What an earlier correction has asked, as far as this outcome needs it too.
  private func earlier(
    than run: CallRun, needed ending: Ending
  ) -> [(field: CallField, value: FieldValue?)] {
    let wanted = desk.policy.documentation.required(for: ending)
    return CallField.allCases.compactMap { field in
      let isNeeded =
        wanted.contains(field) || ending.requirements.contains(.asked(field))
        || ending.requirements.contains(.given(field))
      guard isNeeded, let value = kept.fields[field], run.fields[field] == nil else { return nil }
      return (field, value)
    }
  }

  /// What the clinic wants asked beyond what the outcome needs.
  private func unasked(_ run: CallRun) -> [CallField] {
    guard let ending = run.ending else { return [] }
    return desk.policy.documentation.required(for: ending).filter { run.fields[$0] == nil }
  }

  private func reason(_ run: CallRun) throws(StoreFailure) -> AfterCommand {
    let (words, then) = desk.typedWords(at: "reason", asking: "last.reason-hint")
    guard let words else {
      desk.tell("last.nothing-changed")
      return then
    }
    return try write(run, because: words)
  }

  // MARK: What is written

  private func write(_ run: CallRun, because words: String) throws(StoreFailure) -> AfterCommand {
    let now = desk.now
    let decision = CorrectedCall(desk: desk, kept: kept, run: run, reason: words, now: now)
    let answer = try desk.keeping(words, trying: "last.try-again") { () throws(StoreFailure) in
      try desk.store.correct(note.id, key: decision.key, at: now) {
        decision.correction($0, opened: $1)
      }
    }
    switch answer {
    case .refused(let obstacle):
      desk.screen.problem(desk.say("last.obstacle.\(obstacle.rawValue)"))
    case .corrected(let addition):
      endOtherRecalls(at: now)
      _ = try? desk.store.settleDues(of: [note.patient], by: desk.policy.queueHours, at: now)
      desk.progress.forget()
      NoteView(desk: desk, note: note).showAdded(addition)
    }
    return .goOn
  }

  /// As after a call in which the patient asked for no more.
  private func endOtherRecalls(at now: Date) {
    let between = BetweenCalls(policy: desk.policy)
    try? desk.store.endByFacts(of: note.patient, at: now) { between.overtaken($0, at: now) }
  }
}

/// Asks for the fields of an outcome outside a call, at a prompt named after the field.
final class FieldAsking {
  let desk: Desk
  private let entry: RecallEntry
  private let reader: FieldReader
  /// What the console does when nothing was typed.
  private(set) var then = AfterCommand.goOn

  init(desk: Desk, candidate: Candidate, run: CallRun) {
    self.desk = desk
    entry = candidate.entry
    reader = FieldReader(
      desk: desk, policy: desk.policy.policy(of: candidate.entry.segment),
      zone: PatientZones.forWords(of: candidate.patient, policy: desk.policy),
      state: PatientZones.state(of: candidate.patient, policy: desk.policy),
      languages: run.edition.languages.compactMap { run.edition.phrasebooks[$0]?.language })
  }

  /// `.some(nil)` = asked and not obtained; `nil` = left without an answer.
  func ask(_ field: CallField) -> FieldValue?? {
    let isBooking = field == .appointment
    desk.screen.aside(desk.say(isBooking ? "last.ask-appointment" : "ask.\(field.rawValue)"))
    let picks = field == .callbackWindow ? reader.callbackPicks() : []
    desk.screen.cells(
      picks.enumerated().map { "\($0 + 1) \(FieldWords(desk: desk).text(of: .window($1)))" })
    var empty = 0
    while true {
      switch desk.input.read(PromptRequest(name: field.rawValue, discardsTypeahead: true)) {
      case .line(let line) where line.trimmed.isEmpty:
        empty += 1
        // A time is needed, or there is no such outcome.
        if field == .callbackWindow || isBooking { return nil }
        if !field.asksTwice || empty > 1 { return .some(nil) }
        desk.screen.aside(desk.say("ask.once-more"))
      case .line(let line):
        let reading =
          isBooking
          ? reader.appointment(line.trimmed, for: entry)
          : reader.read(line.trimmed, as: field, picks: picks)
        switch reading {
        case .value(let value):
          tellAsRead(value)
          return .some(value)
        case .problem(let sentence): desk.screen.problem(sentence)
        }
      case .endOfInput, .interrupt: return nil
      case .terminated(let signal):
        then = .leave(128 + signal)
        return nil
      }
    }
  }

  /// Days and times are said in full: one word of them misread is another day.
  private func tellAsRead(_ value: FieldValue) {
    switch value {
    case .window, .appointment:
      desk.screen.aside(
        desk.say("ask.read-as", ["value": FieldWords(desk: desk).text(of: value)]))
    default: break
    }
  }
}
