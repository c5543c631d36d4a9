package import Foundation
package import RecallDomain

/// A rehearsal led as it should be, in one language: each turn answered by the best it expects, with
/// what the patient states compared as the gate compares it. The proof that its script can follow it,
/// the ways that it walks, and what a trainee's call is held against.
package struct FollowedRehearsal: Sendable {
  /// Why it could not be followed to its end.
  package enum Problem: Error, Hashable, Sendable {
    /// The answer is none here.
    case notPossible(Turn.Expected, node: NodeID?, possible: [String])
    /// The call has come to its end before this turn.
    case over(Turn.Expected, Ending?)
    /// At the gate something else follows from what is stated.
    case otherwise(Turn.Expected, node: NodeID?, happened: String)
    /// What is stated cannot be read as what is asked.
    case unreadable(IdentifierKind, SourcePlace)
    case refused(Turn.Expected, CallRefusal)
    /// The patient hangs up before the end is come to.
    case tooSlow(answers: Int, needed: Int, SourcePlace)
  }

  package let rehearsal: Rehearsal
  package let locale: String
  package private(set) var run: CallRun
  /// Where each turn that was followed found the call.
  package private(set) var nodes: [NodeID?] = []
  /// And what is asked there.
  private(set) var asked: [Asked?] = []
  package private(set) var walked: Set<AuthorEdge> = []
  package private(set) var problem: Problem?
  /// Answers that are possible in no turn that accepts them besides its best.
  package private(set) var impossible: [Problem] = []
  private let today: CivilDate
  private var clock: Date
  private var tongue: String

  package init(
    _ rehearsal: Rehearsal, edition: Edition, policy: ClinicPolicy, locale: String,
    at now: Date = PracticeCall.moment
  ) {
    self.init(beginning: rehearsal, edition: edition, policy: policy, locale: locale, at: now)
    do throws(Problem) {
      if let problem { throw problem }
      for turn in rehearsal.turns { try follow(turn) }
      try keepPace()
    } catch {
      problem = error
    }
  }

  /// The call begins, and nothing is said yet.
  init(
    beginning rehearsal: Rehearsal, edition: Edition, policy: ClinicPolicy, locale: String,
    at now: Date = PracticeCall.moment
  ) {
    self.rehearsal = rehearsal
    self.locale = locale
    run = CallRun(edition: edition)
    clock = now
    today = LocalTime(now, in: policy.zone).date
    tongue = locale
    let start = rehearsal.start(policy: policy, locale: locale, at: now)
    let place = Turn.Expected(word: "", place: rehearsal.place)
    do throws(Problem) { try send(.began(start), place) } catch { problem = error }
  }

  /// The end that it has come to; `nil` when the call still goes on.
  package var ending: Ending? {
    if case .save(_, let ending) = run.prompt { return ending }
    return nil
  }

  /// One turn, answered by its best.
  mutating func follow(_ turn: Turn) throws(Problem) {
    if turn.tongue != nil { tongue = turn.tongue == .other ? otherLanguage : locale }
    nodes.append(run.nodeNow)
    asked.append(run.asked)
    for other in turn.expect.dropFirst() where !run.allows(other.word) {
      impossible.append(notPossible(other))
    }
    let best = turn.best
    guard run.allows(best.word) else { throw notPossible(best) }
    if best.word == Turn.switchLanguage { return try send(.locale(tongue), best) }
    if best.word.hasPrefix("/") {
      guard let interrupt = Interrupt(rawValue: String(best.word.dropFirst())) else {
        throw notPossible(best)
      }
      return try send(.interrupted(interrupt), best)
    }
    try answer(best, turn)
  }

  private var otherLanguage: String {
    run.edition.languages.first { $0 != locale } ?? locale
  }

  private func notPossible(_ expected: Turn.Expected) -> Problem {
    switch run.prompt {
    case .save(_, let ending): .over(expected, ending)
    case .over: .over(expected, nil)
    default: .notPossible(expected, node: run.nodeNow, possible: run.possibleAnswers)
    }
  }

  private mutating func answer(_ best: Turn.Expected, _ turn: Turn) throws(Problem) {
    switch run.prompt {
    case .hear: try send(.heard(best.word), best)
    case .identifier, .person: try passGate(best, turn)
    case .ask(_, let field):
      try send(.answered(field, best.word == "given" ? value(of: field, turn) : nil), best)
    case .book: try send(booking(best.word), best)
    case .leave: try send(best.word == "left" ? .left : .notLeft, best)
    case .save, .over: throw notPossible(best)
    }
  }

  private func value(of field: CallField, _ turn: Turn) -> FieldValue {
    turn.stated(field.rawValue).flatMap { StatedValue.value(of: field, $0, from: today) }
      ?? StatedValue.sample(field, from: today)
  }

  private func booking(_ word: String) -> CallEvent {
    switch word {
    case "none_suit": .noneSuit
    case "clinic_books": .clinicBooks
    default:
      .booked(GivenAppointment(start: clock + 7 * 86_400, provider: nil, slot: nil))
    }
  }

  /// Identifier by identifier, until the gate is left or what was stated does not match.
  private mutating func passGate(_ best: Turn.Expected, _ turn: Turn) throws(Problem) {
    if best.word == "refused" { return try send(.refused, best) }
    let node = run.nodeNow
    var happened: String?
    repeat {
      let event = try stated(turn)
      let before = run
      try send(event, best)
      happened = event.word(before: before, after: run)
    } while happened == nil && run.isVerifying
    guard happened == best.word else {
      throw .otherwise(best, node: node, happened: happened ?? "")
    }
  }

  private func stated(_ turn: Turn) throws(Problem) -> CallEvent {
    guard case .identifier(_, let kind, _) = run.prompt else { return person(turn) }
    let own = rehearsal.patient.expected
    let said = turn.stated(kind.rawValue) ?? own.demoAnswer(kind) ?? ""
    let typed = said == StatedValue.none ? "" : said
    switch BlindComparison.compare(kind, typed: typed, expected: own) {
    case .decided(let comparison, _): return .compared(kind, comparison)
    case .askAgain:
      let place = turn.gives.first { $0.key == kind.rawValue }?.place ?? turn.place
      throw .unreadable(kind, place)
    }
  }

  /// A representative must be on record; a helper is who the patient said.
  private func person(_ turn: Turn) -> CallEvent {
    let known = rehearsal.patient.representative
    let name = turn.stated(StatedValue.personName) ?? known?.name ?? "Pat Example"
    let relationship =
      turn.stated(StatedValue.personRelationship) ?? known?.relationship ?? "child"
    let person = CallNote.PersonOnLine(name: name, relationship: relationship)
    guard case .person(_, .representative) = run.prompt else {
      return .personNamed(person, accepted: true)
    }
    let onRecord = rehearsal.patient.isRepresentative(name, relationship, on: today)
    return .personNamed(person, accepted: onRecord != nil)
  }

  private mutating func send(
    _ event: CallEvent, _ expected: Turn.Expected
  ) throws(Problem) {
    do throws(CallRefusal) {
      let moments = try run.trace(event, at: clock).moments
      walked.formUnion(WalkedEdges.edges(moments, in: run.edition.script))
    } catch {
      throw .refused(expected, error)
    }
    clock += 5
  }

  private func keepPace() throws(Problem) {
    guard let most = rehearsal.hangsUpAfter, rehearsal.turns.count > most else { return }
    throw .tooSlow(answers: most, needed: rehearsal.turns.count, rehearsal.place)
  }
}
