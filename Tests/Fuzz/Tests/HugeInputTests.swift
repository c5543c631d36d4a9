import Foundation
import RecallDomain
import ScriptEngine
import Testing

@testable import RecallExchange

/// Files that are too large, too deep, in a circle, or cut off.
@Suite("input without measure")
struct HugeInputTests {
  /// A million levels, in every way that a file of a clinic can nest.
  private static let deep: [(name: String, text: String)] = [
    ("lists in brackets", String(repeating: "[", count: 1_000_000)),
    ("mappings in braces", String(repeating: "{a: ", count: 250_000)),
    ("lists by dashes", String(repeating: "- ", count: 500_000)),
    ("keys by question marks", String(repeating: "? ", count: 500_000)),
    ("keys and dashes", "a:\n" + String(repeating: "- ? ", count: 250_000)),
    (
      "mappings by indentation",
      (0..<1_400).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n")
    ),
  ]

  @Test("a file of a clinic a million levels deep is one finding", arguments: deep.map(\.name))
  func deepYAML(_ name: String) throws {
    let text = try #require(Self.deep.first { $0.name == name }).text
    let read = YamlReader.read(SourceFile(path: "clinic.yaml", bytes: Array(text.utf8)))
    #expect(read.root == nil && read.findings.count == 1)
    #expect(read.findings.first?.message.contains("\n") == false)
  }

  @Test("a document of FHIR a million levels deep is refused with its place")
  func deepJSON() throws {
    for text in [
      String(repeating: "[", count: 1_000_000), String(repeating: "{\"a\":", count: 200_000),
      "{\"resourceType\":\"Patient\",\"x\":" + String(repeating: "[", count: 1_000_000),
      "{\"resourceType\":\"Bundle\",\"entry\":"
        + String(repeating: "[{\"resource\":{\"resourceType\":\"Bundle\",\"entry\":", count: 20_000),
    ] {
      let taken = try ImportEntry.taken(Array(text.utf8))
      guard case .badJSON(_, line: 1, _, let what)? = taken.failure else {
        Issue.record("\(String(describing: taken.failure))")
        continue
      }
      #expect(what == "the document is nested too deeply")
    }
  }

  @Test("a file that refers to itself is refused where it does")
  func cycles() {
    for (text, line) in [
      ("a: &x\n  b: *x\n", 2), ("&x [*x, *x]\n", 1), ("a: &x {b: c}\nd:\n  <<: *x\n", 1),
      ("? &x [1]\n: *x\n", 1),
    ] {
      let read = YamlReader.read(SourceFile(path: "clinic.yaml", bytes: Array(text.utf8)))
      #expect(read.root == nil && read.findings.first?.place.line == line, "\(text)")
    }
  }

  @Test(
    "cut off at any byte, a file keeps the promises of its entry",
    arguments: [
      ("csv", "hostile"), ("csv", "utf16"), ("csv", "replies"), ("fhir", "hostile"),
      ("clinic", "small"), ("clinic", "odd"), ("catalogue", "small"), ("journal", "refused"),
      ("journal", "sealed"),
    ])
  func cutOff(_ entry: String, _ seed: String) throws {
    let fuzz = try #require(FuzzEntry.named(entry))
    let whole = try [UInt8](
      Data(contentsOf: KeptInputTests.folder.appendingPathComponent("Seeds/\(entry)/\(seed)")))
    // The journal's first event is long, and broken off it is no event.
    let first = entry == "journal" ? whole.count * 3 / 4 : 0
    for length in first..<whole.count {
      #expect(throws: Never.self, "\(entry)/\(seed), \(length) bytes") {
        try fuzz.attempt(Array(whole[..<length]))
      }
    }
  }
}
