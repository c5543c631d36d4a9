package import RecallDomain

/// Rehearsals that nobody wrote: the call that walks a given way of a script, one with a surprise in
/// it, or one along the path of an earlier call. They are rehearsals like any other, with an invented
/// patient who is always the same and says what anybody would say.
package struct Drill: Sendable {
  private let edition: Edition
  private let policy: ClinicPolicy
  private let words: RehearsalWords

  package init(edition: Edition, policy: ClinicPolicy, words: RehearsalWords) {
    (self.edition, self.policy, self.words) = (edition, policy, words)
  }

  private var script: Script { edition.script }

  /// The shortest call over this way, and on to its end; `nil` when no call comes there.
  package func walking(_ edge: AuthorEdge) -> Rehearsal? {
    let raised = edge.node == nil ? Self.interrupt(of: edge) : nil
    for interrupts in [[], raised.map { [$0] } ?? Interrupt.allCases] {
      for beginning in beginnings {
        let road = DrillRoads.first(from: beginning, interrupts: interrupts) {
          $0.led.walked.contains(edge)
        }
        if let road { return finished(road, named: "drill") }
      }
    }
    return nil
  }

  /// An interrupt that nobody expects, at a step that the seed chooses.
  package func surprise(seed: UInt64) -> Rehearsal? {
    let interrupts = Interrupt.allCases.filter { script.interrupts[$0] != nil }
    guard !interrupts.isEmpty else { return nil }
    let choice = SeededChoice(seed: seed)
    return raising(interrupts[choice.index(of: interrupts.count, at: 1, time: 0)], seed: seed)
  }

  /// This interrupt, at a step that the seed chooses. No call may stand at the step that was chosen:
  /// then it is the next one.
  package func raising(_ interrupt: Interrupt, seed: UInt64) -> Rehearsal? {
    let nodes = promptsOfTheRoad
    let choice = SeededChoice(seed: seed)
    guard script.interrupts[interrupt] != nil, !nodes.isEmpty else { return nil }
    return nodes.indices.lazy.compactMap { time in
      raising(interrupt, at: nodes[choice.index(of: nodes.count, at: 0, time: time)])
    }.first
  }

  /// A call in which nothing is foreseen: somebody else plays the patient.
  package var withoutWords: Rehearsal { rehearsal(.outbound, permits: true) }

  /// The shortest call in which this is raised at this step.
  package func raising(_ interrupt: Interrupt, at node: NodeID) -> Rehearsal? {
    guard let beginning = beginnings.first else { return nil }
    let isThere = { (road: DrillRoads.Road) in road.led.run.nodeNow == node }
    let there =
      isThere(beginning)
      ? beginning : DrillRoads.first(from: beginning, interrupts: [], where: isThere)
    return there.flatMap { DrillRoads.following($0, "/" + interrupt.rawValue) }
      .flatMap { finished($0, named: "surprise") }
  }

  /// The same answers as in an earlier call, and nothing else of it: no name, no date, no word that
  /// was typed. As far as the script as it is now can follow; then on to an end.
  package func along(_ answers: [String]) -> Rehearsal? {
    guard var road = beginnings.first else { return nil }
    for answer in answers {
      let word = String(answer.prefix { $0 != ":" })
      guard road.led.run.allows(word), let next = DrillRoads.following(road, word) else { continue }
      road = next
    }
    return road.turns.isEmpty ? nil : finished(road, named: "again")
  }

  /// Steps at which something is asked, on the main road of a call that the clinic makes.
  private var promptsOfTheRoad: [NodeID] {
    let road = script.reachable(from: [script.start])
    return script.order.filter { id in
      guard road.contains(id) else { return false }
      switch script[id].act {
      case .hear, .verify(.identity, _, _, _), .ask, .book: return true
      case .verify, .leave, .send, .go, .end: return false
      }
    }
  }

  private static func interrupt(of edge: AuthorEdge) -> Interrupt? {
    Interrupt(rawValue: String(edge.word.dropFirst().prefix { $0 != ":" }))
  }

  // MARK: making

  /// The clinic calls and everything is permitted; nothing is; the patient calls.
  private var beginnings: [DrillRoads.Road] {
    [
      rehearsal(.outbound, permits: true), rehearsal(.outbound, permits: false),
      rehearsal(.inbound, permits: true),
    ].map { rehearsal in
      DrillRoads.Road(
        led: FollowedRehearsal(
          beginning: rehearsal, edition: edition, policy: policy, locale: source))
    }.filter { $0.led.problem == nil }
  }

  private var place: SourcePlace { script[script.start].place }

  private func rehearsal(_ direction: CallDirection, permits: Bool) -> Rehearsal {
    Rehearsal(
      id: "drill", script: script.id, level: .medium, direction: direction,
      patient: Self.patient(permits: permits), patience: Rehearsal.usualPatience,
      hangsUpAfter: nil, turns: [],
      ends: Rehearsal.ExpectedEnd(outcome: .scheduled, detail: nil, place: place), place: place)
  }

  /// Whom the words of drills are about: they say this name and this date.
  private static func patient(permits: Bool) -> RehearsedPatient {
    RehearsedPatient(
      name: "Alex Rivera Soto", dateOfBirth: CivilDate(year: 1970, month: 5, day: 20)!,
      language: nil, postalCode: "02139", phone: RehearsedPatient.usualPhone,
      otherPhone: "+16175550143", mrn: "P-4400", sensitive: false,
      representative: Representative(
        name: "Robin Rivera", relationship: "sibling", isGuardian: false),
      voicemail: permits, withPerson: permits, message: permits ? .sms : nil)
  }

  /// An answer, and what has to be stated for it. Nothing is said yet.
  static func bareTurn(_ word: String, at run: CallRun, place: SourcePlace) -> Turn {
    var gives: [Turn.Stated] = []
    if run.isVerifying, word == "failed" {
      gives = IdentifierKind.allCases.map {
        Turn.Stated(key: $0.rawValue, text: StatedValue.none, place: place)
      }
    }
    return Turn(
      says: [], speaker: DrillWords.speaker(of: word, at: run), tongue: nil, gives: gives,
      expect: [Turn.Expected(word: word, place: place)], place: place,
      label: run.nodeNow.map { "\($0).\(word)" })
  }

  /// The turns with what is said before each.
  private func spoken(_ turns: [Turn], _ beginning: Rehearsal) -> [Turn] {
    let known = words.ids(in: source)
    var led = FollowedRehearsal(
      beginning: beginning, edition: edition, policy: policy, locale: source)
    return turns.map { turn in
      let lines = DrillWords.lines(for: turn.best.word, at: led.run, in: known)
      try? led.follow(turn)
      return Turn(
        says: lines.map { Spoken(line: $0, place: place) }, speaker: turn.speaker, tongue: nil,
        gives: turn.gives, expect: turn.expect, place: place, label: turn.label)
    }
  }

  private var source: String { edition.languages.first ?? "en" }

  /// On to the nearest end, as a rehearsal that its script is known to follow.
  private func finished(_ road: DrillRoads.Road, named id: String) -> Rehearsal? {
    let done =
      road.led.ending == nil
      ? DrillRoads.first(from: road, interrupts: []) { $0.led.ending != nil } : road
    guard let done, let ending = done.led.ending else { return nil }
    let beginning = done.led.rehearsal
    let rehearsal = Rehearsal(
      id: id, script: script.id, level: .medium, direction: beginning.direction,
      patient: beginning.patient, patience: beginning.patience, hangsUpAfter: nil,
      turns: spoken(done.turns, beginning),
      ends: Rehearsal.ExpectedEnd(outcome: ending.outcome, detail: ending.detail, place: place),
      place: place)
    let led = FollowedRehearsal(
      rehearsal, edition: edition, policy: policy, locale: source)
    return led.problem == nil && led.ending == ending ? rehearsal : nil
  }
}
