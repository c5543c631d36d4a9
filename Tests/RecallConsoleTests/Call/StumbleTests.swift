import Foundation
import RecallDomain
import RecallStorage
import Testing

@testable import RecallConsole

@Suite("/stumble marks the line on the screen")
struct StumbleTests {
  private func marks(_ day: ConsoleDay) throws -> [Stumble] { try day.store.stumbles(in: nil) }

  /// The screen as one line.
  private func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test(
    "it is kept with the words, the call goes on as it was, and the note knows nothing of it",
    arguments: [("en", "/stumble"), ("es", "/tropiezo")])
  func kept(_ locale: String, _ command: String) throws {
    let day = try ConsoleDay()
    day.locale = locale
    let call = day.run(["next", "", "\(command) trips over itself", "4", "", "quit"])
    let mark = try #require(try marks(day).first)
    #expect(mark.words == "trips over itself" && mark.who == "ana")
    #expect(mark.script == "overdue-follow-up" && mark.node == "opening" && mark.locale == "en")
    #expect(mark.said.contains("{") && !mark.said.contains("Rosa"))
    #expect(mark.edition != nil)
    #expect(call.problems.isEmpty)
    let told = locale == "en" ? "Marked for the clinic lead" : "Marcado para la dirección"
    #expect(flat(call.output).contains(told))
    #expect(call.prompts.filter { $0 == "opening" }.count == 2)
    let note = try #require(day.notes.first)
    #expect(note.ending == Ending(.noAnswer, .rangOut) && note.remarks.isEmpty)
    #expect(!note.summary.contains("trips"))
    #expect(try day.store.check() == [])
  }

  @Test("it is of the language the words are spoken in")
  func spoken() throws {
    let day = try ConsoleDay()
    _ = day.run(["next", "", "/locale es", "/stumble suena raro", "quit"])
    #expect(try marks(day).map(\.locale) == ["es"])
  }

  @Test("of several lines the last, or the one that a number names")
  func several() throws {
    let day = try ConsoleDay()
    let call = day.run([
      "next", "", "patient", "y", "1961-03-04", "cq", "May I eat before?", "/stumble last one",
      "/stumble 1 first one",
    ])
    let lines = try marks(day)
    #expect(lines.map(\.words).suffix(1) == ["first one"] || lines.count == 2, "\(call.everything)")
    if flat(call.output).contains("lines here") {
      #expect(lines[0].line != lines[1].line && lines[1].words == "first one")
    }
  }

  @Test("no name, number or date of the call goes with it, and the refusal says so")
  func guarded() throws {
    let day = try ConsoleDay()
    let call = day.run([
      "next", "", "/stumble Rosa did not follow", "/stumble call 617 555 0142 instead",
      "/stumble", "/stumble \(String(repeating: "long ", count: 60))",
    ])
    #expect(try marks(day).isEmpty)
    for words in [
      "“Rosa” is a name in this call", "a long number", "Say after /stumble", "up to 200",
    ] {
      #expect(flat(call.problems).contains(words), "\(words)")
    }
  }

  @Test("where identity is asked nothing that was typed is said again")
  func identity() throws {
    let day = try ConsoleDay()
    let call = day.run(["next", "", "patient", "/stumble Delgado laughs", "/stumble too abrupt"])
    #expect(!call.problems.contains("Delgado"))
    #expect(call.problems.contains("a name of this call"))
    #expect(try marks(day).map(\.words) == ["too abrupt"])
  }

  @Test("at dial there is no line yet, and after a call taken up again it is all there")
  func around() throws {
    let day = try ConsoleDay()
    let call = day.run(["next", "/stumble x y", "", "/stumble too fast", "/park", "quit"])
    #expect(call.problems.contains("has not begun"))
    let again = day.run(["resume", "/stumble still too fast", "4", "", "quit"])
    #expect(again.output.contains("saved"))
    #expect(try marks(day).map(\.words) == ["too fast", "still too fast"])
    #expect(try day.store.check() == [])
  }

  @Test("the lead is told at the console; what reads otherwise since is not counted")
  func lead() throws {
    let day = try ConsoleDay()
    _ = day.run(["next", "", "/stumble too fast", "4", "", "quit"])
    #expect(!day.run(["quit"]).output.contains("script stumbles"))
    day.caller = StaffMember(id: "lea", name: "Lea", roles: [.lead], languages: ["en"])
    #expect(flat(day.run(["quit"]).output).contains("1 line hard to say: recall script stumbles"))
  }

  @Test("in practice it stays with the result, and its call's store is gone")
  func practice() throws {
    let day = PracticeDay()
    _ = try day.run(
      ["", "/stumble sounds stiff", "patient", "y", "1952-05-09", "ready", "1", ""],
      first: "glad-to-come")
    let result = try #require(day.kept.first)
    #expect(result.passed)
    #expect(result.stumbles?.map(\.words) == ["sounds stiff"])
    #expect(result.stumbles?.first?.line.isEmpty == false)
  }
}
