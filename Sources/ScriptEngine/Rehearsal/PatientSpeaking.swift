import RecallDomain

/// What is said, and by whom.
extension SimulatedPatient {
  /// What is heard where the call stands; `nil` when nothing new is said. To be asked once at every
  /// prompt, and again after every answer.
  package mutating func say(at run: CallRun) -> Saying? {
    let saying = saying(at: run)
    // A value that was asked for besides does not take the place of what the turn said.
    if let saying, heard == nil || saying.kind.isOfTurn { heard = saying }
    return saying
  }

  private mutating func saying(at run: CallRun) -> Saying? {
    if case .over = run.prompt { return nil }
    if hasHungUp { return nil }
    if wantsToHangUp(run) { return hangUp(run) }
    if isSaid { return isOffRoad ? offRoad(run) : identifier(run) }
    guard let turn = turnThatFits(run) else {
      if case .save = run.prompt { return nil }
      return offRoad(run)
    }
    // After goodbye only what the rehearsal itself has there is said.
    if case .save = run.prompt, !belongs(turn, run) { return nil }
    next = turn
    return say(turn, run)
  }

  private mutating func say(_ number: Int, _ run: CallRun) -> Saying? {
    let turn = rehearsal.turns[number]
    isSaid = true
    isOffRoad = false
    saidIdentifiers = identifiers(of: turn)
    if !turn.says.isEmpty || turn.label != nil { voice = turn.speaker }
    if let tongue = turn.tongue { otherTongue = tongue == .other ? other(than: run) : nil }
    let time = times[number, default: 0]
    times[number] = time + 1
    return saying(.turn(number), turn.speaker, turn.says.map(\.line), number, time, run)
      ?? label(of: turn, number, run)
  }

  /// What staff read beside the answer, where nobody wrote words for it.
  private func label(of turn: Turn, _ number: Int, _ run: CallRun) -> Saying? {
    guard let name = turn.label, let labels = run.edition.phrasebooks[tongue(run)]?.labels,
      let label = labels[name] ?? labels[turn.best.word]
    else { return nil }
    return Saying(kind: .turn(number), speaker: .line, locale: tongue(run), text: "(\(label))")
  }

  private func other(than run: CallRun) -> String? {
    let began = run.start?.locale ?? run.locale
    return languages.first { $0 != began }
  }

  /// The language they speak: the call's, or the other one.
  private func tongue(_ run: CallRun) -> String { otherTongue ?? run.locale }

  /// One of these lines: in the language they speak, or, where nobody has translated it yet, in the
  /// source.
  private func saying(
    _ kind: Saying.Kind, _ speaker: Turn.Speaker, _ lines: [LineID], _ place: Int, _ time: Int,
    _ run: CallRun
  ) -> Saying? {
    for locale in [tongue(run)] + languages.prefix(1) {
      let known = lines.filter { words.text($0, in: locale) != nil }
      guard !known.isEmpty else { continue }
      let line = known[choice.index(of: known.count, at: place, time: time)]
      return words.text(line, in: locale).map {
        Saying(kind: kind, speaker: speaker, locale: locale, text: $0)
      }
    }
    return nil
  }

  /// The turn itself where it belongs or one of its answers can be given; otherwise the nearest
  /// later one that belongs here. A stranger on the line does not turn into the patient by itself.
  private func turnThatFits(_ run: CallRun) -> Int? {
    guard next < rehearsal.turns.count else { return nil }
    if fits(next, run) { return next }
    return rehearsal.turns.indices.dropFirst(next + 1).first { number in
      let turn = rehearsal.turns[number]
      let isTheirs = voice == .patient || voice == .interpreter || voice == turn.speaker
      let best = turn.best.word
      // In an emergency what is asked is answered, whichever way the caller took.
      let isAsked = belongs(number, run) || run.emergency && asksTheSame(number, run)
      return isTheirs && isAsked && !best.hasPrefix("/") && run.allows(best)
    }
  }

  private func belongs(_ number: Int, _ run: CallRun) -> Bool {
    nodes.indices.contains(number) && nodes[number] == run.nodeNow
  }

  private func asksTheSame(_ number: Int, _ run: CallRun) -> Bool {
    guard let asking = run.asked, asked.indices.contains(number) else { return false }
    return asked[number] == asking
  }

  /// An interrupt can be meant anywhere, and a response wherever it is one; what is given or not,
  /// wherever the same is asked.
  private func fits(_ number: Int, _ run: CallRun) -> Bool {
    let turn = rehearsal.turns[number]
    let words = turn.expect.map(\.word).filter(run.allows)
    guard !words.isEmpty else { return false }
    if belongs(number, run) || asksTheSame(number, run) { return true }
    if words.contains(where: { $0.hasPrefix("/") }) { return true }
    guard case .hear = run.prompt else { return false }
    return words.contains { !$0.hasPrefix("/") }
  }

  // MARK: off the road

  /// At the gate more is asked than the turn has said: the value, and nothing else. Off the road
  /// only the patient knows it.
  private mutating func identifier(_ run: CallRun) -> Saying? {
    guard case .identifier(_, let kind, _) = run.prompt,
      !isOffRoad || voice == .patient || voice == .interpreter,
      saidIdentifiers.insert(kind).inserted,
      let value = rehearsal.patient.expected.demoAnswer(kind)
    else { return nil }
    return Saying(
      kind: .identifier(kind), speaker: voice, locale: tongue(run),
      text: spoken(kind, value, run) + ".")
  }

  /// A birth date as it is said, without its day of the week; anything else as it is typed.
  private func spoken(_ kind: IdentifierKind, _ value: String, _ run: CallRun) -> String {
    guard kind == .dateOfBirth, let date = CivilDate(iso: value),
      let pattern = run.edition.phrasebooks[tongue(run)]?.language.farDatePattern
    else { return value }
    return PatternWords.text(
      LocalTime(date: date, time: TimeOfDay(minutes: 720)!),
      pattern.replacing("EEEE, ", with: "").replacing("EEEE ", with: ""), locale: tongue(run))
  }

  private mutating func offRoad(_ run: CallRun) -> Saying? {
    guard !isOffRoad || !isSaid else { return identifier(run) }
    (isOffRoad, isSaid) = (true, true)
    saidIdentifiers = []
    if let saying = asBefore(run) ?? identifier(run) { return saying }
    let answer = OffRoad(voice: voice, end: rehearsal.ends.outcome).answer(at: run)
    meant = answer.meant
    return answer.words.flatMap {
      saying(.offRoad, voice, PatientManners.phrasings($0), -1, moments.count, run)
    }
  }

  /// Asked for what they have given already, they say it again; and who they are whenever they are
  /// asked.
  private mutating func asBefore(_ run: CallRun) -> Saying? {
    let same = rehearsal.turns.indices.filter { number in
      let turn = rehearsal.turns[number]
      return turn.speaker == voice && turn.best.word != Turn.mismatch && asksTheSame(number, run)
        && run.allows(turn.best.word)
    }
    let later = run.asked == .gate(.identity) ? same.first { $0 >= next } : nil
    guard let before = same.last(where: { $0 < next }) ?? later else { return nil }
    let turn = rehearsal.turns[before]
    let time = times[before, default: 0]
    guard let saying = saying(.offRoad, voice, turn.says.map(\.line), before, time, run) else {
      return nil
    }
    times[before] = time + 1
    saidIdentifiers = identifiers(of: turn)
    meant = turn.best.word
    return saying
  }

  private func identifiers(of turn: Turn) -> Set<IdentifierKind> {
    Set(turn.gives.compactMap { IdentifierKind(rawValue: $0.key) } + [.fullName, .dateOfBirth])
  }

  // MARK: hanging up

  private var isOutOfTime: Bool { rehearsal.hangsUpAfter.map { answers >= $0 } ?? false }

  /// Nobody hangs up in an emergency, or on a call that has ended.
  private func wantsToHangUp(_ run: CallRun) -> Bool {
    if case .save = run.prompt { return false }
    return (isOutOfTime || surprises > rehearsal.patience) && run.allows("/dropped")
  }

  private mutating func hangUp(_ run: CallRun) -> Saying {
    hasHungUp = true
    isSaid = true
    let manner = isOutOfTime ? PatientManners.outOfTime : PatientManners.impatient
    let speaker = voice.isSomebody ? voice : .line
    let words = voice.isSomebody ? manner : PatientManners.lineCloses
    return saying(.hangsUp, speaker, PatientManners.phrasings(words), -2, 0, run)
      ?? Saying(kind: .hangsUp, speaker: speaker, locale: tongue(run), text: "")
  }
}
