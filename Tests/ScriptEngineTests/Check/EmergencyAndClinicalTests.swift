import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("emergency/other-outcome")
struct EmergencyOtherOutcomeTests {
  private func found(_ change: (inout Draft) -> Void) -> [String] {
    var draft = Draft.sound
    change(&draft)
    return draft.found(.emergencyOtherOutcome)
  }

  @Test("another outcome")
  func outcome() {
    #expect(
      found { $0.add("where", .ask(.emergencyLocation, given: "agreed", none: "question_end")) }
        == ["emergency/other-outcome @ question_end: /emergency given none"])
  }

  @Test("a resume, and back to the main road")
  func resume() {
    #expect(
      found { $0.add("agreed", .hear(["fine": "resume", "yes": "handed"])) }
        == ["emergency/other-outcome @ agreed.fine: /emergency given given fine"])
    #expect(
      found { $0.interrupts[.emergency] = "sorry" }
        == ["emergency/other-outcome @ sorry: /emergency"])
  }

  @Test("nothing else is raised in an emergency, so its long way to the end is sound")
  func close() { #expect(found { _ in } == []) }
}

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

@Suite("close/next-step")
struct NextStepTests {
  private func found(_ change: (inout Draft) -> Void) -> [Finding] {
    var draft = Draft.sound
    change(&draft)
    return draft.report.findings.filter { $0.rule == .nextStep }
  }

  @Test("an end without a word to somebody who listens is a warning")
  func silent() {
    let found = found { $0.add("number", .end(.callbackRequested, .patientWillCall)) }
    #expect(found.map(\.severity) == [.warning])
    #expect(found.map(\.conversation) == [["/busy", "none"]])
  }

  @Test("words before the last answer are no closing words")
  func before() {
    let found = found {
      $0.add("sorry", .hear(["hm": "end"]), say: ["sorry"])
      $0.add("end", .end(.noAnswer, .identityNotConfirmed))
    }
    #expect(found.map(\.conversation) == [["patient", "failed", "hm"]])
  }

  @Test("words said on the way from the last answer count; a machine needs none")
  func close() {
    #expect(
      found {
        $0.add("sorry", .go("end"), say: ["sorry"])
        $0.add("end", .end(.noAnswer, .identityNotConfirmed))
      } == [])
  }
}
