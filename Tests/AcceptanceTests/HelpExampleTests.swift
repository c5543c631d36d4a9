import Foundation
import Testing

/// What `--help` shows to be typed is what the program takes.
@Suite("examples of --help")
struct HelpExampleTests {
  /// A file has no users: what lets people into a store ends there with a sentence about that.
  private static let forServersAlone = ["store grant", "store revoke"]

  @Test("every command and every group has one, short enough to stand on one line")
  func everyCommandHasOne() throws {
    let root = try CommandDump.read(try Workplace())
    for command in root.all {
      #expect(!command.examples.isEmpty, "\(command.commandName)")
      for line in command.examples {
        #expect(line.count <= 77, "\(line)")
      }
    }
  }

  @Test("every one names a command, its options and their values as they are")
  func eachCanBeMeant() throws {
    let root = try CommandDump.read(try Workplace())
    for example in root.all.flatMap(\.examples).map(HelpExample.init) {
      let objection = example.objection(root)
      #expect(objection == nil, "\(example.line): \(objection ?? "")")
    }
  }

  @Test("every one, typed in a demo clinic, is understood")
  func eachIsUnderstood() throws {
    let place = try Workplace()
    _ = try place.run(["--now", Workplace.now, "demo", "lakeside", "--patients", "20"])
    try sendByNothing(place)
    let root = try CommandDump.read(place)
    for example in Set(root.all.flatMap(\.examples).map(HelpExample.init)) {
      let words = try #require(example.words).map { word in
        ["/safe", "/backup"].contains { word.hasPrefix($0) } ? place.home.path + word : word
      }
      // No server stands where these point.
      guard !words.contains(where: { $0.hasPrefix("postgresql:") }) else { continue }
      let ended = try place.run(
        words, lines: example.line.contains("<") ? ["617 555 0142"] : [],
        environment: ["RECALL_CLINIC": "lakeside"])
      #expect(![70, 78].contains(ended.status), "\(example.line): \(ended.errors)")
      let wantsServer = Self.forServersAlone.contains { example.line.contains($0) }
      #expect(ended.status != 64 || wantsServer, "\(example.line): \(ended.errors)")
    }
  }

  /// Messages have a command, so that they can leave.
  private func sendByNothing(_ place: Workplace) throws {
    let file = place.home.appendingPathComponent("lakeside/clinic.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data((text + "\nmessages: { sms: { command: [/bin/true] } }\n").utf8).write(to: file)
  }
}
