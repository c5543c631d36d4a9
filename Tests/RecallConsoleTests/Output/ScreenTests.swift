import Foundation
import RecallDomain
import Testing

@testable import RecallConsole

@Suite("The screen of 80 columns")
struct ScreenTests {
  private func lines(_ draw: (Screen) -> Void) -> [String] {
    let paper = Paper()
    draw(
      Screen(
        isTerminal: true, colour: false, output: paper.handle, problems: paper.handle, width: 80))
    return paper.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test("long words to speak are wrapped inside their quotation marks")
  func words() {
    let long = Array(repeating: "palabra", count: 40).joined(separator: " ")
    let drawn = lines { $0.words([long]) }.filter { !$0.isEmpty }
    #expect(drawn.first?.hasPrefix("  ❝ palabra") == true)
    #expect(drawn.last?.hasSuffix("❞") == true)
    #expect(drawn.dropFirst().allSatisfy { $0.hasPrefix("    palabra") })
    #expect(drawn.allSatisfy { TerminalText.width($0) < 80 })
  }

  @Test("a field's later lines stand under its text")
  func field() {
    let text = Array(repeating: "word", count: 30).joined(separator: " ")
    let drawn = lines { $0.field("Rosa Delgado Ruiz", text) }.filter { !$0.isEmpty }
    #expect(drawn.count > 1)
    #expect(drawn[0].hasPrefix("  Rosa Delgado Ruiz            word"))
    #expect(drawn[1].hasPrefix(String(repeating: " ", count: 31) + "word"))
    #expect(drawn.allSatisfy { TerminalText.width($0) < 80 })
  }

  @Test("a label too long for its column stands on a line of its own")
  func longLabel() {
    let drawn = lines { $0.field(String(repeating: "x", count: 60), "text") }
    #expect(drawn[0] == "  " + String(repeating: "x", count: 60))
    #expect(drawn[1] == String(repeating: " ", count: 31) + "text")
  }

  @Test("cells stand in two columns, read downwards, and never break a line")
  func cells() {
    let drawn = lines { $0.cells((1...7).map { "\($0) answer" }) }
    #expect(drawn[0] == "    1 answer   5 answer")
    #expect(drawn[3] == "    4 answer")
    let wide = lines { $0.cells(Array(repeating: String(repeating: "y", count: 200), count: 3)) }
    #expect(wide.allSatisfy { TerminalText.width($0) < 80 })
  }

  @Test("in a pipe there is neither colour nor clearing")
  func plain() {
    let paper = Paper()
    let screen = Screen(
      isTerminal: false, colour: true, output: paper.handle, problems: paper.handle)
    screen.clear()
    screen.heading("Lakeside")
    screen.notice("careful")
    #expect(!paper.text.contains("\u{1B}"))
    #expect(screen.width == 80)
  }
}
