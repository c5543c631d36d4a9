import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("flow/fact-not-given")
struct FactNotGivenTests {
  private func found(_ change: (inout Draft) -> Void) -> [String] {
    var draft = Draft.sound
    change(&draft)
    return draft.found(.factNotGiven)
  }

  @Test("a window said where none was given")
  func window() {
    #expect(
      found { $0.texts["number"] = "Then {callback_window}." }
        == ["flow/fact-not-given @ number.say: /busy none"])
  }

  @Test("an appointment said before it is booked")
  func appointment() {
    #expect(
      found { $0.texts["desk"] = "See you on {appointment}." }
        == ["flow/fact-not-given @ desk.say: patient verified ready clinic_books"])
  }

  @Test("an answer promised before anything was routed")
  func answer() {
    #expect(
      found { $0.texts["number"] = "An answer by {answer_by}." }
        == ["flow/fact-not-given @ number.say: /busy none"])
  }

  @Test("the engine and messages may use none of them")
  func engine() {
    #expect(found { $0.engine = ["engine.resume": "Till {callback_window}."] }.count == 1)
    #expect(found { $0.messages = ["message.portal": "On {appointment}."] }.count == 1)
  }

  @Test("a node's own route counts for its own words")
  func close() { #expect(found { _ in } == []) }
}
