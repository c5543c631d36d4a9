import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("the walk and its oracle")
struct OracleTests {
  /// How many scripts; more with `RECALL_ORACLE_SCRIPTS`, from another seed with
  /// `RECALL_ORACLE_SEED`.
  static let seeds: Range<UInt64> = {
    let environment = ProcessInfo.processInfo.environment
    let first = environment["RECALL_ORACLE_SEED"].flatMap { UInt64($0) } ?? 1
    let count = environment["RECALL_ORACLE_SCRIPTS"].flatMap { UInt64($0) } ?? 1_000
    return first..<first + count
  }()

  @Test("on small random scripts the linear walk finds what the walk over everything finds")
  func walkEqualsOracle() {
    var compared = 0
    var failures = 0
    for seed in Self.seeds where failures < 5 {
      let draft = RandomScript.draft(seed: seed)
      let facts = { (line: LineID) in draft.books["en"]!.lines[line]!.facts }
      guard let oracle = NaiveWalk(draft.script, limit: 20_000, facts: facts) else { continue }
      compared += 1
      let expected = oracle.found.mapValues { "\($0.parks) \($0.steps)" }
      let found = Self.costs(draft.report)
      if expected != found { failures += 1 }
      #expect(found == expected, "seed \(seed): \(Self.difference(found, expected))")
    }
    #expect(compared * 2 > Self.seeds.count)
  }

  /// Rule and place → parks and steps of the shortest conversation.
  private static func costs(_ report: CheckReport) -> [String: String] {
    var costs: [String: NaiveWalk.Cost] = [:]
    for finding in report.findings {
      if finding.rule == .interruptMissing || finding.rule == .unreachable { continue }
      let key = "\(finding.rule.rawValue) @ \(finding.place)"
      let told = finding.conversation
      let cost = told.map { told in
        NaiveWalk.Cost(
          parks: told.filter { $0 == "/park" || $0 == "/inbound" }.count, steps: told.count)
      }
      costs[key] = min(
        costs[key] ?? cost ?? NaiveWalk.Cost(parks: -1), cost ?? NaiveWalk.Cost(parks: -1))
    }
    return costs.mapValues { "\($0.parks) \($0.steps)" }
  }

  private static func difference(_ found: [String: String], _ expected: [String: String]) -> String
  {
    Set(found.keys).union(expected.keys).filter { found[$0] != expected[$0] }.sorted()
      .map { "\($0): found \(found[$0] ?? "nothing"), expected \(expected[$0] ?? "nothing")" }
      .joined(separator: "; ")
  }
}
