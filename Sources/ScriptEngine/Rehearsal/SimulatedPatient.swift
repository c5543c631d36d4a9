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
  package internal(set) var hasHungUp = false
  /// Off the road: the answer that what was just said stands for, `nil` where it only shows that
  /// something was misheard.
  package internal(set) var meant: String?

  let words: RehearsalWords
  /// Those that the clinic offers, the source first.
  let languages: [String]
  /// Where each turn belongs in a call that is led well, and what is asked there.
  let nodes: [NodeID?]
  let asked: [Asked?]
  let choice: SeededChoice
  /// The turn that is to be said, or has been and waits for its answer.
  var next = 0
  var isSaid = false
  var heard: Saying?
  /// How often each turn has been said before.
  var times: [Int: Int] = [:]
  var saidIdentifiers: Set<IdentifierKind> = []
  var surprises = 0
  var answers = 0
  /// Where the caller left the road.
  var isOffRoad = false
  /// Who was heard last.
  var voice = Turn.Speaker.patient
  /// The other language, from the turn that changed to it.
  var otherTongue: String?

  /// - Parameter edition: the script that is rehearsed.
  package init(
    _ rehearsal: Rehearsal, edition: Edition, policy: ClinicPolicy, words: RehearsalWords,
    seed: UInt64
  ) {
    self.rehearsal = rehearsal
    self.words = words
    languages = edition.languages
    choice = SeededChoice(seed: seed)
    let led = FollowedRehearsal(
      rehearsal, edition: edition, policy: policy, locale: edition.languages.first ?? "en")
    (nodes, asked) = (led.nodes, led.asked)
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
    listen()
    if hasHungUp { isSaid = true }
  }

  /// An answer taken back is as if it had not been given; what was said before it is said again.
  private mutating func takeBack() {
    guard let last = moments.lastIndex(where: { !$0.isTakenBack }) else { return }
    moments[last].isTakenBack = true
    answers = max(0, answers - 1)
    if let turn = moments[last].turn { next = turn }
    hasHungUp = false
    listen()
  }

  /// In the language that the call now goes on in: the same words.
  private mutating func sayAgain() {
    guard isSaid, !hasHungUp else { return }
    if !isOffRoad { times[next] = max(0, times[next, default: 0] - 1) }
    listen()
  }

  /// Something is to be said again.
  private mutating func listen() {
    (isSaid, isOffRoad, heard, meant) = (false, false, nil, nil)
  }
}
