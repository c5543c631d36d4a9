import RecallDomain

/// The summary of a note: a few sentences from which a colleague who was not there understands the
/// case and knows what to do. Every sentence is a staff text `note.…`; no code stands in it.
struct NoteSummary {
  let note: CallNote
  let run: CallRun
  let replaced: GivenAppointment?
  let promised: CallbackWindow?
  let phrases: StaffPhrases

  /// Who was there, what happened, what stood in the way, the words, what was promised, what
  /// follows.
  var text: String {
    let beginning: [String?] = [who, what, moved, also, barriers]
    let end: [String?] = [optOut, languages, chosen, interpreter]
    var sentences: [String] = beginning.compactMap { $0 }
    sentences += told
    sentences += answers
    sentences += [notObtained].compactMap { $0 }
    sentences += promises
    sentences += [message].compactMap { $0 }
    sentences += end.compactMap { $0 }
    sentences += contacts
    sentences += remarks
    sentences.append(next)
    sentences += [stillPromised].compactMap { $0 }
    return sentences.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private var words: NoteWords { NoteWords(note: note, run: run, phrases: phrases) }

  private var who: String? {
    guard note.identity.result != .notAsked else { return nil }
    let isLater = run.patientWasVerified && Self.gateless.contains(note.identity.result)
    return phrases.text(
      "note.identity.\(note.identity.result.rawValue)\(isLater ? "-later" : "")",
      [
        "person": note.identity.person?.name ?? "",
        "relationship": note.identity.person?.relationship ?? "",
      ])
  }

  /// Results after which nothing from the chart may be said; before them the patient may have been
  /// verified in the same call.
  private static let gateless: Set<CallNote.Identity.Result> = [.failed, .refused]

  private var what: String { sentence(for: note.ending) }

  /// The appointment that was booked instead of an earlier one.
  private var moved: String? {
    guard run.appointment != nil, let replaced else { return nil }
    return phrases.text("note.moved", ["appointment": words.text(of: .appointment(replaced))])
  }

  private var also: String? {
    note.also.map { phrases.text("note.also", ["what": sentence(for: $0)]) }
  }

  private func sentence(for ending: Ending) -> String {
    let key = "note.ending.\(ending.outcome.rawValue).\(ending.detail.rawValue)"
    return phrases.text(key, ["appointment": words.appointment, "callback": words.callback])
  }

  private var barriers: String? {
    guard !note.barriers.isEmpty else { return nil }
    let names = note.barriers.map { phrases.text("note.barrier.\($0.rawValue)") }
    return phrases.text("note.barriers", ["barriers": names.joined(separator: ", ")])
  }

  /// The patient's words as they were typed, and what else was given; what a sentence before
  /// already says is left out.
  private var answers: [String] {
    CallField.allCases.compactMap { field in
      guard let value = note.fields[field] ?? nil, !isSaid(field) else { return nil }
      return phrases.text(
        "note.field.\(field.rawValue)", ["value": words.text(of: value, in: field)])
    }
  }

  /// Answers of teams that the patient heard.
  private var told: [String] {
    (note.told ?? []).map {
      phrases.text("note.told", ["queue": phrases.text("note.queue.\($0.rawValue)")])
    }
  }

  private func isSaid(_ field: CallField) -> Bool {
    switch field {
    case .appointment: note.ending == Ending(.scheduled, .booked)
    case .callbackWindow: note.ending == Ending(.callbackRequested, .atTime)
    case .interpreter: true
    default: false
    }
  }

  private var notObtained: String? {
    let missing = CallField.allCases.filter { field in
      guard let value = note.fields[field] else { return false }
      return value == nil && field != .appointment
    }
    guard !missing.isEmpty else { return nil }
    let names = missing.map { phrases.text("note.field-name.\($0.rawValue)") }
    return phrases.text("note.not-obtained", ["fields": names.joined(separator: ", ")])
  }

  private var promises: [String] {
    note.routed.map { routed in
      let queue = phrases.text("note.queue.\(routed.queue.rawValue)")
      guard let due = routed.due else { return phrases.text("note.routed", ["queue": queue]) }
      return phrases.text(
        "note.promised", ["queue": queue, "date": words.clinicMoment(due)])
    }
  }

  /// What the patient was told to expect besides: it is in the outbox already.
  private var message: String? {
    guard run.lasting.messageQueued else { return nil }
    guard let channel = run.lasting.permits.message else { return phrases.text("note.message") }
    return phrases.text(
      "note.message-by", ["channel": phrases.text("channel.\(channel.rawValue)")])
  }

  private var optOut: String? {
    guard run.optedOut else { return nil }
    return phrases.text(run.lasting.optOut == .patient ? "note.opt-out" : "note.opt-out-number")
  }

  /// Said when it is not what the record would lead one to expect.
  private var languages: String? {
    let spoken = note.spokenLanguages
    guard spoken.count > 1 || spoken.first != note.preferredLanguage else { return nil }
    let names = spoken.map { words.languageName($0) }
    return phrases.text("note.spoken", ["languages": names.joined(separator: ", ")])
  }

  /// Who is entitled to an interpreter and would rather do without has said so.
  private var chosen: String? {
    run.chosenLanguage.map {
      phrases.text("note.language-chosen", ["language": words.languageName($0)])
    }
  }

  private var interpreter: String? {
    note.interpreter.map { phrases.text("note.interpreter", ["interpreter": $0]) }
  }

  /// What others must know before they reach the patient again.
  private var contacts: [String] {
    (note.contactChanges ?? []).map { $0.sentence(in: phrases) }
  }

  private var remarks: [String] {
    note.remarks.map { phrases.text("note.remark", ["text": $0]) }
  }

  private var next: String {
    let kind = note.next.kind.rawValue
    let owner = owner
    guard let at = note.next.at else {
      return phrases.text("note.next.\(kind)", ["owner": owner])
    }
    let isDay = note.next.kind == .message || note.next.kind == .none
    let date = isDay ? words.clinicDay(at) : words.nextMoment(at)
    return phrases.text("note.next.\(kind).dated", ["owner": owner, "date": date])
  }

  /// Whoever looks into it first, the patient was told to expect a call.
  private var stillPromised: String? {
    guard note.next.kind == .review, let promised else { return nil }
    return phrases.text("note.next.promised-call", ["time": words.text(of: .window(promised))])
  }

  /// A person by name, a queue in words, or the team.
  private var owner: String {
    guard let owner = note.next.owner else { return phrases.text("note.owner.team") }
    if owner == note.caller, let name = run.start?.record.callerName { return name }
    guard QueueName(rawValue: owner) != nil else { return owner }
    return phrases.text("note.owner.\(owner)")
  }
}
