import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("flow/unreachable")
struct UnreachableTests {
  @Test("a node that nothing leads to, named nodes only")
  func lost() {
    var draft = Draft.sound
    draft.add("lost", .end(.noAnswer))
    draft.add("lost.then", .end(.noAnswer), named: false)
    #expect(draft.found == ["flow/unreachable @ lost"])
  }

  @Test("what only an interrupt or the inbound start leads to is reached")
  func roots() {
    var draft = Draft.sound
    draft.startInbound = "inbound"
    draft.add("inbound", .hear(["patient": "identity"]))
    #expect(draft.found == [])
  }

  @Test("a fragment's node is unreachable only when no script reaches it")
  func fragment() {
    var using = Draft.sound
    using.add("shared", .end(.noAnswer, .dropped), file: "scripts/common.yaml")
    #expect(using.found == ["flow/unreachable @ shared"])
    var other = using
    other.id = "other"
    other.interrupts[.dropped] = "shared"
    let reports = Checker.check(
      [using.script, other.script], phrasebooks: ["test": using.books, "other": other.books],
      disclosure: Disclosure(), source: "en")
    #expect(reports["test"]?.findings == [])
  }
}
