import Foundation
import RecallDomain
import RecallStorage
import Testing

@testable import RecallConsole

@Suite("Records finds out about a death that a call was told of")
struct DeathInboxTests {
  /// Ana has heard from whoever answered that Rosa has died.
  func told() throws -> ConsoleDay {
    let day = try ConsoleDay()
    let call = day.run(["next", "", "someone_else", "deceased", "", "quit"])
    #expect(call.output.contains("saved"), "\(call.output)")
    InboxTests.works(day, "max", "Max", .office)
    return day
  }

  func candidate(_ day: ConsoleDay) throws -> Candidate {
    try #require(try day.store.candidate(RecallID("r-1")))
  }

  @Test("an empty line does not bring the patient back: one of the two has to be said")
  func noEnter() throws {
    let day = try told()
    let records = day.run(["inbox", "inbox answer 1", "Died in March.", "", "", "1", "quit"])
    #expect(records.output.contains("said to have died"))
    #expect(records.prompts.suffix(4) == ["death", "death", "death", "recall"][...])
    #expect(records.problems.contains("1 or 2."))
    let found = try candidate(day)
    #expect(found.patient.deceased && !found.heldForDeath && found.entry.state == .closed)
  }

  @Test("done and close ask the same; the words name it in both languages")
  func everyWay() throws {
    for (verb, typed) in [("done", "lives"), ("close", "vive"), ("answer", "2")] {
      let day = try told()
      let records = day.run(["inbox", "inbox \(verb) 1", "A mix-up of names.", typed, "quit"])
      #expect(records.prompts.contains("death"))
      #expect(records.output.unwrapped.contains("may be called again"), "\(records.output)")
      let found = try candidate(day)
      #expect(!found.patient.deceased && found.entry.state == .open)
    }
  }

  @Test("an input that ends there settles nothing, and shows the words once more")
  func inputEnds() throws {
    let day = try told()
    let records = day.run(["inbox", "inbox answer 1", "Died in March."])
    #expect(records.problems.contains("Not kept. Your words: “Died in March.”"))
    let found = try candidate(day)
    #expect(found.heldForDeath && found.items.contains { $0.state == .open })
  }
}
