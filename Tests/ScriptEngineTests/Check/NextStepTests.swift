import RecallDomain
import Testing

@testable import ScriptEngine

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
