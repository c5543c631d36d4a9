import Foundation
import Testing

/// recall-import(5) has every member of the documents that programs read.
@Suite("documents and their page")
struct ManualDocumentTests {
  /// The names that a subsection of the page explains.
  private static func told(_ subsection: String) throws -> Set<String> {
    let page = try String(
      contentsOf: Program.packageRoot.appendingPathComponent(
        "Sources/Manual/Pages/recall-import.5"), encoding: .utf8)
    let begin = try #require(page.range(of: ".Ss \(subsection)\n"))
    let text = page[begin.upperBound...]
    let lines = text[..<(text.range(of: "\n.S")?.lowerBound ?? text.endIndex)]
      .components(separatedBy: "\n").filter { $0.hasPrefix(".It Ic ") }
    return Set(
      lines.flatMap { $0.dropFirst(7).components(separatedBy: " , ") })
  }

  private func calledOnce() throws -> Workplace {
    let place = try Workplace()
    try place.smallDemo()
    _ = try place.console(["next", "", "patient", "y", "1961-03-04", "ready", "1", "", "quit"])
    return place
  }

  @Test("a note has what the page says, and no more")
  func note() throws {
    let note = try #require(try calledOnce().notes().first)
    #expect(Set(note.keys) == (try Self.told("A note")).subtracting(["erased"]))
  }

  @Test("the figures have what the page says, and no more")
  func figures() throws {
    let report = try calledOnce().json([
      "report", "--json", "--by", "segment", "--clinic", "demo", "--as", "ana", "--now",
      Workplace.now,
    ])
    let ofTheWhole: Set = ["not_counted", "carried_over", "ended", "queues"]
    let told = try Self.told("The figures")
    #expect(Set(report.keys).union(ofTheWhole) == told)
  }

  @Test("an import's report has what the page says")
  func importReport() throws {
    let place = try Workplace()
    try place.demo(patients: 0)
    _ = try place.file(
      "list.csv", "MRN,Name,DOB,Recall Type,Date Due,Colour\n1,Ana Torres,1970-01-01,Visit,x,red\n")
    let report = try place.json(["import", "list.csv", "--json", "--clinic", "demo"])
    let told = try Self.told("The report of an import")
    #expect(Set(report.keys).isSubset(of: told))
    #expect(Set(report.keys).isSuperset(of: ["read", "rejected", "problems", "unread_columns"]))
  }
}
