import RecallDomain
import Testing

@testable import ScriptEngine

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
      $0.add("sure", .verify(.identity, verified: "reason", failed: "sure", refused: "sorry"))
      $0.add("safe", .verify(.identity, verified: "reason", failed: "sorry", refused: "safe"))
      $0.add(
        "opening", .hear(["a": "sure", "b": "safe", "c": "identity", "d": "voicemail", "e": "go"]))
      $0.add("go", .go(.atMost(2, "go", then: "sorry")))
    }
    #expect(found == [])
  }

  @Test("a helper whom nobody can have allowed fails, and whatever follows is all there is")
  func askingNobody() {
    let found = found {
      $0.add("opening", .hear(["a": "identity", "b": "helper", "c": "voicemail"]))
      $0.add("helper", .verify(.helper, verified: "reason", failed: "round", refused: "sorry"))
      $0.add("round", .send(queued: "sorry", noConsent: "helper"))
    }
    #expect(
      found == [
        "flow/forced-loop @ helper: b", "flow/forced-loop @ round: b failed",
      ])
  }
}
