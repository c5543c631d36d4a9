import Foundation
import Testing

@testable import RecallConsole

@Suite("The console in the manual")
struct ConsolePageTests {
  /// The part of recall(1) that says what can be typed.
  private let page: String

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let whole = try String(
      contentsOf: root.appendingPathComponent("Sources/Manual/Pages/recall.1"), encoding: .utf8)
    page =
      try #require(whole.split(separator: ".Sh AT THE CONSOLE").last.map(String.init))
      .split(separator: "\n.Sh ").first.map(String.init) ?? ""
  }

  @Test("has every command of a call", arguments: CallCommand.allCases)
  func commands(_ command: CallCommand) {
    #expect(page.contains("/\(command.rawValue)"))
  }

  @Test("has every verb of the main prompt", arguments: MainVerb.allCases)
  func verbs(_ verb: MainVerb) {
    let words = page.split { !$0.isLetter }.map(String.init)
    #expect(words.contains(verb.rawValue))
  }
}
