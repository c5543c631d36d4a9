import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("clinical/not-routed")
struct ClinicalNotRoutedTests {
  private func found(_ change: (inout Draft) -> Void) -> [String] {
    var draft = Draft.sound
    change(&draft)
    return draft.found(.clinicalNotRouted)
  }

  @Test("a question on the main road that nobody gets, whatever is raised afterwards")
  func mainRoad() {
    let found = found {
      $0.add("reason", .hear(["ready": "offer", "later": "callback", "asks": "what"]))
      $0.add("what", .ask(.question, given: "sorry_about", none: "number"))
      $0.add("sorry_about", .end(.callbackRequested, .anyTime), say: ["bye"])
    }
    #expect(found.contains("clinical/not-routed @ sorry_about: patient verified asks given"))
    #expect(
      found.contains("clinical/not-routed @ dropped: patient verified asks given /dropped"))
    #expect(!found.contains { $0.contains("emergency_end") })
  }

  @Test("resume with a question answered and not routed")
  func resume() {
    let found = found {
      $0.interrupts[.hesitant] = "what"
      $0.add("hesitant", .hear(["go_on": "resume"]))
      $0.add("what", .ask(.question, given: "resume", none: "hesitant"))
    }
    #expect(found.contains("clinical/not-routed @ what: /hesitant given"))
  }

  @Test("routed before, on or after the node that asked; asked without an answer")
  func close() {
    #expect(
      found {
        $0.add("question", .ask(.question, given: "noted", none: "number"))
        $0.add("noted", .hear(["go_on": "resume", "on": "question_end"]), route: [.clinical])
      } == [])
    #expect(
      found {
        $0.add("reason", .hear(["ready": "offer", "later": "callback", "asks": "first"]))
        $0.add("first", .hear(["go": "what"]), route: [.clinical])
        $0.add("what", .ask(.question, "number"))
      } == [])
  }
}
