import Foundation
import RecallDomain

@testable import ScriptEngine

/// A call with any events, in which each protected fact has a value that is recognised wherever it
/// comes out.
struct WalledCall {
  private var random: SeededNumbers
  private var run: CallRun
  private var clock = TestCall.noon
  /// Somebody may pass the gate.
  private let honest: Bool
  private(set) var told: [String] = []
  private(set) var problem: String?
  private(set) var protectedSaid = 0

  init(_ edition: Edition, seed: UInt64, honest: Bool) {
    random = SeededNumbers(seed: seed)
    run = CallRun(edition: edition)
    self.honest = honest
    var start = CrossSubject.start(chance(25) ? .inbound : .outbound)
    start.record.provider = "Zzprovider"
    start.record.specialty = "Zzspecialty"
    start.record.location = "Zzlocation"
    start.record.patientFirst = "Zzfirst"
    start.record.patientName = "Zzfirst Zzname"
    start.record.askFor = "Zzfirst"
    send(.began(start))
  }

  /// What gives a fact away, in either language.
  private static let marks: [(fact: Fact, texts: [String])] = [
    (.provider, ["Zzprovider"]), (.specialty, ["Zzspecialty"]), (.location, ["Zzlocation"]),
    (.reason, ["Zzreason"]), (.patientFirst, ["Zzfirst"]),
    (.due, ["November 12", "12 de noviembre"]), (.lastVisit, ["February 3", "3 de febrero"]),
    (.appointment, ["December 2", "2 de diciembre"]),
  ]

  mutating func run(steps: Int) {
    for _ in 0..<steps where problem == nil && run.prompt != .over {
      guard let event = choices().randomElement(using: &random) else { return }
      send(event)
    }
    reload()
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  // MARK: events

  private mutating func choices() -> [CallEvent] {
    let permits = TestCall.permits(voicemail: chance(70), withPerson: chance(70))
    if run.lasting.parked { return [.takenUp(by: "ben", permits)] }
    if chance(10) { return [.back] }
    if chance(8) { return [.parked] }
    if chance(8) {
      return run.edition.languages.map(CallEvent.locale) + [.remark("so"), .interpreter("x")]
    }
    if chance(5) { return [.answered(.question, .text("words")), .ended(ending())] }
    if chance(20) { return Interrupt.allCases.map(CallEvent.interrupted) }
    return atPrompt()
  }

  private mutating func ending() -> Ending {
    let outcome = Outcome.allCases.randomElement(using: &random)!
    return Ending(outcome, outcome.details.randomElement(using: &random)!)!
  }

  private func atPrompt() -> [CallEvent] {
    let person = CallNote.PersonOnLine(name: "Pat", relationship: "child")
    switch run.prompt {
    case .hear(_, let responses): return responses.map { .heard($0.name) }
    case .identifier(_, let kind, _):
      let others: [CallEvent] = [.compared(kind, .mismatch), .compared(kind, .notGiven), .refused]
      let match = CallEvent.compared(kind, .match)
      return honest ? others + [match, match, match, match, match, match] : others
    case .person:
      let rejected: [CallEvent] = [.personNamed(person, accepted: false), .refused]
      return honest ? rejected + [.personNamed(person, accepted: true)] : rejected
    case .ask(_, let field):
      return [.answered(field, SampleAnswer.to(field)), .answered(field, nil)]
    case .book:
      let given = GivenAppointment(start: TestCall.noon + 700_000, provider: nil, slot: nil)
      return [.booked(given), .noneSuit, .clinicBooks]
    case .leave: return [.left, .notLeft]
    case .save: return [.back, .saved, .parked]
    case .over: return []
    }
  }

  private mutating func send(_ event: CallEvent) {
    let before = run
    told.append("\(event)".prefix(40).description)
    do throws(CallRefusal) {
      let moments = try run.trace(event, at: clock).moments
      clock += 1
      judge(event, before, moments)
    } catch {
      if run != before { problem = "a refused event changed the call" }
    }
    if chance(10) { reload() }
  }

  // MARK: what is looked at

  private mutating func judge(_ event: CallEvent, _ before: CallRun, _ moments: [CallMoment]) {
    let (level, old) = (run.liveGate.level, before.liveGate.level)
    switch event {
    case .compared(_, .match), .personNamed(_, accepted: true): break
    default: if level > old { problem = "the gate rose by \(event.kind)" }
    }
    switch event {
    case .takenUp, .interrupted(.emergency), .interrupted(.otherPerson), .saved:
      if level != .closed { problem = "the gate stands open after \(event.kind)" }
    default: break
    }
    let highest = moments.compactMap(\.level).reduce(max(level, old), max)
    hear(run.words().map(\.text), highest)
    // Once more, or in both languages: whoever listens now.
    for locale in run.edition.languages { hear(run.words(in: locale).map(\.text), level) }
    hear(run.sayAgain().map(\.text), level)
    hear([ContactMethod.sms, .email].compactMap { run.message(for: $0)?.text }, .closed)
  }

  private mutating func hear(_ texts: [String], _ level: GateLevel) {
    for (fact, marks) in Self.marks {
      guard texts.contains(where: { text in marks.contains { text.contains($0) } }) else {
        continue
      }
      let needed = run.edition.disclosure.level(of: fact)!
      let allowed = honest ? level : .closed
      if needed > allowed {
        problem = "\"\(fact.rawValue)\" said at \(allowed.rawValue): \(texts)"
      } else if needed > .closed {
        protectedSaid += 1
      }
    }
  }

  /// Saved and read again, it is the same call with the same words.
  private mutating func reload() {
    guard
      let data = try? JSONEncoder().encode(SavedCall(run)),
      let again = try? JSONDecoder().decode(SavedCall.self, from: data).run()
    else {
      problem = "the saved call cannot be read"
      return
    }
    if again != run || again.words() != run.words() { problem = "the saved call is another" }
    run = again
  }
}

extension CallMoment {
  /// The level at which it happened.
  fileprivate var level: GateLevel? {
    switch self {
    case .entered(_, let level, _), .returned(_, let level, _), .spoke(_, let level),
      .ranAgain(_, let level):
      level
    case .took, .raised, .resumed: nil
    }
  }
}
