import Foundation
import Testing

@Suite("lines that callers stumble over, by the built program")
struct StumbleTests {
  private let lead = ["--clinic", "demo", "--as", "lea", "--now", Workplace.now]

  private func stumbles(_ place: Workplace) throws -> [[String: Any]] {
    try place.json(lead + ["script", "stumbles", "--json"])["items"] as? [[String: Any]] ?? []
  }

  private func demo() throws -> Workplace {
    let place = try Workplace()
    try place.smallDemo()
    let added = try place.run(
      lead + ["staff", "add", "lea", "Lea", "--roles", "lead", "--languages", "en"])
    #expect(added.status == 0, "\(added.errors)")
    return place
  }

  @Test("a mark outlives the console that is killed behind it, and the call is offered again")
  func killed() throws {
    let place = try demo()
    let console = try Conversation(
      ["--clinic", "demo", "--as", "ana", "--now", Workplace.now], in: place)
    for line in ["next", "", "/stumble the greeting is one breath too long"] { console.send(line) }
    try console.wait(for: "Marked for the clinic lead")
    console.kill()
    let mark = try #require(try stumbles(place).first)
    #expect(
      (mark["newest"] as? [String: Any])?["words"] as? String
        == "the greeting is one breath too long")
    #expect(mark["standing"] as? String == "open" && mark["callers"] as? Int == 1)
    #expect(try place.run(["--clinic", "demo", "store", "check"]).status == 0)
    let again = try place.console(["resume", "4", "", "quit"])
    #expect(again.output.contains("\nsaved\n"), "\(again.output)\(again.errors)")
    #expect(try stumbles(place).count == 1)
  }

  @Test("done when the line is reworded; practice counts; no patient and no caller is named")
  func reworded() throws {
    let place = try demo()
    _ = try place.console(["next", "", "/stumble too long", "4", "", "quit"])
    _ = try place.practice(
      ["", "/stumble too stiff", "patient", "y", "1952-05-09", "ready", "1", "", "quit"],
      ["glad-to-come"])
    let open = try #require(try stumbles(place).first)
    #expect(open["times"] as? Int == 2 && open["in_practice"] as? Int == 1)
    #expect(open["callers"] as? Int == 1)
    let told = try place.run(lead + ["script", "stumbles", "overdue-follow-up"])
    #expect(told.status == 0 && told.output.contains("1 line open, 0 done"))
    #expect(told.output.contains("marked: twice by 1 caller, 1 in practice"))
    #expect(!told.output.contains("Ana") && !told.output.contains("ana\n"))
    try reword(open, place)
    // A translation that is older than its line is an error: until then there is no later edition.
    #expect(try stumbles(place).map { $0["standing"] as? String } == ["open"])
    let accepted = try place.run(["--clinic", "demo", "locale", "accept", "es", "opening.greeting"])
    #expect(accepted.status == 0, "\(accepted.errors)")
    #expect(try stumbles(place).map { $0["standing"] as? String } == ["done"])
  }

  /// Another text for the line, in the file of its language.
  private func reword(_ line: [String: Any], _ place: Workplace) throws {
    let text = try #require(line["text"] as? String)
    for name in try FileManager.default.contentsOfDirectory(
      atPath: place.home.appendingPathComponent("demo/locales/en").path)
    {
      let file = place.home.appendingPathComponent("demo/locales/en/\(name)")
      let words = try String(contentsOf: file, encoding: .utf8)
      guard words.contains(text) else { continue }
      try words.replacing(text, with: text + " Hello?").write(
        to: file, atomically: true, encoding: .utf8)
    }
  }

  @Test("it is for who looks after scripts: a caller is refused")
  func refused() throws {
    let place = try demo()
    _ = try place.run(
      lead + ["staff", "add", "ben", "Ben", "--roles", "caller", "--languages", "en"])
    let told = try place.run(
      ["--clinic", "demo", "--as", "ben", "--now", Workplace.now, "script", "stumbles"])
    #expect(told.status == 77)
  }
}
