import Foundation
import Testing

@Suite("practice, by the built program")
struct PracticeTests {
  /// A rehearsal of the shipped clinic from its first key to its score.
  private static let gladToCome = ["", "patient", "y", "1952-05-09", "ready", "1", "", "quit"]

  @Test("it never opens the live store: one that is no store at all is left as it is")
  func liveStoreUnreadable() throws {
    let place = try Workplace()
    try place.demo()
    let store = place.home.appendingPathComponent("demo/recall.sqlite")
    let rubbish = Data("no store, and nobody may find out".utf8)
    try rubbish.write(to: store)
    #expect(try place.run(["worklist", "--clinic", "demo"]).status != 0)

    let played = try place.practice(Self.gladToCome, ["glad-to-come"])
    #expect(played.status == 0, "\(played.errors)")
    #expect(played.errors == "")
    #expect(played.output.contains("Passed. This counts for overdue follow-up."))
    #expect(try Data(contentsOf: store) == rubbish)
  }

  @Test("nor a server's: practice begins while nobody answers there")
  func liveServerAway() throws {
    let place = try Workplace()
    try place.demo()
    let file = place.home.appendingPathComponent("demo/clinic.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try text.replacing(
      "store: sqlite:recall.sqlite", with: "store: postgresql://127.0.0.1:1/nobody"
    ).write(to: file, atomically: true, encoding: .utf8)
    let played = try place.practice(Self.gladToCome, ["glad-to-come"])
    #expect(played.status == 0, "\(played.errors)")
    #expect(played.output.contains("Passed."))
  }

  @Test("PRACTICE stands at every prompt of a pipe, and nothing of the call reaches the live list")
  func marked() throws {
    let place = try Workplace()
    try place.demo()
    let before = try place.run(["notes", "--json", "--clinic", "demo"]).output
    let played = try place.practice(Self.gladToCome, ["glad-to-come"])
    let prompts = played.output.split(separator: "\n").filter { $0.contains("> ") }
    #expect(!prompts.isEmpty)
    #expect(prompts.allSatisfy { $0.hasPrefix("PRACTICE ") }, "\(prompts)")
    #expect(try place.run(["notes", "--json", "--clinic", "demo"]).output == before)
  }

  @Test("in Spanish from the first line to the score")
  func spanish() throws {
    let place = try Workplace()
    try place.demo()
    let played = try place.practice(Self.gladToCome, ["glad-to-come", "--locale", "es"])
    #expect(played.output.contains("PRÁCTICA · "))
    #expect(played.output.contains("☎ usted oye: «"))
    #expect(played.output.contains("Superado. Cuenta para: seguimiento pendiente."))
    #expect(!played.output.contains("you hear"))
  }

  @Test("a seed makes the patient say the same again, another one something else")
  func seeds() throws {
    let place = try Workplace()
    try place.demo()
    let said = try ["1", "1", "2", "3", "4"].map { seed in
      try place.practice(["", "patient", "/park", "quit"], ["glad-to-come", "--seed", seed])
        .output.split(separator: "\n").filter { $0.contains("☎") }
    }
    #expect(said[0] == said[1])
    #expect(Set(said).count > 1)
  }

  @Test("practice is one word away in the live console, and comes back to it")
  func fromTheConsole() throws {
    let place = try Workplace()
    try place.demo()
    let told = try place.console(
      ["practice", "open glad-to-come"] + Self.gladToCome + ["next", "skip 1", "quit"], [])
    #expect(told.status == 0, "\(told.errors)")
    #expect(told.output.contains("PRACTICE recall> "))
    #expect(told.output.contains("Passed."))
    #expect(told.output.contains("\ndial> "))
  }

  @Test("one word of practice at a time remembers the list and the last one")
  func remembers() throws {
    let place = try Workplace()
    try place.demo()
    let told = try place.console(
      [
        "practice list", "practice open 1", "", "/park", "practice again", "",
        "/park", "practice speak es", "practice next", "/quit", "quit",
      ], [])
    #expect(told.output.components(separatedBy: "PRACTICE dial> ").count == 4, "\(told.output)")
    #expect(told.output.contains("PRACTICE · ") && told.output.contains("in Spanish"))
  }

  @Test("the path of the call saved last becomes a drill: its answers, and nothing else of it")
  func lastCall() throws {
    let place = try Workplace()
    try place.demo()
    let live = ["next", "", "voicemail", "", ""]
    let told = try place.console(live + ["practice last", "", "voicemail", "", "", "quit"], [])
    #expect(told.output.contains("PRACTICE · Once more: the path of an earlier call"))
    #expect(told.output.contains("Every answer fit."))
  }
}

extension Workplace {
  /// Somebody practises, in a pipe.
  func practice(_ lines: [String], _ arguments: [String]) throws -> Ended {
    try run(
      ["practice"] + arguments + ["--clinic", "demo", "--as", "ana", "--no-color"], lines: lines)
  }
}
