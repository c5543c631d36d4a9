import RecallDomain
import Testing

@testable import RecallConsole

@Suite("a slip of the finger in a call")
struct DidYouMeanTests {
  @Test("is answered with what may have been meant, never taken for it", arguments: ["en", "es"])
  func asked(locale: String) throws {
    let day = try ConsoleDay()
    day.locale = locale
    let lines = ["next", "skpi busy", "", "voicemial", "/bakc", "clinicla", "/xyzzyx", "qqqqqq"]
    let said = day.run(lines).problems
    for word in ["skip", "voicemail", "/back", "clinical"] {
      #expect(said.contains(" \(word)?"), "\(word)")
    }
    #expect(day.notes.isEmpty)
  }

  @Test(
    "a word that leads on to the next call is no remark in the note of this one",
    arguments: ["en", "es"])
  func leadsOn(locale: String) throws {
    let day = try ConsoleDay()
    day.locale = locale
    let words = locale == "es" ? ["salir", "Siguiente"] : ["quit", "Next"]
    let said = day.run(["next", "", "no_answer"] + words + ["Rang ten times, then next", ""])
    #expect(said.problems.contains("“\(words[0])”") && said.problems.contains("“\(words[1])”"))
    let note = try #require(day.notes.first)
    #expect(note.remarks == ["Rang ten times, then next"])
  }

  @Test("at an identity prompt nothing that was typed is said again")
  func identity() throws {
    let text = try ConsoleDay().run(["next", "", "patient", "/bakc"]).everything
    #expect(!text.contains("bakc"))
  }
}
