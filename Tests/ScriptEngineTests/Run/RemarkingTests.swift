import RecallDomain
import Testing

@testable import ScriptEngine

/// Language and interpreter change without an answer, so that undoing an answer leaves them alone.
@Suite("The language and the interpreter of a call stay after back")
struct RemarkingTests {
  private static let script = """
    recall-script: 1
    id: test
    start: opening
    nodes:
      opening: { say: hi, hear: { patient: tongue } }
      tongue: { say: which, ask: language, then: { given: helper, none: helper } }
      helper: { say: who, ask: interpreter, then: { given: reason, none: reason } }
      reason: { say: why, hear: { ready: offer } }
      offer: { say: when, ask: question, then: { given: done, none: done } }
      done: { say: bye, end: no-answer, detail: technical }
    """

  /// The patient is on record with Spanish, and was bridged to.
  private func call(_ keeping: Keeping) -> TestCall {
    TestCall(keeping, script: Self.script, start: TestCall.start(bridge: true))
  }

  @Test("another interpreter replaces the one who was asked for", arguments: Keeping.allCases)
  func interpreter(_ keeping: Keeping) {
    var call = call(keeping)
    call.send(.heard("patient"), .answered(.language, .language("vi")))
    call.send(.answered(.interpreter, .text("4419")), .heard("ready"), .interpreter("5500"))
    #expect(call.run.interpreter == "5500")
    call.send(.back)
    #expect(call.prompt == "reason" && call.run.interpreter == "5500")
    #expect(call.run.fields[.interpreter] == .some(.text("5500")))
    call.send(.back)
    #expect(call.prompt == "helper" && call.run.interpreter == "5500")
    call.send(.answered(.interpreter, .text("6600")))
    #expect(call.run.interpreter == "6600", "what is answered afterwards counts")
  }

  @Test("a mistyped language, undone, leaves the patient's choice", arguments: Keeping.allCases)
  func mistyped(_ keeping: Keeping) {
    var call = call(keeping)
    call.send(.locale("en"), .heard("patient"))
    #expect(call.run.neededLanguage == "en" && call.run.chosenLanguage == "en")
    call.send(.answered(.language, .language("es")))
    #expect(call.run.neededLanguage == "es" && call.run.chosenLanguage == nil)
    call.send(.back)
    #expect(call.run.neededLanguage == "en" && call.run.chosenLanguage == "en")
  }

  @Test("a choice outlives every answer before it", arguments: Keeping.allCases)
  func choice(_ keeping: Keeping) {
    var call = call(keeping)
    call.send(.heard("patient"), .answered(.language, .language("es")), .locale("en"))
    for prompt in ["tongue", "opening"] {
      call.send(.back)
      #expect(call.prompt == prompt)
      #expect(call.run.neededLanguage == "en" && call.run.chosenLanguage == "en")
    }
  }

  @Test("a region, however it is written, makes no other language", arguments: ["en-US", "en_US"])
  func region(_ tag: String) {
    var call = call(.live)
    call.send(.heard("patient"), .answered(.language, .language(tag)), .locale("en"))
    #expect(call.run.chosenLanguage == nil)
  }
}
