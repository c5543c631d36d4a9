import RecallStorage
import ScriptEngine
import Testing

@testable import RecallConsole

@Suite("Ways that calls have walked")
struct WalkedTests {
  @Test("the journal of a call tells its ways, what was undone and what came up included")
  func ofACall() throws {
    let day = try ConsoleDay()
    _ = day.run(
      ["next", "", "someone_else", "/back", "patient", "/bu", "tomorrow 3pm", "", "quit"])
    var walked: Set<AuthorEdge> = []
    try day.store.eachJournal { hash, journal in
      let data = try #require(try day.store.edition(hash: hash))
      let edition = try #require(CompiledEdition.edition(from: data))
      walked.formUnion(try #require(WalkedEdges.of(journal, in: edition)))
    }
    #expect(
      Set(walked.map(\.name)) == [
        "opening · someone_else", "opening · patient", "moment · go", "/busy", "busy · given",
      ])
  }
}
