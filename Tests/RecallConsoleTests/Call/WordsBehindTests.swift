import RecallDomain
import Testing

@testable import RecallConsole

@Suite("what is typed behind an interrupt")
struct WordsBehindTests {
  @Test(
    "answers the prompt that it leads to, and stands there as if typed there",
    arguments: [("en", "/busy tomorrow 3pm"), ("es", "/ocupado mañana 3pm")])
  func answers(locale: String, line: String) throws {
    let day = try ConsoleDay()
    day.locale = locale
    let said = day.run(["next", "", line, "", ""])
    let words = line.split(separator: " ").dropFirst().joined(separator: " ")
    #expect(said.output.contains("busy> \(words)"))
    let note = try #require(day.notes.first)
    #expect((note.fields[.callbackWindow] ?? nil) != nil)
  }

  @Test("is asked for again where it does not answer it, and nothing is lost in silence")
  func unknown() throws {
    let said = try ConsoleDay().run(["next", "", "/language Klingon"])
    #expect(said.output.contains("language> Klingon"))
    #expect(said.problems.contains("not known here"))
  }

  @Test("is told as not understood at a question that it does not answer, and changes nothing")
  func question() throws {
    let day = try ConsoleDay()
    let said = day.run(["next", "", "patient", "/back", "/other_person Maria Solis"])
    #expect(said.problems.contains("“Maria Solis”"))
  }

  @Test(
    "may follow words that together mean one interrupt",
    arguments: ["/otro idioma ruso", "/Otro  Idioma ruso"])
  func severalWords(line: String) throws {
    let read = CommandReading.read(line, ClinicFolder.typed)
    #expect(read == .interrupt(.language, argument: "ruso"))
  }

  @Test("leads on: a command or an interrupt of its own works there as if typed there")
  func leadsOn() throws {
    let said = try ConsoleDay().run(["next", "", "/busy ?"])
    #expect(said.output.contains("At busy>"))
  }
}

@Suite("what is typed behind lookup")
struct WordsBehindLookupTests {
  @Test("is asked for at a prompt that no history keeps, and is not shown again")
  func asked() throws {
    let said = try ConsoleDay().run(["lookup Delgado", "Delgado", "quit"])
    #expect(said.output.contains("Type it here"))
    #expect(said.output.contains("Rosa Delgado"))
  }
}
