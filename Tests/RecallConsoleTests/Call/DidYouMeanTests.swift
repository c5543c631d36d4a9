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

  @Test("at an identity prompt nothing that was typed is said again")
  func identity() throws {
    let text = try ConsoleDay().run(["next", "", "patient", "/bakc"]).everything
    #expect(!text.contains("bakc"))
  }
}
