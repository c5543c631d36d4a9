package import RecallDomain

/// Whoever is on the line in a rehearsal: says the next turn, stays in character when the caller
/// does something else than expected, and remembers what was expected where.
///
/// Pure: what is said follows from the rehearsal, the seed, the call and what the caller answered.
/// *Never* moves the call: that is the caller's.
package struct SimulatedPatient: Sendable {
  package let rehearsal: Rehearsal
  /// Every answer of the caller in the order given, and what would have been right.
  package private(set) var moments: [RehearsalMoment] = []
  /// They have put the phone down.
  package private(set) var hasHungUp = false

  private let words: RehearsalWords
  /// Those that the clinic offers, the source first.
  private let languages: [String]
  /// Where each turn belongs in a call that is led well.
  private let nodes: [NodeID?]
  private let choice: SeededChoice
  /// The turn that is to be said, or has been and waits for its answer.
  private var next = 0
  private var isSaid = false
  private var heard: Saying?
  /// How often each turn has been said before.
  private var times: [Int: Int] = [:]
  private var saidIdentifiers: Set<IdentifierKind> = []
  private var surprises = 0
  private var answers = 0
  /// Where the caller left the road.
  private var isOffRoad = false
  /// The other language, from the turn that changed to it.
  private var otherTongue: String?

  /// - Parameter edition: the script that is rehearsed.
  package init(
    _ rehearsal: Rehearsal, edition: Edition, policy: ClinicPolicy, words: RehearsalWords,
    seed: UInt64
  ) {
    self.rehearsal = rehearsal
    self.words = words
    languages = edition.languages
    choice = SeededChoice(seed: seed)
    nodes =
      FollowedRehearsal(
        rehearsal, edition: edition, policy: policy, locale: edition.languages.first ?? "en"
      ).nodes
  }

  // MARK: speaking

  /// What is heard where the call stands; `nil` when nothing new is said. To be asked once at every
  /// prompt, and again after every answer.
  package mutating func say(at run: CallRun) -> Saying? {
    let saying = saying(at: run)
    if let saying { heard = saying }
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
    next = turn
    return say(turn, run)
  }

  private mutating func say(_ number: Int, _ run: CallRun) -> Saying? {
    let turn = rehearsal.turns[number]
    isSaid = true
    isOffRoad = false
    saidIdentifiers = Set(
      turn.gives.compactMap { IdentifierKind(rawValue: $0.key) } + [.fullName, .dateOfBirth])
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
  /// later one that belongs here.
  private func turnThatFits(_ run: CallRun) -> Int? {
    guard next < rehearsal.turns.count else { return nil }
    if fits(next, run) { return next }
    return rehearsal.turns.indices.dropFirst(next + 1).first { number in
      let best = rehearsal.turns[number].best.word
      return belongs(number, run) && !best.hasPrefix("/") && run.allows(best)
    }
  }

  private func belongs(_ number: Int, _ run: CallRun) -> Bool {
    nodes.indices.contains(number) && nodes[number] == run.nodeNow
  }

  /// An interrupt can be meant anywhere, and a response wherever it is one; that something is given
  /// or not means little elsewhere.
  private func fits(_ number: Int, _ run: CallRun) -> Bool {
    let turn = rehearsal.turns[number]
    let words = turn.expect.map(\.word).filter(run.allows)
    guard !words.isEmpty else { return false }
    if belongs(number, run) || turn.best.word.hasPrefix("/") { return true }
    guard case .hear = run.prompt else { return false }
    return words.contains { !$0.hasPrefix("/") }
  }

  /// At the gate more is asked than the turn has said: the value, and nothing else.
  private mutating func identifier(_ run: CallRun) -> Saying? {
    guard case .identifier(_, let kind, _) = run.prompt, saidIdentifiers.insert(kind).inserted,
      let value = rehearsal.patient.expected.demoAnswer(kind)
    else { return nil }
    return Saying(
      kind: .identifier(kind), speaker: .patient, locale: tongue(run), text: value + ".")
  }

  private mutating func offRoad(_ run: CallRun) -> Saying? {
    guard !isOffRoad || !isSaid else { return identifier(run) }
    (isOffRoad, isSaid) = (true, true)
    saidIdentifiers = []
    if let saying = identifier(run) { return saying }
    return saying(.offRoad, .patient, offRoadLines(run), -1, moments.count, run)
  }

  private func offRoadLines(_ run: CallRun) -> [LineID] {
    switch run.prompt {
    case .ask(_, .handedTo), .leave, .save, .over: []
    case .ask(_, let field): PatientManners.answer(to: field)
    case .book: PatientManners.booking
    case .hear, .identifier, .person: PatientManners.puzzled
    }
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
    let lines = isOutOfTime ? PatientManners.outOfTime : PatientManners.impatient
    return saying(.hangsUp, .patient, lines, -2, 0, run)
      ?? Saying(kind: .hangsUp, speaker: .patient, locale: tongue(run), text: "")
  }

  // MARK: listening

  /// The caller has answered: `before` is the call as it was when they heard the last words.
  package mutating func answered(_ event: CallEvent, before: CallRun, after: CallRun) {
    guard let word = event.word(before: before, after: after) else { return }
    switch word {
    case "/back": takeBack()
    case "/park": return
    case Turn.switchLanguage where !expected.contains(word): sayAgain()
    default: judge(word, at: before.nodeNow)
    }
  }

  /// What would be right now, the best first.
  package var expected: [String] {
    if hasHungUp { return ["/dropped"] }
    guard isSaid, !isOffRoad, next < rehearsal.turns.count else { return [] }
    return rehearsal.turns[next].expect.map(\.word)
  }

  private mutating func judge(_ word: String, at node: NodeID?) {
    let expected = expected
    let verdict = RehearsalMoment.Verdict(word, expected: expected)
    let isTurn = isSaid && !isOffRoad && !hasHungUp
    moments.append(
      RehearsalMoment(
        turn: isTurn ? next : nil, node: node, heard: heard, expected: expected, did: word,
        verdict: verdict))
    answers += 1
    if verdict == .other, isTurn { surprises += 1 }
    if verdict != .other, isTurn { next += 1 }
    (isSaid, isOffRoad, heard) = (false, false, nil)
    if hasHungUp { isSaid = true }
  }

  /// An answer taken back is as if it had not been given; what was said before it is said again.
  private mutating func takeBack() {
    guard let last = moments.lastIndex(where: { !$0.isTakenBack }) else { return }
    moments[last].isTakenBack = true
    answers = max(0, answers - 1)
    if let turn = moments[last].turn { next = turn }
    hasHungUp = false
    (isSaid, isOffRoad, heard) = (false, false, nil)
  }

  /// In the language that the call now goes on in: the same words.
  private mutating func sayAgain() {
    guard isSaid, !hasHungUp else { return }
    if !isOffRoad { times[next] = max(0, times[next, default: 0] - 1) }
    (isSaid, isOffRoad, heard) = (false, false, nil)
  }
}
