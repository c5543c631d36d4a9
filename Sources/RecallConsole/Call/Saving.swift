import Foundation
import RecallDomain
import ScriptEngine

/// `save`: the composed note; an empty line saves it, text is a remark, an interrupt reopens.
extension CallDesk {
  func save() throws(StoreFailure) -> Step {
    switch try type(at: "save", values: true) {
    case .step(let step): return step
    case .text(""):
      if let step = try askWhatTheClinicWants() { return step }
      return try close()
    case .text(let text) where tellsNotTold(text):
      try presentChoices()
      return .again
    case .text(let text): return try remark(text)
    }
  }

  /// What the clinic wants noted for this outcome and nobody has asked yet is asked before the note
  /// is saved; then the note is shown anew. `nil`: nothing is wanting.
  private func askWhatTheClinicWants() throws(StoreFailure) -> Step? {
    guard let ending = run.ending else { return nil }
    var wasAsked = false
    while let field = desk.policy.documentation.required(for: ending)
      .first(where: { run.fields[$0] == nil })
    {
      if !wasAsked { desk.tell("save.clinic-wants") }
      wasAsked = true
      if let step = try askFor(field) { return step }
    }
    return wasAsked ? .redraw : nil
  }

  /// A remark has words. A date or a number alone is what somebody typed who still thought to be
  /// asked who the patient is: it never gets into a note.
  private func remark(_ text: String) throws(StoreFailure) -> Step {
    guard text.contains(where: \.isLetter), text.count > 2, !isDate(text) else {
      screen.problem(desk.say("save.no-remark"))
      return .again
    }
    guard !leadsOn(text) else {
      screen.problem(desk.say("save.first", ["line": TerminalText.clean(text)]))
      return .again
    }
    guard case .moved = try record(.remark(TerminalText.clean(text))) else { return .again }
    suggestOptOut(text)
    try presentChoices()
    return .again
  }

  /// Whoever types `next` or `quit` here is past this call in their mind, and adds nothing to the note.
  private func leadsOn(_ text: String) -> Bool {
    let folded = Folded.text(text)
    return [MainVerb.next, .resume, .quit].contains { verb in
      folded == verb.rawValue || desk.typed.folded("verb.\(verb.rawValue)").contains(folded)
    }
  }

  private func isDate(_ text: String) -> Bool {
    if case .date = StatedBirthDate.read(text) { return true }
    return false
  }

  /// The one closing transaction. `saved` is printed after its commit, and only then.
  private func close() throws(StoreFailure) -> Step {
    let now = desk.now
    let draft = composeNote(at: now)
    var closed = run
    guard (try? closed.handle(.saved, at: now)) != nil else { return .again }
    let closing = closing(draft, at: now)
    let act = KeptAct.close(closing)
    let place: KeptWhere
    do {
      place = try keep(act) { (before) throws(StoreFailure) in
        try desk.store.close(closing, under: before, at: now)
        return before.after(act)
      }
    } catch .taken(.slot) {
      screen.notice(desk.say("book.slot-lost"))
      return try record(.back)
    }
    run = closed
    desk.progress.add(draft.note)
    screen.clear()
    guard place == .inStore else { return tellThatItIsKeptHere(draft.note) }
    screen.write("saved")
    NoteView(desk: desk, note: draft.note).showForChart()
    try? desk.promptly { () throws(StoreFailure) in try followClosing(draft.note.id, at: now) }
    return .moved
  }

  /// Never `saved`: that is the store's word.
  private func tellThatItIsKeptHere(_ note: CallNote) -> Step {
    screen.write(desk.say("outage.kept"))
    desk.tell(run.appointment?.slot == nil ? "outage.kept-note" : "outage.kept-booking")
    NoteView(desk: desk, note: note).showForChart()
    return .moved
  }

  private func followClosing(_ note: NoteID, at now: Date) throws(StoreFailure) {
    endOtherRecalls(at: now)
    // What a team answered while the patient was on the line; else the next console does it.
    _ = try? desk.store.applyAnswers(policy: desk.policy, at: now)
    if run.appointment != nil || !items.isEmpty { settleDues(at: now) }
    // It was seen: the next start need not tell.
    try desk.store.savesSeen([note], by: desk.caller.id)
  }

  /// What other calls have asked is due before an appointment that this one booked, and what this one has
  /// asked before one that came in meanwhile.
  private func settleDues(at now: Date) {
    _ = try? desk.store.settleDues(of: [patient.id], by: desk.policy.queueHours, at: now)
  }

  /// Who wants no more calls is called for nothing else either: the patient's other recalls end at
  /// once. Where the store cannot be reached just now, the next start of a console ends them.
  private func endOtherRecalls(at now: Date) {
    guard optedOut else { return }
    let between = BetweenCalls(policy: desk.policy)
    try? desk.store.endByFacts(of: patient.id, at: now) { between.overtaken($0, at: now) }
  }

  private func closing(_ draft: DraftNote, at now: Date) -> CallClosing {
    CallClosing(
      entry: Journal.entry(.saved, seq: ticket.lastSeq + 1, at: now), note: draft.note,
      state: draft.after.state, next: draft.after.next, callback: draft.after.callback,
      appointment: run.appointment, numberStatus: draft.after.numberStatus,
      heldForDeath: draft.after.heldForDeath,
      writes: draft.opens.map { .openItem($0) }
        + draft.told.compactMap { item in
          item.answer.map { .tellAnswer(item.id, answered: $0.at) }
        },
      end: draft.after.end)
  }
}

/// The note as it would be saved now, and what would follow from it.
struct DraftNote {
  let note: CallNote
  let after: AfterCallDecision
  /// Items that the outcome asks for and the call has not opened.
  let opens: [QueueItem]
  /// Items whose answers the patient has heard.
  let told: [QueueItem]
}

extension CallDesk {
  /// The rules say what follows before the summary is written, because the summary says it too.
  ///
  /// - Parameter phrases: the language of the summary; the clinic's own when it is to be kept.
  func composeNote(at now: Date, in phrases: StaffPhrases? = nil) -> DraftNote {
    var sheet = NoteSheet(
      recall: entry.id, patient: patient.id, segment: entry.segment, attempt: attemptNumber,
      mode: desk.store.kind, caller: desk.caller.id, ended: now,
      routed: routedItems, bookedBefore: holdsAppointment,
      replaced: candidate.replacedByBooking(at: now).map(GivenAppointment.init))
    let phrases = phrases ?? desk.documentationPhrases
    let settled = NoteComposer(run: run, sheet: sheet, phrases: phrases).settledEnding
    let told = told(at: settled.ending)
    var finished = finished(settled.ending, at: now)
    finished.told = Set(told.map(\.id))
    let after = AfterCall(policy: desk.policy).decide(finished, candidate)
    let opens = QueueName.allCases.filter { after.opens.contains($0) && items[$0] == nil }.map {
      newItem(
        $0, of: ticket.call, concern: Concern(of: $0, after: settled.ending), question: nil,
        urgent: settled.ending == .emergency, due: nil, seq: ticket.lastSeq + 1, run: run, at: now)
    }
    sheet.routed += opens.map { CallNote.Routed(queue: $0.queue, item: $0.id, due: $0.due) }
    (sheet.next, sheet.promised) = (after.next, after.callback)
    sheet.told = told.map(\.queue)
    var note = NoteComposer(run: run, sheet: sheet, phrases: phrases).compose()
    if isEstimated { note.estimated = true }
    return DraftNote(note: note, after: after, opens: opens, told: told)
  }

  /// In the order of the list of queues; a question set aside before an emergency stands by it.
  private var routedItems: [CallNote.Routed] {
    QueueName.allCases.flatMap { queue in
      setAside.filter { $0.queue == queue } + [items[queue]].compactMap { $0 }
    }
  }

  private func finished(_ ending: Ending, at now: Date) -> FinishedCall {
    var window: CallbackWindow?
    if case .window(let given)?? = run.fields[.callbackWindow] { window = given }
    return FinishedCall(
      call: ticket.call ?? CallID(""), caller: desk.caller.id, number: number,
      direction: run.start?.direction ?? .outbound, started: run.began ?? now, ended: now,
      ending: ending, gate: run.gateAtEnd,
      holdsAppointment: run.appointment != nil || holdsAppointment, patientOptedOut: optedOut,
      routed: Set(items.keys), callback: window)
  }

  private var attemptNumber: Int { beganAs ?? desk.worklist.item(candidate, at: desk.now).attempt }

  /// A booking on record before this call, as the list sees it.
  private var holdsAppointment: Bool {
    entry.state == .scheduled || candidate.isBooked(at: desk.now)
  }
}
