import RecallDomain

@testable import ScriptEngine

/// A small script by seed: any acts, any targets, some interrupts; rarely a sensible one.
struct RandomScript {
  private var random: SeededNumbers
  private var names: [NodeID] = []
  private let lines = ["plain", "due", "reason", "appointment", "window", "answer"]

  static func draft(seed: UInt64) -> Draft {
    var maker = RandomScript(random: SeededNumbers(seed: seed))
    return maker.draft()
  }

  private mutating func draft() -> Draft {
    let interrupts = Int.random(in: 0...3, using: &random)
    let roots = 1 + interrupts
    names = (0..<Int.random(in: roots + 1...roots + 5, using: &random)).map { "n\($0)" }
    var draft = Draft()
    draft.start = "n0"
    draft.startInbound = names.randomElement(using: &random)!
    draft.texts = [
      "due": "{due}", "reason": "{reason}", "appointment": "{appointment}",
      "window": "{callback_window}", "answer": "{answer_by}",
    ]
    for name in names { draft.add(name, act(), say: say(), route: route()) }
    let kinds: [Interrupt] = [.otherPerson, .emergency, .clinical, .busy, .language, .stopCalling]
    for interrupt in kinds.shuffled(using: &random).prefix(interrupts) {
      draft.interrupts[interrupt] = target()
    }
    return draft
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  private mutating func say() -> [LineID] {
    chance(50) ? [] : [lines.randomElement(using: &random)!]
  }

  private mutating func route() -> [QueueName] {
    chance(75) ? [] : [[QueueName.clinical, .language, .records].randomElement(using: &random)!]
  }

  private mutating func target() -> Target {
    let node = names.randomElement(using: &random)!
    switch Int.random(in: 0..<20, using: &random) {
    case 0...2: return .resume
    case 3: return .node(node, listenerNew: true)
    case 4:
      return .bounded(
        edge: "", node: node, listenerNew: chance(30), atMost: 2,
        then: chance(30) ? .resume : target())
    default: return .node(node, listenerNew: false)
    }
  }

  private mutating func act() -> Act {
    switch Int.random(in: 0..<24, using: &random) {
    case 0...4:
      var responses = [("a", target()), ("b", target())]
      if chance(30) { responses.append(("c", target())) }
      return .hear(
        responses.map {
          Response(name: $0.0, target: $0.1, place: SourcePlace(file: "", line: 0, column: 0))
        })
    case 5...9:
      let person = [VerifiedPerson.identity, .identity, .representative, .helper]
        .randomElement(using: &random)!
      return .verify(person, verified: target(), failed: target(), refused: target())
    case 10...12:
      let field = [CallField.question, .callbackWindow, .language].randomElement(using: &random)!
      return .ask(field, given: target(), none: target())
    case 13: return .book(booked: target(), noneSuit: target(), clinicBooks: target())
    case 14:
      return .leave(
        chance(50) ? .voicemail : .withPerson, left: target(), notLeft: target(),
        notPermitted: target())
    case 15: return .send(queued: target(), noConsent: target())
    case 16: return .go(target())
    default: return .end(ending())
    }
  }

  private mutating func ending() -> Ending {
    let outcome = Outcome.allCases.randomElement(using: &random)!
    return Ending(outcome, outcome.details.randomElement(using: &random)!)!
  }
}
