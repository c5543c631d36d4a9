import Foundation
import RecallDomain

@testable import ScriptEngine

/// Any events that a call takes, in any order, watched.
struct RandomCall {
  private let subject: CrossSubject
  private var random: SeededNumbers
  private var call: CallRun
  private var witness: Witness
  private(set) var told: [String] = []
  private(set) var problem: String?
  private var clock = TestCall.noon
  private let watch: (CallRun, [CallMoment]) -> Void

  init(
    _ subject: CrossSubject, seed: UInt64,
    watch: @escaping (CallRun, [CallMoment]) -> Void = { _, _ in }
  ) {
    self.subject = subject
    self.watch = watch
    random = SeededNumbers(seed: seed)
    call = CallRun(edition: subject.edition)
    witness = Witness(subject)
    let start = CrossSubject.start(chance(25) ? .inbound : .outbound, permits: permits())
    send(.began(start))
  }

  mutating func run(steps: Int) {
    for _ in 0..<steps where problem == nil && !witness.isLost {
      guard call.prompt != .over, let event = choices().randomElement(using: &random) else {
        return
      }
      send(event)
    }
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  private mutating func permits() -> CallPermits {
    TestCall.permits(
      voicemail: chance(70), withPerson: chance(70), message: chance(70) ? .sms : nil)
  }

  private mutating func choices() -> [CallEvent] {
    if call.lasting.parked { return [.takenUp(by: "ben", permits())] }
    if chance(8) { return [.back] }
    if chance(8) { return [.parked] }
    if chance(25) {
      return subject.script.interrupts.keys.sorted { $0.code < $1.code }.map { .interrupted($0) }
    }
    let person = CallNote.PersonOnLine(name: "Pat", relationship: "child")
    switch call.prompt {
    case .hear(_, let responses): return responses.map { .heard($0.name) }
    case .identifier(_, let kind, _):
      return [
        .compared(kind, .match), .compared(kind, .match), .compared(kind, .match),
        .compared(kind, .match), .compared(kind, .mismatch), .compared(kind, .notGiven), .refused,
      ]
    case .person:
      return [
        .personNamed(person, accepted: true), .personNamed(person, accepted: false), .refused,
      ]
    case .ask(_, let field):
      return [.answered(field, SampleAnswer.to(field)), .answered(field, nil)]
    case .book:
      let given = GivenAppointment(start: clock + 700_000, provider: nil, slot: nil)
      return [.booked(given), .booked(given), .noneSuit, .clinicBooks]
    case .leave: return [.left, .notLeft]
    case .save: return []
    case .over: return []
    }
  }

  private mutating func send(_ event: CallEvent) {
    told.append("\(event)".prefix(40).description)
    do throws(CallRefusal) {
      let moments = try call.trace(event, at: clock).moments
      clock += 1
      if event == .back { witness.undo(call) }
      witness.see(moments)
      watch(call, moments)
    } catch {
      // Refused: the call stands where it stood. A circle without a prompt, through gates that ask
      // nobody because they are open, is refused so; the format's rules do not look at the gate.
      return
    }
    judge()
  }

  private mutating func judge() {
    let missed = witness.breaches.subtracting(subject.found)
    if !missed.isEmpty { problem = "no finding for \(missed.sorted())" }
    if !witness.strangers.isEmpty { problem = "never walked: \(witness.strangers.sorted())" }
    let withheld = Set(call.withheld)
    if !witness.isLost && withheld != witness.early {
      problem =
        "withheld \(withheld.sorted()), said too early \(witness.early.sorted()), \(call.utterances)"
    }
  }
}
