import Foundation
import Testing

@testable import RecallDomain

@Suite("The table of outcomes")
struct OutcomeTableTests {
  static let page = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "scripts/OUTCOMES.md")

  let begin = "<!-- made from the rules: begin -->\n"
  let end = "<!-- made from the rules: end -->"

  @Test("scripts/OUTCOMES.md holds the table that the program runs by")
  func page() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let from = try #require(text.range(of: begin))
    let to = try #require(text.range(of: end))
    let made = OutcomeTable().markdown
    if ProcessInfo.processInfo.environment["RECALL_GOLDEN"] == "write" {
      let whole = text[..<from.upperBound] + made + text[to.lowerBound...]
      try String(whole).write(to: Self.page, atomically: true, encoding: .utf8)
    } else {
      #expect(
        text[from.upperBound..<to.lowerBound] == made,
        "RECALL_GOLDEN=write swift test --filter OutcomeTable writes it anew")
    }
  }

  @Test("has a row for every outcome, detail and gate at which it may be reached, once")
  func total() {
    var seen: [String: Int] = [:]
    for row in OutcomeTable().rows {
      for gate in row.gates { seen["\(row.ending) \(gate)", default: 0] += 1 }
    }
    for ending in everyEnding {
      for gate in GateLevel.allCases {
        #expect(seen["\(ending) \(gate)"] == (ending.gateLevels.contains(gate) ? 1 : nil))
      }
    }
  }

  /// Without one a clinic could not say how long it is (`delays` of `clinic.yaml`).
  @Test("has a rest before whatever the list goes on with", arguments: everyEnding)
  func rests(_ ending: Ending) {
    let next = ending.gateLevels.map { ending.followUp(gate: $0) }
    let goesOn = next.contains { [.nextStep, .redial, .pause].contains($0) }
    #expect(
      (Delays.defaults[ending.detail] != nil) == goesOn,
      "\(ending): Delays.defaults has a rest for what the list goes on with, and for nothing else")
  }

  @Test("names every reason for which a recall ends", arguments: RecallEnd.allCases)
  func ends(_ end: RecallEnd) throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let section = try #require(text.range(of: "## What closes a recall"))
    #expect(text[section.upperBound...].contains("`\(end.rawValue)`"))
  }
}
