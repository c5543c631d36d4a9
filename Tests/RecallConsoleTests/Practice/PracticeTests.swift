import Foundation
import RecallDomain
import ScriptEngine
import Testing

@testable import RecallConsole

@Suite("Practice")
struct PracticeTests {
  private static let ids = PracticeDay.library.rehearsals.map(\.id)

  @Test(
    "every rehearsal can be played at the console, and is passed by who leads it well",
    arguments: ids)
  func ledWell(_ id: String) throws {
    let rehearsal = try #require(PracticeDay.library.rehearsals.first { $0.id == id })
    for locale in rehearsal.languages(of: PracticeDay.policy) {
      let day = PracticeDay()
      day.spoken = locale
      let typed = try TypedRehearsal(rehearsal, day.library, locale: locale).lines
      let told = try day.run(typed, first: id)
      let result = try #require(day.kept.first, "\(told.everything)")
      #expect(told.problems == "", "\(id) \(locale)")
      #expect(result.passed, "\(id) \(locale) \(result.parts)\n\(told.output)")
      #expect(result.parts.values.allSatisfy { $0.reached == $0.possible }, "\(result.parts)")
      #expect(told.output.contains("Every answer fit."))
      #expect(day.notes.map(\.mode) == [.practice])
      #expect(told.prompts.last == "recall")
    }
  }

  @Test("PRACTICE stands at every prompt, and what the patient says above it")
  func marked() throws {
    let day = PracticeDay()
    let told = try day.run(
      ["", "patient", "y", "1952-05-09", "ready", "1", ""], first: "glad-to-come")
    #expect(told.requests.allSatisfy { $0.prefix == "PRACTICE " })
    #expect(told.output.contains("☎ you hear: “"))
    #expect(told.output.contains("PRACTICE · A retired teacher, in good spirits · in English"))
    #expect(told.output.contains("Practice: these four lines would go into the chart."))
  }

  @Test("the record's identifiers are never shown beside a prompt at which the patient says them")
  func blind() throws {
    let told = try PracticeDay().run(
      ["", "someone_else"], first: "son-on-record")
    #expect(!told.output.contains("demo:"))
  }

  @Test("who goes on with a stranger is told what was heard, what fitted, and words to try")
  func slip() throws {
    let day = PracticeDay()
    let told = try day.run(["", "patient", "/park"], first: "husband-picks-up")
    #expect(told.output.contains("You left the call before its end."))
    let text = told.output.unwrapped
    #expect(text.contains("This was not the patient. You chose patient ("))
    #expect(text.contains("someone_else ("))
    #expect(text.contains("Words to try:"))
    let result = try #require(day.kept.first)
    #expect(!result.passed && !result.finished)
    #expect(result.parts["privacy"] == PracticeResult.Count(reached: 0, possible: 1))
  }

  @Test("in Spanish what was chosen and what fits are told by their labels alone")
  func spanishScore() throws {
    let day = PracticeDay()
    (day.consoleLocale, day.spoken) = ("es", "es")
    let told = try day.run(["", "patient", "/park"], first: "husband-picks-up")
    let text = told.output.unwrapped
    #expect(text.contains("Usted eligió «contesta la persona que buscamos»"))
    #expect(text.contains("☎ usted oye: «"))
    #expect(!text.contains("someone_else"))
  }

  @Test("in an easy rehearsal an identity prompt says what it takes; a harder one leaves it to ?")
  func explained() throws {
    let easy = try PracticeDay().run(["", "patient"], first: "glad-to-come")
    #expect(easy.output.unwrapped.contains("y when the name is right"))
    let medium = try PracticeDay().run(
      ["", "someone_else", "asks_why", "patient_comes"], first: "husband-picks-up")
    #expect(medium.prompts.contains("full_name"))
    #expect(!medium.output.unwrapped.contains("y when the name is right"))
  }

  @Test("an answer that is taken back is not held against anybody")
  func takenBack() throws {
    let day = PracticeDay()
    _ = try day.run(
      ["", "someone_else", "/back", "patient", "y", "1952-05-09", "ready", "1", ""],
      first: "glad-to-come")
    #expect(day.kept.map(\.passed) == [true])
  }

  @Test("a way that was taken back was not walked")
  func takenBackWay() throws {
    let day = PracticeDay()
    _ = try day.run(["", "someone_else", "/back", "patient", "/park"], first: "glad-to-come")
    let ways = try #require(day.kept.first).ways
    #expect(ways.contains("opening · patient") && !ways.contains("opening · someone_else"))
    #expect(day.kept[0].parts["pace"] == PracticeResult.Count(reached: 1, possible: 1))
  }

  @Test("what was heard stands again when its prompt is drawn again, also after a remark")
  func heardAgain() throws {
    let told = try PracticeDay().run(
      ["", "/note hm", "/console es", "/park"], first: "glad-to-come")
    let heard = told.output.unwrapped.ranges(of: "☎").count
    #expect(heard == 2, "\(told.output)")
  }

  @Test("an interpreter who was named at dial is on the line, and in the note")
  func interpreter() throws {
    let day = PracticeDay()
    _ = try day.run(
      ["interpreter 4419", "", "patient", "y", "1952-05-09", "ready", "1", ""],
      first: "glad-to-come")
    #expect(day.notes.map(\.interpreter) == ["4419"])
  }

  @Test("a language by its name; the numbers of the list before belong to the other one")
  func languageByName() throws {
    let day = PracticeDay()
    let told = try day.run(["list", "speak español", "open 3", "again"])
    #expect(told.output.contains("The next rehearsals are spoken in Spanish."))
    #expect(told.problems.unwrapped.contains("Which rehearsal?"))
    #expect(told.output.contains("Nothing was rehearsed yet."))
  }

  @Test("where the most urgent script has errors, another is taken for what chance chooses")
  func another() throws {
    let files = (ClinicFolder.files + ClinicFolder.rehearsals).map { file in
      guard file.path == "locales/en/result-review.yaml" else { return file }
      let text = String(decoding: file.bytes, as: UTF8.self) + "\n  torn: [\n"
      return SourceFile(path: file.path, bytes: [UInt8](text.utf8))
    }
    let day = PracticeDay()
    day.library = ScriptLibrary.read(files: files, policy: PracticeDay.policy)
    for seed in UInt64(0)..<7 {
      day.seed = seed
      for line in ["free", "surprise", "warmup handover"] {
        #expect(try day.run([line]).prompts.contains("dial"), "\(line) \(seed)")
      }
    }
  }

  @Test("a beginner meets an emergency and somebody else twice each within five rehearsals")
  func firstFive() throws {
    let day = PracticeDay()
    var about: [Set<String>] = []
    for _ in 1...5 {
      let plan = PracticePlan(Repertoire(day.library, locale: "en"), results: day.kept)
      let choice = try #require(plan.next())
      about.append(Set(choice.rehearsal.turns.map(\.best.word)))
      let typed = try TypedRehearsal(choice.rehearsal, day.library, locale: "en").lines
      _ = try day.run(["next"] + typed)
    }
    #expect(day.kept.map(\.passed) == Array(repeating: true, count: 5))
    #expect(Set(day.kept.map(\.rehearsal)).count == 5)
    #expect(about.count { $0.contains("/emergency") } >= 2)
    #expect(about.count { $0.contains("someone_else") || $0.contains("/other_person") } >= 2)
    #expect(!about[0].contains("/emergency"))
  }

  @Test("what was passed in one language is still to be rehearsed in another")
  func byLanguage() throws {
    let day = PracticeDay()
    let rehearsal = try #require(day.library.rehearsals.first { $0.id == "glad-to-come" })
    let typed = try TypedRehearsal(rehearsal, day.library, locale: "en").lines
    let told = try day.run(["open glad-to-come"] + typed + ["list", "speak es", "list"])
    #expect(told.output.contains("1 of \(Self.ids.count) passed in English"))
    #expect(told.output.contains("0 of \(Self.ids.count) passed in Spanish"))
  }

  @Test("a drill walks what has not been walked, and then it has been")
  func drills() throws {
    let day = PracticeDay()
    let before = PracticePlan(Repertoire(day.library, locale: "en"), results: []).unwalked()
    let first = try #require(before.first)
    _ = try day.run(["drill", "", first.way.word, "/end no-answer", ""])
    let after = PracticePlan(Repertoire(day.library, locale: "en"), results: day.kept).unwalked()
    #expect(day.kept.map(\.kind) == [.drill])
    #expect(!after.contains { $0.script == first.script && $0.way == first.way })
  }

  @Test("a surprise, a warm-up, a free rehearsal and the last one again begin as calls do")
  func others() throws {
    for line in ["surprise", "warmup emergency", "warmup h", "free", "free missed"] {
      let day = PracticeDay()
      let told = try day.run([line, "", "/park", "again", "/park"])
      #expect(
        told.prompts.prefix(3) == ["recall", "dial", "opening"], "\(line) \(told.everything)")
      #expect(day.kept.count == 1)
      #expect(told.problems == "")
    }
  }

  @Test("in a free rehearsal nobody but the trainer speaks, and nothing is judged")
  func free() throws {
    let day = PracticeDay()
    let told = try day.run(["free", "", "patient", "y", "1970-05-20", "/end no-answer", ""])
    #expect(!told.output.contains("☎"))
    #expect(told.output.contains("demo: the patient says"))
    #expect(day.kept.map(\.kind) == [.free])
    #expect(day.kept[0].parts.isEmpty && !day.kept[0].passed)
    #expect(day.kept[0].ways.contains("opening · patient"))
  }

  @Test("a script that is not approved can be rehearsed, and says that it is not")
  func unapproved() throws {
    let told = try PracticeDay().run([""], first: "glad-to-come")
    #expect(told.output.contains("! Not approved: this script is for practice only."))
  }

  @Test("a script with errors is not rehearsed, and that is said")
  func broken() throws {
    let files = (ClinicFolder.files + ClinicFolder.rehearsals).map { file in
      guard file.path == "locales/en/overdue-follow-up.yaml" else { return file }
      let text = String(decoding: file.bytes, as: UTF8.self) + "\n  torn: [\n"
      return SourceFile(path: file.path, bytes: [UInt8](text.utf8))
    }
    let day = PracticeDay()
    day.library = ScriptLibrary.read(files: files, policy: PracticeDay.policy)
    let told = try day.run(["list", "open glad-to-come", "next overdue-follow-up", "next"])
    let text = told.everything.unwrapped
    #expect(text.contains("Left out, because their script has findings: overdue follow-up."))
    #expect(text.contains("Which rehearsal?"))
    #expect(text.contains("There is nothing to rehearse here"))
    #expect(!told.output.contains("A retired teacher"))
    #expect(told.prompts.contains("dial"), "other segments can be rehearsed")
  }

  @Test("nothing is lost to a record that cannot be written: one sentence, and practice goes on")
  func noRecord() throws {
    let day = PracticeDay()
    day.keeps = false
    let told = try day.run(["", "patient", "/park", "quit"], first: "glad-to-come")
    #expect(told.output.contains("How it goes cannot be kept just now"))
    #expect(told.code == 0)
  }

  @Test("a word that is no command, no rehearsal or no segment is answered with what there is")
  func unknown() throws {
    let told = try PracticeDay().run(
      [
        "nxt", "zzz", "open glad-to-cmoe", "open", "open 99", "next zzz", "warmup zzz", "speak fr",
        "s",
      ])
    let text = told.problems.unwrapped
    for sentence in [
      "Did you mean next?", "Did you mean glad-to-come?", "“zzz” is not a command here",
      "Which rehearsal?",
      "There are two warm-ups: emergency, handover.", "Rehearsals can be spoken in: English (en)",
      "surprise, speak",
    ] { #expect(text.contains(sentence), "\(sentence)") }
  }

  @Test("not dialled is not rehearsed")
  func notDialled() throws {
    let day = PracticeDay()
    let told = try day.run(["skip 1", "quit"], first: "glad-to-come")
    #expect(day.kept.isEmpty)
    #expect(told.output.contains("Not dialed, so nothing is kept of it."))
  }
}
