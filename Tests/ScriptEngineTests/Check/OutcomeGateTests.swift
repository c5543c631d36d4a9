import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("outcome/gate")
struct OutcomeGateTests {
  private func found(_ change: (inout Draft) -> Void) -> [String] {
    var draft = Draft.sound
    change(&draft)
    return draft.found(.outcomeGate)
  }

  @Test("a wrong number is not found with the gate open")
  func wrongNumber() {
    let found = found {
      $0.add("reason", .hear(["ready": "offer", "wrong": "wrong"]))
      $0.add("wrong", .end(.wrongNumber), say: ["bye"])
    }
    #expect(found == ["outcome/gate @ wrong: patient verified wrong"])
  }

  @Test("a recall is not closed for good by somebody who is not verified")
  func final() {
    let found = found { $0.add("declined", .end(.declined, .final), say: ["bye"]) }
    #expect(found == ["outcome/gate @ declined: /declines given"])
  }

  @Test("an interrupt that does not close the gate carries it into the outcome")
  func interrupt() {
    let found = found {
      $0.add("dropped", .end(.noAnswer, .technical))
    }
    #expect(found == ["outcome/gate @ dropped: patient verified /dropped"])
  }

  @Test("final behind a verify, a message after leave, dropped at any level: no finding")
  func close() {
    let found = found {
      $0.add("decline", .ask(.declineReason, "sure"))
      $0.add("sure", .verify(.identity, "final", else: "declined"))
      $0.add("final", .end(.declined, .final), say: ["bye"])
      $0.add("reason", .hear(["ready": "offer", "later": "callback", "machine": "voicemail"]))
    }
    #expect(found == [])
  }
}
