import RecallDomain
import ScriptEngine
import Testing

@Suite("What has been walked of a script")
struct CoverageTests {
  private func edition(_ id: String) throws -> Edition {
    let policy = ClinicPolicy(name: "x")
    let library = ScriptLibrary.read(files: try ShippedFolder.files(), policy: policy)
    return try #require(library.editions[id])
  }

  @Test("a way is counted once a call, by whoever walked it, and strangers to the script are not")
  func counts() throws {
    var coverage = Coverage(
      of: try edition("overdue-follow-up").script, labels: ["opening.patient": "here"])
    let patient = AuthorEdge(node: "opening", word: "patient")
    coverage.add([patient, AuthorEdge(node: nil, word: "/busy")], by: .live)
    coverage.add([patient, AuthorEdge(node: "gone", word: "x")], by: .live)
    coverage.add([patient], by: .test)
    let way = try #require(coverage.ways.first { $0.edge == patient })
    #expect(way.count(.live) == 2 && way.count(.test) == 1 && way.count(.rehearsal) == 0)
    #expect(way.label == "here")
    #expect(coverage.walked(by: .live) == 2)
    #expect(coverage.neverWalked.count == coverage.ways.count - 2)
  }

  @Test("the golden conversations walk every way of every script")
  func golden() throws {
    let policy = ClinicPolicy(name: "x")
    let library = ScriptLibrary.read(files: try ShippedFolder.files(), policy: policy)
    for (id, edition) in library.editions {
      var coverage = Coverage(of: edition.script, labels: [:])
      for name in [id] + edition.script.uses {
        let text = try ShippedFolder.text("Tests/Golden/\(name).en.txt")
        coverage.add(GoldenWays.edges(in: text), by: .test)
      }
      #expect(coverage.neverWalked.map(\.edge.name) == [], "\(id)")
    }
  }

  @Test("headings and arrows are ways, other lines of a conversation are not")
  func headings() {
    let text = """
      Golden conversations: a, en
      opening · patient (the person · asked for)
          after the call begins
          -> moment (as after /inbound)
          opening> patient · more
      /busy (cannot talk)
      """
    #expect(
      GoldenWays.edges(in: text) == [
        AuthorEdge(node: "opening", word: "patient"), AuthorEdge(node: nil, word: "/busy"),
        AuthorEdge(node: "moment", word: "go"),
      ])
  }
}
