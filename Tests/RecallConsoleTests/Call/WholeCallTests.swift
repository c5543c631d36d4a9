import RecallDomain
import ScriptEngine
import Testing

@testable import RecallConsole

@Suite("One call, from next to saved")
struct WholeCallTests {
  static let pinned = ["next", "", "patient", "y", "1961-03-04", "ready", "1", "", "quit"]

  @Test("the pinned transcript asks its prompts in their order and ends in a saved note")
  func pinned() throws {
    let day = try ConsoleDay()
    let call = day.run(Self.pinned)
    #expect(
      call.prompts == [
        "recall", "dial", "opening", "full_name", "date_of_birth", "reason", "offer", "save",
        "recall",
      ])
    #expect(call.code == 0)
    #expect(call.lines.contains("saved"))
    let note = try #require(day.notes.first)
    #expect(day.notes.count == 1)
    #expect(note.ending == Ending(.scheduled, .booked))
    #expect(note.identity.result == .verified)
    #expect(call.problems == "")
  }

  @Test("nothing of the chart is on the screen before the gate opens")
  func gate() throws {
    let call = try ConsoleDay().run(["next", "", "patient", "y"])
    let words = call.output.split(separator: "❝").dropFirst().map { $0.prefix { $0 != "❞" } }
      .joined()
    #expect(!words.contains("Okafor"))
    #expect(!words.contains("1961"))
  }

  @Test("the card shows no identifier that the gate may ask for")
  func card() throws {
    let call = try ConsoleDay(kind: .live).run(["next", "/quit"])
    for secret in ["1961", "02139", "0177", "555 0177"] {
      #expect(!call.everything.contains(secret))
    }
    #expect(call.output.contains("617 555 0142"))
    #expect(call.output.contains("INTERNAL, never spoken"))
  }

  @Test("a live identity prompt gives no answer away, and what is typed is never repeated")
  func identityIsSilent() throws {
    let typed = ["Roza Delgadillo", "03051961", "99999", "xq-1"]
    let call = try ConsoleDay(kind: .live).run(["next", "", "patient"] + typed)
    for secret in typed + ["March 4", "March 5", "1961"] {
      #expect(!call.everything.contains(secret))
    }
    #expect(call.output.contains("no match"))
  }

  @Test("identity prompts erase and throw away; the opening does neither")
  func requests() throws {
    let call = try ConsoleDay().run(Self.pinned)
    let by = Dictionary(grouping: call.requests, by: \.name).compactMapValues(\.first)
    #expect(by["full_name"]?.erasesAfter == true)
    #expect(by["date_of_birth"]?.discardsTypeahead == true)
    #expect(by["opening"]?.discardsTypeahead == false)
    #expect(by["dial"]?.discardsTypeahead == true)
    #expect(by["save"]?.discardsTypeahead == true)
    #expect(call.requests.filter(\.keepsHistory).allSatisfy { $0.name == "recall" })
  }

  @Test("no line of a whole call is wider than the screen", arguments: ["en", "es"])
  func width(_ locale: String) throws {
    let day = try ConsoleDay { patient, _ in patient.language = "es" }
    day.locale = locale
    let call = day.run([
      "help", "worklist", "next", "?", "", "?", "patient", "?", "y", "1961-03-04", "?", "ready",
      "?", "1", "?", "", "last", "quit",
    ])
    #expect(call.lines.contains("saved"))
    for line in call.lines { #expect(TerminalText.width(line) <= 80, "\(line)") }
  }

  @Test("the console speaks Spanish and the patient English, each on its own")
  func languages() throws {
    let day = try ConsoleDay()
    day.locale = "es"
    let call = day.run(["next", ""])
    #expect(call.output.contains("INTERNO, no se dice"))
    #expect(call.output.contains("calling") || call.output.contains("Good afternoon"))
  }
}

@Suite("At dial")
struct DialTests {
  @Test("leaving gives the patient back", arguments: ["/back", "/park", "/quit"])
  func leaving(_ line: String) throws {
    let day = try ConsoleDay()
    let call = day.run(["next", line])
    #expect(call.output.contains("Given back"))
    #expect(day.run(["open r-1"]).prompts.contains("dial"))
    #expect(day.notes.isEmpty)
  }

  @Test("the end of the input gives the patient back too")
  func endOfInput() throws {
    let call = try ConsoleDay().run(["next"])
    #expect(call.output.contains("Given back"))
  }

  @Test("a skip needs a reason")
  func skip() throws {
    let call = try ConsoleDay().run(["next", "skip", "skip line is noisy"])
    #expect(call.problems.contains("reason"))
    #expect(call.prompts == ["recall", "dial", "dial", "recall"])
  }

  @Test("ending and the emergency wait for the call", arguments: ["/end no-answer", "!", "/say"])
  func refused(_ line: String) throws {
    let call = try ConsoleDay().run(["next", line])
    #expect(call.problems.contains("has not begun"))
    #expect(call.prompts == ["recall", "dial", "dial"])
  }

  @Test("another number is dialled and shown, the first one hidden")
  func number() throws {
    let day = try ConsoleDay()
    let call = day.run(["next", "number 2", "", "no_answer", "", "quit"])
    #expect(call.output.contains("617 555 0177"))
    #expect(day.notes.first?.number == "+16175550177")
  }

  @Test("back at the first prompt withdraws the attempt and asks dial again")
  func withdrawn() throws {
    let day = try ConsoleDay()
    let call = day.run(["next", "", "/back", "", "no_answer", "", "quit"])
    #expect(call.prompts == ["recall", "dial", "opening", "dial", "opening", "save", "recall"])
    #expect(day.notes.count == 1)
    #expect(day.notes.first?.attempt == 1)
  }

  @Test("after a crash at dial the same card asks whether it was dialled", arguments: ["y", "n"])
  func dialled(_ answer: String) throws {
    let day = try ConsoleDay()
    let first = day.run(events: [.line("next"), .terminated(15)])
    #expect(first.code == 143)
    let call = day.run(["next", answer])
    #expect(call.prompts.starts(with: ["recall", "dialled", answer == "y" ? "opening" : "dial"]))
  }
}

@Suite("The shipped folder, as the console needs it")
struct ShippedFolderTests {
  @Test("its script may be used, and nothing about its words is amiss")
  func findings() {
    let errors = ClinicFolder.library.findings.filter { $0.severity == .error }
    #expect(errors.map { "\($0.rule.rawValue) \($0.place) \($0.message)" } == [])
    #expect(ClinicFolder.library.editions["overdue-follow-up"] != nil)
  }
}
