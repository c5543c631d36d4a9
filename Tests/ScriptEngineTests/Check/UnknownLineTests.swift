import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("reference: lines and facts")
struct UnknownLineTests {
  @Test("a line that the source language does not hold is unknown, with the nearest name")
  func line() {
    var draft = Draft.sound
    draft.add("sorry", .end(.noAnswer, .identityNotConfirmed), say: ["resaon"])
    draft.missing = ["resaon"]
    #expect(draft.found == ["reference @ sorry.say"])
    #expect(
      draft.report.findings[0].message == "line \"resaon\" is unknown; did you mean \"reason\"?")
  }

  @Test("a line that only a translation lacks is known")
  func translation() {
    var draft = Draft.sound
    draft.translations["es"] = [:]
    #expect(draft.found == [])
  }

  @Test("a name in braces must be a fact", arguments: ["{reson}", "{", "}", "{Reason}"])
  func fact(text: String) {
    var draft = Draft.sound
    draft.texts["unused"] = text
    #expect(draft.found == ["reference @ locales/x.yaml:1:1"])
  }
}
