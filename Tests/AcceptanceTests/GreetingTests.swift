import Foundation
import Testing

/// The first line of a console, with a clock that runs.
@Suite("the greeting")
struct GreetingTests {
  @Test("who can be called at this moment is ready, not later today")
  func ready() throws {
    let place = try Workplace()
    try place.smallDemo()
    let ended = try place.console(["quit"])
    let words = ended.output.split(separator: "\n").first?.split(separator: " ") ?? []
    let label = try #require(words.firstIndex(of: "ready"))
    #expect(Int(words[label - 1]) ?? 0 > 0, "\(ended.output)")
  }
}
