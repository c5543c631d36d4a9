import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

/// Random conversations from a seed; each failure names it.
@Suite struct CallPropertyTests {
  struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 11 | state << 53
    }
  }

  static let circle = """
    recall-script: 1
    id: test
    start: identity
    nodes:
      identity:
        verify: identity
        then: { verified: pick, failed: out, refused: out }
      pick:
        say: pick
        hear: { book: slots, out: out, other: { go: help, at_most: 2, then: out } }
      help:
        verify: helper
        then: { verified: slots, failed: pick, refused: { go: pick, listener: new } }
      slots:
        book: appointment
        then: { booked: pick, none_suit: out, clinic_books: identity }
      out: { say: out, end: no-answer, detail: hung-up }
      side:
        verify: representative
        then: { verified: tell, failed: tell, refused: resume }
      tell: { say: tell, hear: { on: resume, off: out } }
    interrupts: { busy: side, other_person: tell, emergency: tell, dropped: out }
    """

  private func choices(_ run: CallRun) -> [CallEvent] {
    let always: [CallEvent] =
      [.back, .locale("es"), .parked, .takenUp(by: "b", TestCall.permits()), .remark("r")]
      + Interrupt.allCases.filter { $0 != .emergency }.map(CallEvent.interrupted)
    let here: [CallEvent] =
      switch run.prompt {
      case .hear(_, let responses): responses.map { .heard($0.name) }
      case .identifier(_, let kind, _):
        [
          .compared(kind, .match), .compared(kind, .match), .compared(kind, .mismatch),
          .compared(kind, .notGiven), .refused,
        ]
      case .person:
        [
          .personNamed(GateTests.person, accepted: true),
          .personNamed(GateTests.person, accepted: false),
        ]
      case .ask(_, let field): [.answered(field, .text("x")), .answered(field, nil)]
      case .book: [.booked(ActTests.slot), .noneSuit, .clinicBooks]
      case .leave: [.left, .notLeft]
      case .save, .over: [.back]
      }
    return here + here + here + here + always
  }

  /// What a run must never do, seen from outside: the gate rises only at a `verify` just answered.
  private func roseRightly(_ before: CallRun, _ event: CallEvent, _ after: CallRun) -> Bool {
    guard after.liveGate.level > before.liveGate.level else { return true }
    switch event {
    case .compared, .personNamed: return after.identity.result != .notAsked
    default: return false
    }
  }

  @Test(
    "the gate never rises but by a verify, and the fold of the journal is the state",
    arguments: 0..<60)
  func random(_ seed: Int) throws {
    var dice = Dice(state: UInt64(seed) &* 7919 &+ 3)
    let edition = TestScript.edition(seed.isMultiple(of: 2) ? TestScript.road : Self.circle)
    var run = CallRun(edition: edition)
    _ = try run.handle(.began(TestCall.start(sensitive: seed % 3 == 0)), at: TestCall.noon)
    for step in 1...60 {
      let event = choices(run).randomElement(using: &dice)!
      let before = run
      guard (try? run.handle(event, at: TestCall.noon + Double(step))) != nil else {
        #expect(run == before)
        continue
      }
      #expect(roseRightly(before, event, run), "\(event.kind) raised the gate")
      #expect(run.withheld.isEmpty && run.tries <= IdentityPolicy.triesPerDay)
      #expect(before.tries <= run.tries)
    }
    let folded = try CallRun(replaying: run.journal, edition: edition)
    #expect(folded == run)
  }

  @Test("back, then the same answer, is where the call was", arguments: 0..<40)
  func backAndForward(_ seed: Int) throws {
    var dice = Dice(state: UInt64(seed) &* 104_729 &+ 1)
    let edition = TestScript.edition(seed.isMultiple(of: 2) ? TestScript.road : Self.circle)
    var run = CallRun(edition: edition)
    _ = try run.handle(.began(TestCall.start()), at: TestCall.noon)
    for step in 1...40 {
      let event = choices(run).randomElement(using: &dice)!
      let before = run
      guard (try? run.handle(event, at: TestCall.noon)) != nil, step > 0 else { continue }
      guard run.answers.count > before.answers.count, before.liveGate.level <= run.liveGate.level,
        before.lasting == run.lasting
      else { continue }
      var again = run
      _ = try again.handle(.back, at: TestCall.noon)
      #expect(again.prompt == before.prompt && again.liveGate.level == before.liveGate.level)
      _ = try again.handle(event, at: TestCall.noon)
      #expect(again.standing == run.standing && again.liveGate == run.liveGate)
    }
  }
}
