import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("A line marked as hard to say")
struct StumblingTests {
  @Test("changes nothing of the call, and tells where it stood", arguments: Keeping.allCases)
  func unchanged(_ keeping: Keeping) throws {
    var call = TestCall(keeping)
    let line = try #require(call.run.linesOnScreen.last)
    let (before, words) = (call.run, call.words)
    call.send(.stumbled(line: line.line, locale: line.locale, words: "too long"))
    #expect(call.effects == [.stumble(line, words: "too long")])
    #expect(call.words == words && call.run.standing == before.standing)
    #expect(call.run.prompt == before.prompt && call.run.remarks == before.remarks)
    #expect(call.run.gate.level == before.gate.level)
    #expect(call.run.answersGiven == before.answersGiven)
  }

  @Test("is as the script has it: facts in braces, and no value", arguments: Keeping.allCases)
  func asWritten(_ keeping: Keeping) {
    let call = TestCall(keeping, lines: [:])
    for line in call.run.linesOnScreen {
      let phrase = call.run.edition.phrasebooks[line.locale]?.phrase(line.line)
      #expect(line.text == phrase?.asWritten)
    }
    #expect(call.run.linesOnScreen.count == call.words.count)
  }

  @Test("is of the language it is said in")
  func language() {
    var call = TestCall(.live)
    call.send(.locale("es"))
    #expect(call.run.linesOnScreen.map(\.locale).allSatisfy { $0 == "es" })
    #expect(!call.run.linesOnScreen.isEmpty)
  }

  @Test("may be marked and the number withdrawn all the same: nothing has happened in the call")
  func withdrawn() throws {
    var call = TestCall(.live)
    let line = try #require(call.run.linesOnScreen.last)
    call.send(.stumbled(line: line.line, locale: line.locale, words: "x"), .withdrawn)
    #expect(call.run.prompt == .over)
  }

  @Test("that no file has is refused")
  func unknown() {
    var call = TestCall(.live)
    #expect(
      call.refusal(of: .stumbled(line: "no.such", locale: "en", words: "x")) == .notHere)
  }
}
