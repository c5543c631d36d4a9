import RecallDomain
import Testing

@testable import RecallConsole

@Suite("A caller who is not qualified in the patient's language")
struct BridgeTests {
  private static let bridgePhrase = "Voy a comunicarme con un intérprete"
  private static let identityQuestion = "could you please tell me your full name"

  /// Ana speaks English alone; the patient's language is as given.
  private func day(_ language: String? = "es") throws -> ConsoleDay {
    let day = try ConsoleDay { patient, _ in patient.language = language }
    day.caller.languages = ["en"]
    return day
  }

  @Test("says the bridge phrase, and asks the patient nothing in another language")
  func phraseAlone() throws {
    let call = try day().run(["open r-1", "", "patient", "y", "1961-03-04", "", "/say", "/both"])
    #expect(call.prompts.suffix(6).allSatisfy { $0 == "full_name" })
    #expect(call.output.unwrapped.contains(Self.bridgePhrase))
    #expect(!call.everything.unwrapped.contains(Self.identityQuestion))
    #expect(call.problems.contains("First the language"))
    #expect(
      !call.everything.contains("1961"), "what is typed at an identity prompt is not repeated")
  }

  @Test("hands the call to the language queue")
  func queue() throws {
    let day = try day()
    let call = day.run([
      "open r-1", "", "patient", "la", "Spanish", "bilingual_later", "", "inbox", "quit",
    ])
    let note = try #require(day.notes.first)
    #expect(note.ending == Ending(.languageSupport, .bilingualCaller))
    #expect(note.routed.map(\.queue) == [.language])
    #expect(note.spokenLanguages == ["en"])
    #expect(!call.everything.unwrapped.contains(Self.identityQuestion))
  }

  @Test("goes on with an interpreter who joins, whose id is in the journal and in the note")
  func interpreter() throws {
    let day = try day()
    let call = day.run([
      "open r-1", "", "patient", "/interpreter", "/interpreter 4419", "y", "1961-03-04", "ready",
      "1", "", "quit",
    ])
    #expect(call.output.unwrapped.contains(Self.identityQuestion))
    #expect(call.problems.contains("/interpreter and their name"))
    let note = try #require(day.notes.first)
    #expect(note.interpreter == "4419" && note.ending == Ending(.scheduled, .booked))
    #expect(note.summary.contains("Interpreter: 4419."))
  }

  @Test("an interpreter whom the script itself asks for counts as well")
  func interpreterOfScript() throws {
    let day = try day()
    let call = day.run([
      "open r-1", "", "patient", "la", "es", "interpreter_here", "4419", "y", "1961-03-04",
    ])
    #expect(call.prompts.last == "reason")
    #expect(call.problems == "")
  }

  @Test("an interpreter named before dialling leaves nothing to bridge; /interpreter does the same")
  func beforeDialling() throws {
    for command in ["interpreter 4419", "/interpreter 4419"] {
      let day = try day()
      let call = day.run(["open r-1", command, "", "patient", "y", "1961-03-04", "dr", "", "quit"])
      #expect(!call.output.contains(Self.bridgePhrase))
      #expect(day.notes.first?.interpreter == "4419")
    }
  }

  @Test("a patient who would rather speak the caller's language chooses it, on the record")
  func ownChoice() throws {
    let day = try day()
    let call = day.run([
      "open r-1", "", "patient", "/locale en", "y", "1961-03-04", "ready", "1", "", "quit",
    ])
    #expect(call.output.contains("as the patient prefers"))
    let note = try #require(day.notes.first)
    #expect(note.summary.contains("The patient chose to speak English."))
    #expect(note.spokenLanguages == ["en"] && note.ending == Ending(.scheduled, .booked))
  }

  @Test("and may not switch to a language that they are not qualified in")
  func notQualified() throws {
    let call = try day().run(["open r-1", "", "patient", "/locale es"])
    #expect(call.problems.contains("qualified"))
    #expect(call.prompts.last == "full_name")
  }

  @Test("a language that comes out in the middle of the call stops the script there")
  func inTheMiddle() throws {
    let day = try day("en")
    let call = day.run(
      Road.reason.typed + ["la", "Spanish", "switched", "ready", "1", "la", "", "", "quit"])
    let after = call.prompts.drop { $0 != "language_way" }
    #expect(Array(after.prefix(4)) == ["language_way", "reason", "reason", "reason"])
    #expect(call.output.unwrapped.contains("The patient needs Spanish"))
  }

  @Test("a language without words is bridged too, and an unknown one is not")
  func otherLanguages() throws {
    let vietnamese = try day("vi").run(["open r-1", "", "patient", "y"])
    #expect(vietnamese.output.unwrapped.contains("The patient needs Vietnamese"))
    let unknown = try day(nil).run(["open r-1", "", "patient", "y", "1961-03-04"])
    #expect(unknown.prompts.last == "reason")
  }

  @Test("whoever is not qualified in the clinic's own language bridges in it")
  func ownLanguageOfTheClinic() throws {
    let day = try day("en")
    day.caller.languages = ["es"]
    let call = day.run(["open r-1", "", "patient", "y"])
    #expect(call.output.unwrapped.contains("The patient needs English"))
    #expect(call.prompts.last == "full_name")
  }

  @Test("an emergency, a refusal and somebody else on the line are never held up")
  func neverHeldUp() throws {
    let typed = ["open r-1", "", "patient"]
    #expect(try day().run(typed + ["!", "dolor de pecho"]).prompts.last == "emergency_where")
    #expect(try day().run(typed + ["refuses"]).prompts.last == "save")
    #expect(try day().run(typed + ["st"]).prompts.last == "save")
    #expect(try day().run(typed + ["op", "someone_else"]).prompts.last == "third_party")
  }

  @Test("a colleague who is qualified takes the call over and simply goes on")
  func takenOver() throws {
    let day = try day()
    _ = day.run(["open r-1", "", "patient", "/park", "quit"])
    day.caller = StaffMember(id: "eva", name: "Eva", roles: [.caller], languages: ["en", "es"])
    let call = day.run(["resume 1", "/locale es", "y", "1961-03-04"])
    #expect(call.prompts.last == "reason")
    #expect(call.output.unwrapped.contains("fecha de nacimiento"))
  }
}
