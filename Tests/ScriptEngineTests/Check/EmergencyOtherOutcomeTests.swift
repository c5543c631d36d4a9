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
