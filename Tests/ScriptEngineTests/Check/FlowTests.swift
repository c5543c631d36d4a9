import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("flow/dead-end")
struct DeadEndTests {
  @Test("a node that leads only to itself")
  func itself() {
    var draft = Draft.sound
    draft.add("reason", .hear(["ready": "offer", "later": "callback", "what": "trap"]))
    draft.add("trap", .hear(["again": "trap"]))
    #expect(draft.found == ["flow/dead-end @ trap: patient verified what"])
  }

  @Test("two nodes that lead only to each other, and one without any way")
  func circle() {
    var draft = Draft.sound
    draft.interrupts[.busy] = "one"
    draft.add("one", .hear(["on": "two"]))
    draft.add("two", .hear(["on": "one"]))
    #expect(
      draft.found(.deadEnd) == ["flow/dead-end @ one: /busy", "flow/dead-end @ two: /busy on"])
    draft.add("two", .hear([:]))
    #expect(draft.found(.deadEnd).count == 2)
  }

  @Test("resume is a way to an end, and a dead end that no conversation reaches is another rule's")
  func close() {
    var draft = Draft.sound
    draft.add("hesitant", .hear(["go_on": "resume"]))
    draft.add("lost", .hear(["again": "lost"]))
    #expect(draft.found == ["flow/unreachable @ lost"])
  }
}

@Suite("flow/forced-loop")
struct ForcedLoopTests {
  private func found(_ change: (inout Draft) -> Void) -> [String] {
    var draft = Draft.sound
    change(&draft)
    return draft.found(.forcedLoop)
  }

  @Test("a leave that comes back when it is not permitted")
  func leave() {
    let found = found {
      $0.add(
        "voicemail",
        .leave(.voicemail, left: "left", notLeft: "machine", notPermitted: "voicemail"))
    }
    #expect(found == ["flow/forced-loop @ voicemail: machine"])
  }

  @Test("a send without consent that goes round")
  func send() {
    let found = found {
      $0.interrupts[.busy] = "tell"
      $0.add("tell", .hear(["go": "send"]))
      $0.add("send", .send(queued: "number", noConsent: "tell"))
    }
    #expect(
      found == ["flow/forced-loop @ tell: /busy", "flow/forced-loop @ send: /busy go"])
  }

  @Test("a verify that asks for ever unless somebody refuses differently")
  func verify() {
    let found = found {
      $0.add("sure", .verify(.identity, verified: "reason", failed: "sure", refused: "sure"))
      $0.add("reason", .hear(["ready": "offer", "later": "callback"]))
      $0.add("opening", .hear(["patient": "sure", "other": "identity", "machine": "voicemail"]))
    }
    #expect(found == ["flow/forced-loop @ sure: patient"])
  }

  @Test("refused alone is enough, verified with failed is, a bounded loop counts as its then")
  func close() {
    let found = found {
      $0.add("sure", .verify(.identity, verified: "sure", failed: "sure", refused: "sorry"))
      $0.add("safe", .verify(.identity, verified: "reason", failed: "sorry", refused: "safe"))
      $0.add(
        "opening", .hear(["a": "sure", "b": "safe", "c": "identity", "d": "voicemail", "e": "go"]))
      $0.add("go", .go(.atMost(2, "go", then: "sorry")))
    }
    #expect(found == [])
  }
}

@Suite("flow/unreachable")
struct UnreachableTests {
  @Test("a node that nothing leads to, named nodes only")
  func lost() {
    var draft = Draft.sound
    draft.add("lost", .end(.noAnswer))
    draft.add("lost.then", .end(.noAnswer), named: false)
    #expect(draft.found == ["flow/unreachable @ lost"])
  }

  @Test("what only an interrupt or the inbound start leads to is reached")
  func roots() {
    var draft = Draft.sound
    draft.startInbound = "inbound"
    draft.add("inbound", .hear(["patient": "identity"]))
    #expect(draft.found == [])
  }

  @Test("a fragment's node is unreachable only when no script reaches it")
  func fragment() {
    var using = Draft.sound
    using.add("shared", .end(.noAnswer, .dropped), file: "scripts/common.yaml")
    #expect(using.found == ["flow/unreachable @ shared"])
    var other = using
    other.id = "other"
    other.interrupts[.dropped] = "shared"
    let reports = Checker.check(
      [using.script, other.script], phrasebooks: ["test": using.books, "other": other.books],
      disclosure: Disclosure(), source: "en")
    #expect(reports["test"]?.findings == [])
  }
}

@Suite("flow/fact-not-given")
struct FactNotGivenTests {
  private func found(_ change: (inout Draft) -> Void) -> [String] {
    var draft = Draft.sound
    change(&draft)
    return draft.found(.factNotGiven)
  }

  @Test("a window said where none was given")
  func window() {
    #expect(
      found { $0.texts["number"] = "Then {callback_window}." }
        == ["flow/fact-not-given @ number.say: /busy none"])
  }

  @Test("an appointment said before it is booked")
  func appointment() {
    #expect(
      found { $0.texts["desk"] = "See you on {appointment}." }
        == ["flow/fact-not-given @ desk.say: patient verified ready clinic_books"])
  }

  @Test("an answer promised before anything was routed")
  func answer() {
    #expect(
      found { $0.texts["number"] = "An answer by {answer_by}." }
        == ["flow/fact-not-given @ number.say: /busy none"])
  }

  @Test("the engine and messages may use none of them")
  func engine() {
    #expect(found { $0.engine = ["engine.resume": "Till {callback_window}."] }.count == 1)
    #expect(found { $0.messages = ["message.portal": "On {appointment}."] }.count == 1)
  }

  @Test("a node's own route counts for its own words")
  func close() { #expect(found { _ in } == []) }
}
