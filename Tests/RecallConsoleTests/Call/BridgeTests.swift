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

  @Test("a colleague who is qualified takes the call over in the patient's language at once")
  func takenOver() throws {
    let day = try day()
    _ = day.run(["open r-1", "", "patient", "/park", "quit"])
    day.caller = Self.eva
    let call = day.run(["resume 1", "y", "1961-03-04"])
    #expect(call.prompts.last == "reason")
    #expect(call.output.contains("Spoken language: Spanish"))
    #expect(call.output.unwrapped.contains("fecha de nacimiento"))
    #expect(!call.everything.unwrapped.contains(Self.identityQuestion))
    #expect(!call.output.unwrapped.contains(Self.bridgePhrase))
  }

  @Test("but where nothing more is spoken, the note tells of no other language")
  func takenOverAtSave() throws {
    let day = try day()
    _ = day.run(["open r-1", "", "patient", "refuses", "/park", "quit"])
    day.caller = Self.eva
    #expect(day.run(["resume 1", "", "quit"]).prompts.contains("save"))
    #expect(day.notes.first?.spokenLanguages == ["en"])
  }

  @Test("a language that the patient chose stays when a colleague takes the call over")
  func takenOverAsChosen() throws {
    let day = try day()
    _ = day.run(["open r-1", "", "patient", "/locale en", "/park", "quit"])
    day.caller = Self.eva
    let call = day.run(["resume 1"])
    #expect(call.output.unwrapped.contains(Self.identityQuestion))
  }

  @Test("a mistyped language that is undone does not bridge again")
  func mistyped() throws {
    let day = try day()
    let call = day.run([
      "open r-1", "", "patient", "/locale en", "/la", "es", "/back", "/back", "y", "1961-03-04",
      "ready", "1", "", "quit",
    ])
    #expect(call.problems == "")
    #expect(day.notes.first?.summary.contains("The patient chose to speak English.") == true)
  }

  @Test("an interpreter who replaced another stays in the note after back")
  func otherInterpreter() throws {
    let day = try day()
    _ = day.run([
      "open r-1", "", "patient", "la", "es", "interpreter_here", "4419", "y", "1961-03-04", "ready",
      "/interpreter 5500", "/back", "ready", "1", "", "quit",
    ])
    let note = try #require(day.notes.first)
    #expect(note.interpreter == "5500" && !note.summary.contains("4419"))
  }

  @Test("what is typed in vain is still listened to, but not where identity is asked")
  func stillListened() throws {
    let switched = Road.reason.typed + ["la", "Spanish", "switched"]
    let cases = [
      ("me duele el pecho", "press ! now"), ("stop calling me", "no more calls"),
      ("interpreter", "In a call that is /interpreter"),
    ]
    for (line, sentence) in cases {
      let call = try day("en").run(switched + [line])
      #expect(call.everything.unwrapped.contains(sentence), "\(line): \(call.everything.unwrapped)")
      #expect(call.prompts.last == "reason")
      let asked = try day().run(["open r-1", "", "patient", line])
      #expect(!asked.everything.unwrapped.contains(sentence), "\(line)")
      #expect(asked.prompts.last == "full_name")
    }
  }

  @Test("interrupts count in every language of the console, also beside a message to leave")
  func interruptsInEveryLanguage() throws {
    let asked = try day().run(["open r-1", "", "patient", "otro idioma"])
    #expect(asked.prompts.last == "language" && asked.problems == "")
    let day = try ConsoleDay { patient, _ in patient.permissions.voicemail = true }
    let leaving = day.run(["open r-1", "", "voicemail", "se cortó"])
    #expect(leaving.prompts.suffix(2) != ["voicemail", "voicemail"] && leaving.problems == "")
  }

  private static let eva = StaffMember(
    id: "eva", name: "Eva", roles: [.caller], languages: ["en", "es"])
}
