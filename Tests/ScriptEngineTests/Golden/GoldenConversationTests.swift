import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

/// `make golden` writes the files of these tests anew; what a change does to the spoken words is
/// then read in the diff.
@Suite("golden conversations")
struct GoldenConversationTests {
  @Test("every conversation sounds as it did when it was last read", arguments: GoldenFiles.plays)
  func unchanged(_ play: GoldenFiles.Play) throws {
    let text = try play.golden().text
    if GoldenFiles.writes {
      try FileManager.default.createDirectory(
        at: GoldenFiles.folder, withIntermediateDirectories: true)
      return try Data(text.utf8).write(to: play.url)
    }
    let kept = play.kept
    let difference = LineDiff(kept: kept ?? "", now: text)
    #expect(
      kept == text,
      """
      \(play) has changed. If the change is meant, `make golden` writes it anew; read its diff.
      \(difference)
      """)
  }

  @Test("every way that an author made is in a conversation", arguments: GoldenFiles.plays)
  func complete(_ play: GoldenFiles.Play) throws {
    let golden = try play.golden()
    let script = try #require(GoldenFiles.library.scripts.first { $0.id == play.script })
    let file = "scripts/\(play.name).yaml"
    // What is passed without a word stands in the files of the scripts that pass it.
    let asked = AuthorEdge.all(of: script).filter {
      !play.isFragment || ($0.file(in: script) == file && !$0.isSilent)
    }
    let missing = asked.filter { !golden.walked.contains($0) }
    #expect(missing.map(\.name) == [])
  }

  @Test("no file is left of a script or language that is gone")
  func noneLeftOver() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: GoldenFiles.folder.path)
    let left = Set(files.filter { $0.hasSuffix(".txt") })
      .subtracting(GoldenFiles.plays.map(\.description))
    if GoldenFiles.writes {
      for file in left {
        try FileManager.default.removeItem(at: GoldenFiles.folder.appending(path: file))
      }
    } else {
      #expect(left.sorted() == [])
    }
  }

  @Test(
    "a spoken line stands few times in a file, so that a changed word is few changed lines",
    arguments: GoldenFiles.plays)
  func fewTimes(_ play: GoldenFiles.Play) throws {
    let lines = try play.golden().text.split(separator: "\n").filter { $0.contains("❝") }
    let counts = Dictionary(grouping: lines, by: \.self).mapValues(\.count)
    #expect(counts.filter { $0.value > 5 }.keys.sorted() == [])
  }

  @Test("bounded edges, acts of the record and helpers are walked too, each by the shortest way")
  func everyKindOfEdge() {
    let roads = GoldenRoads(TestScript.edition(TestScript.road), start: TestCall.start())
    let edges = AuthorEdge.all(of: TestScript.edition(TestScript.road).script)
    #expect(edges.filter { roads.roads[$0] == nil }.map(\.name) == [])
    let again = AuthorEdge(node: "opening", word: "again:then")
    #expect(roads.roads[again]?.conversation == ["again:then"])
    let silent = AuthorEdge(node: "voicemail", word: "not_permitted")
    #expect(roads.roads[silent]?.conversation == ["machine", "not_permitted"])
  }

  @Test("a changed word is shown as the line that changed")
  func diff() {
    let difference = LineDiff(kept: "a\nHello Rosa\nb", now: "a\nHello, Rosa\nb")
    #expect(difference.description == "2\t- Hello Rosa\n2\t+ Hello, Rosa")
  }
}
