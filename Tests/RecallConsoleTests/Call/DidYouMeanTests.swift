import RecallDomain
import Testing

@testable import RecallConsole

@Suite("a slip of the finger in a call")
struct DidYouMeanTests {
  @Test(
    "is answered with what may have been meant, as this screen has it, never taken for it",
    arguments: [
      ("en", ["skip", "voicemail", "/back", "clinical", "patient"]),
      ("es", ["omitir", "buzón", "/atrás", "clínica", "paciente"]),
    ])
  func asked(locale: String, words: [String]) throws {
    let day = try ConsoleDay()
    day.locale = locale
    let lines = [
      "next", "skpi busy", "", "voicemial", "/bakc", "clinicla", "pacient", "/xyzzyx", "qqqqqq",
    ]
    let said = day.run(lines).problems.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for word in words { #expect(said.contains(" \(word)?"), "\(word): \(said)") }
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

  @Test(
    "at the main prompt and at that of practice too",
    arguments: [("en", "next"), ("es", "siguiente")])
  func verbs(locale: String, word: String) throws {
    let day = try ConsoleDay()
    day.locale = locale
    #expect(day.run(["nxet", "quit"]).problems.contains(" \(word)?"))
    let practice = PracticeDay()
    practice.consoleLocale = locale
    #expect(try practice.run(["nxet", "quit"]).problems.contains(" \(word)?"))
  }

  @Test(
    "behind inbox: a queue, an act with its item, and what is overdue where",
    arguments: [
      ("en", ["clincal": "clinical", "tkae 1": "take 1", "overdue recrods": "overdue records"]),
      ("es", ["tomra 1": "tomar 1", "vencdos": "vencidos"]),
    ])
  func inbox(locale: String, slips: [String: String]) throws {
    let day = try ConsoleDay()
    day.locale = locale
    for (slip, meant) in slips {
      let said = day.run(["inbox \(slip)", "quit"]).problems
        .split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(said.contains(" \(meant)?"), "\(slip): \(said)")
    }
    #expect(!day.run(["inbox qqqqqq", "quit"]).problems.contains("?"))
  }

  @Test("at an identity prompt nothing that was typed is said again")
  func identity() throws {
    let text = try ConsoleDay().run(["next", "", "patient", "/bakc"]).everything
    #expect(!text.contains("bakc"))
  }
}
