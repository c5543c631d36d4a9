import Foundation
import Testing

@Suite("the author's guide")
struct AuthorGuideTests {
  private static func text() throws -> String {
    try String(
      contentsOf: Program.packageRoot.appendingPathComponent("scripts/README.md"), encoding: .utf8)
  }

  @Test("somebody who follows it word for word gets what it shows")
  func followed() throws {
    let newcomer = try Newcomer(Workplace())
    try newcomer.follow(Guide(try Self.text()))
    for stumble in newcomer.stumbles { Issue.record("\(stumble)") }
  }

  @Test("it comes with every new clinic folder")
  func shipped() throws {
    let place = try Workplace()
    _ = try place.run(["init", "clinic", "--as", "maria"])
    let guide = place.home.appendingPathComponent("clinic/scripts/README.md")
    #expect(FileManager.default.fileExists(atPath: guide.path))
  }

  @Test("what is shown is compared line by line, … aside")
  func shown() {
    #expect(Shown(["a", "…", "c"]).fits("a\nb\nb\nc\n"))
    #expect(Shown(["a …, b"]).fits("a 12, b\n"))
    #expect(!Shown(["a", "c"]).fits("a\nb\nc\n"))
    #expect(!Shown(["a …, b"]).fits("a 12, c\n"))
  }
}

@Suite("the trainer's guide")
struct TrainerGuideTests {
  @Test("somebody who follows it word for word gets what it shows")
  func followed() throws {
    let text = try String(
      contentsOf: Program.packageRoot.appendingPathComponent("scripts/rehearsals/README.md"),
      encoding: .utf8)
    let newcomer = try Newcomer(Workplace())
    try newcomer.follow(Guide(text))
    for stumble in newcomer.stumbles { Issue.record("\(stumble)") }
  }

  @Test("it comes with every new clinic folder")
  func shipped() throws {
    let place = try Workplace()
    _ = try place.run(["init", "clinic", "--as", "maria"])
    let guide = place.home.appendingPathComponent("clinic/scripts/rehearsals/README.md")
    #expect(FileManager.default.fileExists(atPath: guide.path))
  }
}

@Suite("walking a conversation from the command line")
struct PracticeReplayTests {
  @Test("the command that a finding prints shows the finding, and no store is touched")
  func printedCommand() throws {
    let place = try Workplace()
    try place.demo()
    let file = place.home.appendingPathComponent("demo/locales/en/common.yaml")
    let words = try String(contentsOf: file, encoding: .utf8)
    let broken = words.replacingOccurrences(
      of: "Thank you for taking the call.", with: "Thank you, it is about {reason}.")
    try Data(broken.utf8).write(to: file)
    let store = place.home.appendingPathComponent("demo/recall.sqlite")
    let before = try Data(contentsOf: store)

    let checked = try place.run(["script", "check", "overdue-follow-up", "--clinic", "demo"])
    #expect(checked.status == 1)
    let command = try #require(
      checked.output.split(separator: "\n").first { $0.contains("to see it: recall ") })
    let arguments = command.split(separator: " ").map(String.init).drop { $0 != "recall" }
    let seen = try place.run(Array(arguments.dropFirst()))
    #expect(seen.status == 1)
    #expect(seen.output.contains("! Here the rule privacy/fact-before-identity is broken:"))
    #expect(seen.output.contains("! Not spoken: the line opening.moment"))
    #expect(try Data(contentsOf: store) == before)
  }

  @Test("an unknown answer is one clear sentence with what was possible")
  func unknown() throws {
    let place = try Workplace()
    try place.demo()
    let ended = try place.run([
      "practice", "--replay", "overdue-follow-up", "patient", "verfied", "--clinic", "demo",
    ])
    #expect(ended.status == 64)
    #expect(ended.errors.contains("recall: error: \"verfied\" is no answer at \"identity\"\n"))
    #expect(
      ended.errors.contains("hint: did you mean \"verified\"? possible there: verified, failed"))
  }

  @Test("options may stand behind the answers, and the script may be unknown")
  func options() throws {
    let place = try Workplace()
    try place.demo()
    let spanish = try place.run([
      "practice", "--replay", "overdue-follow-up", "no_answer", "--locale", "es", "--clinic",
      "demo",
    ])
    #expect(spanish.status == 0)
    #expect(spanish.output.hasPrefix("PRÁCTICA overdue-follow-up"))
    let unknown = try place.run(["practice", "--replay", "overdue", "--clinic", "demo"])
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("there is no script \"overdue\""))
  }
}
