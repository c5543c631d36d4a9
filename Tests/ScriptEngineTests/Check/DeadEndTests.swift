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

  @Test("an identity whose gate a representative has opened leads on, and round in a circle")
  func openGate() {
    var draft = Draft.sound
    draft.add("opening", .hear(["patient": "identity", "mother": "proxy", "machine": "voicemail"]))
    draft.add(
      "proxy", .verify(.representative, verified: "sure", failed: "sorry", refused: "sorry"))
    draft.add("sure", .verify(.identity, verified: "spin", failed: "sorry", refused: "sorry"))
    draft.add("spin", .go("sure"))
    #expect(
      draft.found(.deadEnd) == [
        "flow/dead-end @ sure: mother verified",
        "flow/dead-end @ spin: mother verified verified",
      ])
    draft.add("sure", .verify(.identity, verified: "reason", failed: "spin", refused: "sorry"))
    #expect(draft.found(.deadEnd) == [])
  }

  @Test("a helper whom no verified patient can have allowed only fails")
  func helper() {
    var draft = Draft.sound
    draft.add("opening", .hear(["patient": "identity", "son": "helper", "machine": "voicemail"]))
    draft.add("helper", .verify(.helper, verified: "reason", failed: "helper", refused: "sorry"))
    #expect(draft.found(.deadEnd) == ["flow/dead-end @ helper: son"])
    draft.add("helper", .verify(.helper, verified: "reason", failed: "sorry", refused: "helper"))
    #expect(draft.found(.deadEnd) == [])
  }
}
