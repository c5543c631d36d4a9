import Foundation
import RecallDomain
import Testing

@testable import RecallConsole

@Suite("At the console of a clinic that wants a rehearsal passed first")
struct PractiseFirstTests {
  private func day(
    _ passed: [String] = [], roles: Set<StaffRole> = [.caller],
    _ change: (inout Patient, inout RecallEntry) -> Void = { _, _ in }
  ) throws -> ConsoleDay {
    let day = try ConsoleDay(change)
    day.caller = StaffMember(id: "ana", name: "Ana", roles: roles, languages: ["en", "es"])
    let passes = Set(passed.map { PracticePass(script: "overdue-follow-up", locale: $0) })
    day.passes = { .known(passes) }
    return day
  }

  @Test("next hands nobody out, and says which practice is wanted")
  func next() throws {
    let said = try day().run(["next", "worklist", "why r-1", "open r-1"])
    let text = said.output.unwrapped
    #expect(said.output.contains("Nobody can be called right now."))
    #expect(text.contains("1 no rehearsal of it passed yet, which the clinic wants first"))
    #expect(
      text.contains(
        "a rehearsal passed before these calls: practice overdue-follow-up en (English)."))
    #expect(
      text.contains(
        "before you call for this (overdue follow-up), the clinic wants you to have passed a "
          + "rehearsal in this language: English; practice overdue-follow-up en is the way"))
    #expect(text.contains("Not now: before you call"))
    #expect(!text.contains("override"), "a caller is not told of what they may not do")
    #expect(said.prompts == Array(repeating: "recall", count: 5))
  }

  @Test("the start says it already, and nothing of it where nothing is kept back")
  func start() throws {
    #expect(try day().run([]).output.unwrapped.contains("practice overdue-follow-up en (English)"))
    #expect(!(try day(["en"]).run([]).output.contains("rehearsal")))
  }

  @Test("a pass in one language is none in the other")
  func language() throws {
    #expect(try day(["en"]).run(["next"]).prompts.contains("dial"))
    let spanish = try day(["en"]) { patient, _ in patient.language = "es" }
    let said = spanish.run(["next"])
    #expect(!said.prompts.contains("dial"))
    #expect(said.output.unwrapped.contains("practice overdue-follow-up es (Spanish)"))
  }

  @Test("a language behind practice is that of the rehearsal, so that the words said can be typed")
  func spoken() throws {
    let day = try ConsoleDay()
    let desk = Desk(
      store: day.store, policy: day.policy, caller: day.caller, clock: Clock(standingAt: day.now),
      shelf: ScriptShelf(day.library, policy: day.policy, approvedOnly: false),
      input: TypedLines([]), screen: Screen(isTerminal: false, colour: false), consoleLocale: "en")
    let read = { PracticeWish.language(behind: $0, desk) }
    #expect(read("overdue-follow-up es") == ("overdue-follow-up", "es"))
    #expect(read("es") == ("", "es"))
    for whole in ["", "missed-visit", "speak es", "locale es", "open fr"] {
      #expect(read(whole) == (whole, nil))
    }
  }

  @Test("what is passed in between counts from the next verb on")
  func between() throws {
    let day = try day()
    var looks = 0
    day.passes = {
      looks += 1
      let passed: Set = [PracticePass(script: "overdue-follow-up", locale: "en")]
      return .known(looks > 2 ? passed : [])
    }
    let said = day.run(["next", "next"])
    #expect(said.output.contains("Nobody can be called right now."))
    #expect(said.prompts == ["recall", "recall", "dial"])
  }

  @Test("a lead may set it aside, which stands in the note")
  func override() throws {
    let day = try day(roles: [.caller, .lead])
    let said = day.run([
      "open r-1", "open r-1 override nobody else is here", "", "no_answer", "", "quit",
    ])
    #expect(said.output.contains("open ID override WHY"))
    #expect(
      try #require(day.notes.first).remarks.contains {
        $0.contains("no rehearsal of it passed yet") && $0.contains("nobody else is here")
      })
  }

  @Test("a patient who calls is answered, and a call that has begun goes on")
  func inbound() throws {
    let day = try day()
    #expect(day.run(["open r-1 inbound"]).prompts.last == "full_name")
    #expect(day.run(["resume"]).prompts.last == "full_name")
  }

  @Test("results that cannot be read are said at the start, and where a patient is asked for")
  func unreadable() throws {
    let day = try day()
    day.passes = { .unreadable }
    for locale in ["en", "es"] {
      day.locale = locale
      let said = day.run(["next", "open r-1"])
      #expect(said.output.components(separatedBy: "recall doctor").count >= 4)
      #expect(!said.prompts.contains("dial"))
    }
  }
}
