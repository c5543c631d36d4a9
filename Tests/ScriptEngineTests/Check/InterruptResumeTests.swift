import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("interrupt/resume")
struct InterruptResumeTests {
  private func found(_ change: (inout Draft) -> Void) -> [String] {
    var draft = Draft.sound
    change(&draft)
    return draft.found(.interruptResume)
  }

  @Test("resume on the main road")
  func mainRoad() {
    let found = found {
      $0.add("reason", .hear(["ready": "offer", "later": "callback", "back": "resume"]))
    }
    #expect(found == ["interrupt/resume @ reason.back: patient verified back"])
  }

  @Test("an interrupt's node that the main road also uses remembers nothing")
  func shared() {
    let found = found {
      $0.add("reason", .hear(["ready": "offer", "doubts": "hesitant"]))
    }
    // Raised, it is entered as a node of the main road, and that forgets.
    #expect(found == ["interrupt/resume @ hesitant.go_on: /hesitant go_on"])
  }

  @Test("a verify that failed when it was run again has forgotten what it led to")
  func rerun() {
    let found = found {
      $0.interrupts[.context] = "who"
      $0.add("who", .verify(.identity, verified: "reason", failed: "resume", refused: "number"))
    }
    #expect(found == ["interrupt/resume @ who: /context verified /other_person back failed"])
  }

  @Test("taking up a call is the only way there: written /park")
  func park() {
    let found = found {
      $0.interrupts[.context] = "who"
      $0.add("who", .verify(.identity, verified: "reason", failed: "resume", refused: "number"))
      $0.interrupts = [.context: "who"]
    }
    #expect(found == ["interrupt/resume @ who: /context verified /park failed"])
  }

  @Test("an interrupt whose target is resume, and resume from one interrupt inside another")
  func close() {
    #expect(found { $0.interrupts[.hesitant] = .resume } == [])
    #expect(found { $0.interrupts[.busy] = .atMost(1, "hesitant", then: .resume) } == [])
  }
}
