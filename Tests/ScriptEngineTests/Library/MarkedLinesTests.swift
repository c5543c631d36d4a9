import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("Marks of callers, put together by line")
struct MarkedLinesTests {
  private let edition = TestScript.edition(
    TestScript.road, lines: [:], identity: IdentityPolicy(), languages: ["en", "es"])

  private var line: LineID { edition.script[edition.script.start].say[0].line }

  private func now(_ locale: String = "en") -> String {
    edition.phrasebooks[locale]!.phrase(line)!.asWritten
  }

  private func mark(
    _ id: String, by who: String = "ana", said: String? = nil, locale: String = "en",
    line: LineID? = nil, at: Double = 0
  ) -> Stumble {
    Stumble(
      id: id, call: CallID("c"), script: "test", node: "opening", line: line ?? self.line,
      locale: locale, said: said ?? now(locale), words: "words \(id)", who: who,
      at: Date(timeIntervalSince1970: at))
  }

  private func marked(_ live: [Stumble], practice: [Stumble] = []) -> [MarkedLine] {
    MarkedLines(live: live, practice: practice) { $0 == "test" ? edition : nil }.lines
  }

  @Test("how often, by how many people, the newest words, and how much of it in practice")
  func counted() throws {
    let lines = marked(
      [mark("1", at: 1), mark("2", by: "ben", at: 3), mark("3", at: 2)],
      practice: [mark("4", by: "cleo", at: 0)])
    let line = try #require(lines.first)
    #expect(lines.count == 1 && line.standing == .open)
    #expect(line.times == 4 && line.callers == 3 && line.inPractice == 1)
    #expect(line.newest.words == "words 2")
  }

  @Test("a line that reads otherwise since, or is gone, is done; the new one begins anew")
  func reworded() {
    let lines = marked([
      mark("1", said: "as it was"), mark("2", line: "gone.line", at: 1), mark("3", at: 2),
    ])
    #expect(lines.map(\.standing) == [.open, .done, .done])
    #expect(lines.map(\.newest.id) == ["3", "2", "1"])
  }

  @Test("each language is a line of its own")
  func languages() {
    let lines = marked([mark("1"), mark("2", locale: "es", at: 1)])
    #expect(Set(lines.map(\.locale)) == ["en", "es"])
    #expect(lines.allSatisfy { $0.standing == .open })
  }

  @Test("of a script that cannot be used just now nothing counts as done")
  func unusable() {
    let lines = MarkedLines(live: [mark("1", said: "as it was")]) { _ in nil }
    #expect(lines.open.count == 1)
  }

  @Test("first over which most people stumble")
  func order() {
    let lines = marked([
      mark("1", by: "ana", locale: "es", at: 9), mark("2", by: "ana", locale: "es", at: 9),
      mark("3", by: "ana"), mark("4", by: "ben"),
    ])
    #expect(lines.map(\.locale) == ["en", "es"])
  }
}
