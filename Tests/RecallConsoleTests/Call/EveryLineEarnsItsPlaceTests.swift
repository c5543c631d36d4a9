import Foundation
import RecallDomain
import Testing

@testable import RecallConsole

@Suite("Every line of the screen earns its place")
struct EveryLineEarnsItsPlaceTests {
  private static let clearing = "\u{1B}[H\u{1B}[2J\u{1B}[3J"

  @Test("the card's label to dial stands beside its text", arguments: ["en", "es"])
  func dialLabel(_ locale: String) throws {
    let day = try ConsoleDay()
    day.locale = locale
    let label = locale == "en" ? "dial +1 617 555 0142 mobile" : "marque +1 617 555 0142 celular"
    let line = try #require(day.run(["next"]).lines.first { $0.contains("617 555 0142") })
    #expect(line.hasPrefix("  \(label)  "))
    #expect(line.contains(locale == "en" ? "2:05 PM" : "2:05 p.m."))
  }

  @Test("no fact of the card is broken over two lines when it fits on one")
  func wholeFacts() throws {
    let day = try ConsoleDay { patient, _ in patient.language = "es" }
    let card = day.run(["next"]).lines
    #expect(card.contains { $0.hasSuffix("speaks Spanish, you are qualified") })
    #expect(card.contains { $0.hasSuffix("  other numbers: 2 home (number N)") })
  }

  @Test("who speaks the clinic's own language needs no remark about who may call them")
  func ownLanguage() throws {
    let card = try ConsoleDay().run(["next"])
    #expect(card.output.contains("speaks English"))
    #expect(!card.output.contains("qualified"))
  }

  @Test("a very long name has a line of its own and breaks nothing")
  func longName() throws {
    let day = try ConsoleDay { patient, _ in
      patient.firstName = "Maximiliana Guadalupe de los Ángeles"
      patient.lastName = "Fernández-Echeverría y Vergara de la Torre Bustamante"
    }
    for line in day.run(["next", ""]).lines { #expect(TerminalText.width(line) < 80, "\(line)") }
  }

  @Test("for a minor the card says which answers lead the guardian through the call")
  func guardian() throws {
    let day = try ConsoleDay { patient, _ in
      patient.dateOfBirth = CivilDate(year: 2015, month: 3, day: 4)
      patient.representatives = [
        Representative(name: "Elena Ruiz", relationship: "mother", isGuardian: true)
      ]
    }
    let call = day.run(["next", "", "someone_else", "representative", "Elena Ruiz", "mother"])
    let card = call.output.split(separator: "dial>")[0].split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    #expect(card.contains("ask for Elena Ruiz, the guardian"))
    #expect(card.contains("type someone_else, then representative"))
    #expect(call.prompts.contains("person_relationship"))
    #expect(call.output.contains("match"))
  }

  @Test("a call taken up again is the attempt it was, and its card dials nothing")
  func resumedCard() throws {
    let day = try ConsoleDay()
    _ = day.run(["next", "", "/park", "quit"])
    let card = day.run(["resume", "/why"])
    #expect(card.output.contains("attempt 1 of 4"))
    #expect(card.output.contains("  number +1 617 555 0142 mobile  "))
    #expect(card.output.contains("First in line because: due 12 days ago."))
  }

  @Test("the numbers of an emergency stand in full once, then on one line")
  func emergency() throws {
    let call = try ConsoleDay().run([
      "next", "", "!", "chest pain", "12 Main Street", "call_911", "y", "Joy, nurse",
    ])
    #expect(call.output.components(separatedBy: "! EMERGENCY. First").count == 2)
    let reminders = call.lines.filter { $0.hasPrefix("! EMERGENCY · ") }
    #expect(reminders.count == 4)
    #expect(reminders.allSatisfy { $0.contains("+1 617 555 0911") && $0.contains("0122") })
    #expect(reminders.filter { $0.contains("911: you do") }.count == 1)
    let asked = try #require(call.output.split(separator: "emergency_911>").first)
    #expect(asked.contains("911: you do"))
  }

  @Test("the card shows the numbers of an emergency in full again")
  func emergencyCard() throws {
    let call = try ConsoleDay().run(["next", "", "!", "chest pain", "/card"])
    #expect(call.output.components(separatedBy: "! EMERGENCY. First").count == 3)
  }

  @Test("somebody in a crisis accepts help, and the note does not say 911 alone")
  func crisis() throws {
    let day = try ConsoleDay()
    let typed = ["next", "", "!", "no way out", "at home", "crisis", "y", "Joy, nurse", "", "quit"]
    _ = day.run(typed)
    let note = try #require(day.notes.first)
    #expect(note.summary.contains("Agreed to call 911, or accepted the help offered: yes."))
  }

  @Test(
    "a wrong command at an identity prompt is not repeated",
    arguments: ["/3/4/1961", "/e 03041961", "/Roza Delgadillo", "/1961-03-04"])
  func identityCommand(_ typed: String) throws {
    let call = try ConsoleDay(kind: .live).run(["next", "", "patient", typed])
    #expect(!call.everything.contains(typed.dropFirst(2)))
    #expect(call.prompts.suffix(2) == ["full_name", "full_name"])
    #expect(call.problems.contains("command") || call.problems.contains("could be"))
  }

  @Test("after saved four lines stay, and go with the next verb", arguments: ["worklist", "quit"])
  func cleared(_ verb: String) throws {
    let day = try ConsoleDay()
    day.isTerminal = true
    let saved = day.run(WholeCallTests.pinned.dropLast() + [verb])
    let screens = saved.output.components(separatedBy: Self.clearing)
    let note = try #require(screens.last { $0.contains("For the chart") })
    #expect(note.hasPrefix("saved\n"))
    #expect(!note.contains("❝"))
    #expect(screens.last?.contains("For the chart") == false)
  }

  @Test("the help of every prompt fits a screen of 24 rows", arguments: ["en", "es"])
  func helpFits(_ locale: String) throws {
    let typed = ["next", "", "patient", "y", "1961-03-04", "ready", "1"]
    for prompts in 1...typed.count {
      let day = try ConsoleDay()
      day.locale = locale
      let before = day.run(Array(typed.prefix(prompts)) + ["/park", "quit"])
      let again = try ConsoleDay()
      again.locale = locale
      let after = again.run(Array(typed.prefix(prompts)) + ["?", "/park", "quit"])
      let rows =
        after.output.filter { $0 == "\n" }.count - before.output.filter { $0 == "\n" }.count
      #expect(rows <= 23, "\(prompts)")
    }
  }

  @Test("at dial the help lists nothing that dial refuses")
  func dialHelp() throws {
    let call = try ConsoleDay().run(["next", "?"])
    for command in ["/say", "/both", "/end", "/note", "/locale"] {
      #expect(!call.output.contains(command))
    }
    #expect(call.output.contains("/card"))
  }

  @Test("a patient with one number has no other to choose")
  func onlyNumber() throws {
    let day = try ConsoleDay { patient, _ in patient.phones.removeLast() }
    #expect(day.run(["next", "number 2"]).problems.contains("only number"))
  }

  @Test("lookup says in full why each person can be called or not")
  func lookup() throws {
    let day = try ConsoleDay()
    let found = day.run(["lookup", "617 555 0142", "quit"])
    #expect(found.output.contains("can be called now: due 12 days ago"))
    #expect(!found.output.contains("…"))
  }
}

@Suite("Kinds of a reason, in either language")
struct KindsTests {
  private func declined(_ typed: String, locale: String = "es") throws -> Transcript {
    let day = try ConsoleDay()
    day.locale = locale
    return day.run(["next", "", "de", typed])
  }

  @Test(
    "a kind is read by its Spanish name, with and without accents, and keeps the words after it",
    arguments: [
      ("costo, es caro", "costo · es caro"),
      ("falta de tiempo: trabaja", "falta de tiempo · trabaja"),
      ("se atiende en otro lugar con el Dr. X", "se atiende en otro lugar · con el Dr. X"),
      ("YA NO hace falta", "ya no hace falta"), ("otr", "otro"), ("no lo dijo", "no lo dijo"),
      ("care-elsewhere Dr. X", "se atiende en otro lugar · Dr. X"),
    ])
  func decline(_ typed: String, _ read: String) throws {
    #expect(try declined(typed).output.contains("anotado: \(read)\n"))
  }

  @Test("what could be several kinds is asked again, with the kinds in the console's language")
  func ambiguous() throws {
    let call = try declined("no")
    let problems = call.problems.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(problems.contains("ya no hace falta, costo, falta de tiempo"))
    #expect(call.prompts.suffix(2) == ["decline", "decline"])
  }

  @Test(
    "an insurance concern is read from its first letters", arguments: ["autoriz", "autorización"])
  func insurance(_ typed: String) throws {
    let day = try ConsoleDay()
    day.locale = "es"
    let call = day.run(["next", "", "in", typed + " no me cubre"])
    #expect(call.output.contains("autorización, cobertura, costo u otro"))
    #expect(call.output.contains("anotado: autorización · no me cubre"))
  }
}
