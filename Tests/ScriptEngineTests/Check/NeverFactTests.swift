import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("privacy/never")
struct NeverFactTests {
  @Test("a never-fact is found in any text, used or not", arguments: Fact.never.sorted())
  func never(name: String) {
    var draft = Draft.sound
    draft.texts["unused"] = "Your {\(name)}."
    #expect(draft.found == ["privacy/never @ locales/x.yaml:1:1"])
  }

  @Test("a fact that the clinic never discloses is one too, also behind the open gate")
  func disclosure() {
    var draft = Draft.sound
    draft.disclosure = ["reason": .never]
    #expect(draft.found == ["privacy/never @ locales/x.yaml:1:1"])
  }

  @Test("the same word without braces is only a word")
  func plain() {
    var draft = Draft.sound
    draft.texts["unused"] = "Your phone, your {{mrn}}."
    #expect(draft.found == [])
  }
}
