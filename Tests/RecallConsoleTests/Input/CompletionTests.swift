import RecallDomain
import Testing

@testable import RecallConsole

@Suite("Tab in two steps: text to kind, kind to words")
struct CompletionTests {
  private var words: CompletionWords {
    CompletionWords(
      segments: ["missed-visit", "overdue-follow-up"], languages: ["en", "es"],
      answers: ["patient", "busy"])
  }

  private func atMain(_ line: String) -> [String] {
    CompletionWords.fitting(words.words(for: .atMainPrompt(line)), line)
  }

  private func inCall(_ line: String) -> [String] {
    CompletionWords.fitting(words.words(for: .inCall(line)), line)
  }

  @Test("verbs at the main prompt, then what may follow them")
  func main() {
    #expect(atMain("l") == ["lookup", "last", "locale"])
    #expect(atMain("next ") == ["missed-visit", "overdue-follow-up"])
    #expect(atMain("next ov") == ["overdue-follow-up"])
    #expect(atMain("inbox su") == ["supervisor"])
    #expect(atMain("locale ") == ["en", "es"])
    #expect(atMain("last ") == ["amend", "correct"])
    #expect(atMain("last correct wr") == ["wrong-number"])
  }

  @Test("nothing of a patient is ever offered", arguments: ["why ", "open ", "lookup "])
  func nothing(_ line: String) { #expect(atMain(line) == []) }

  @Test("answers of the prompt first, commands and interrupts after a slash")
  func call() {
    #expect(inCall("p") == ["patient"])
    #expect(inCall("/pa") == ["/park"])
    #expect(inCall("/em") == ["/emergency"])
    #expect(inCall("PA") == ["patient"])
  }

  @Test("an outcome, then only its own details")
  func end() {
    #expect(inCall("/end wr") == ["wrong-number"])
    #expect(inCall("/end wrong-number ") == ["not-known", "disconnected", "not-a-person"])
    #expect(inCall("/end wrong-number not-known ") == [])
    #expect(inCall("/locale ") == ["en", "es"])
  }
}
