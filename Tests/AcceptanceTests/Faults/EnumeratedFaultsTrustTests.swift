import Foundation
import RecallTestSupport
import Testing

/// Every kill point × every prompt of a call, on both stores: the program dies by its own SIGKILL
/// before a transaction's first write, after each write, before COMMIT, and after it. `make trust`
/// tries many of them, with `WHOLE=1` all, `make acceptance` some of each call, others on each store.
@Suite("a program that dies at a named point")
struct EnumeratedFaultsTrustTests {
  struct Case: CustomStringConvertible, Sendable {
    let call: KilledCall
    let store: FaultStore
    var description: String { "\(call.name), on \(store)" }
  }

  static let cases = FaultStore.here.flatMap { store in
    KilledCall.all.map { Case(call: $0, store: store) }
  }

  @Test(
    "loses nothing acknowledged, keeps no half of a transaction, and its call ends in one note",
    arguments: cases)
  func enumerated(_ one: Case) throws {
    let deaths = try Death.all(of: one.call, on: one.store)
    #expect(deaths.count > 30, "the points of a whole call")
    var states = CommittedStates()
    var (tried, broken) = (0, 0)
    for death in TrustLedger.chosen(deaths, few: 3, some: 10, of: one.description) {
      let survival = try Survival(death, on: one.store)
      try survival.run()
      let problems = survival.problems + states.compare(survival.counts, after: death)
      tried += 1
      broken += problems.isEmpty ? 0 : 1
      for problem in problems { Issue.record("\(one.store): \(problem)") }
    }
    TrustLedger.count("kill points × prompts survived", tried: tried, broken: broken)
  }

  @Test("a program for use has no such points")
  func none() throws {
    let program = try Data(contentsOf: URL(fileURLWithPath: Program.path))
    let has = program.range(of: Data("RECALL_KILL_AT".utf8)) != nil
    let isDebug = Program.path == Program.builtForTests
    #expect(has == isDebug)
  }
}

/// What the store holds after each transaction of one call, learned from the deaths themselves: two
/// that die with the same transactions done must leave the same, row for row of every table.
private struct CommittedStates {
  private var known: [Int: [String: Int]] = [:]

  mutating func compare(_ counts: [String: Int], after death: Death) -> [String] {
    guard let committed = death.moment.committed else {
      let (before, after) = (known[death.moment.transaction - 1], known[death.moment.transaction])
      guard let before, let after else { return [] }
      return counts == before || counts == after ? [] : ["\(death): half of a transaction stands"]
    }
    guard let expected = known[committed] else {
      known[committed] = counts
      return []
    }
    let differing = counts.filter { expected[$0.key] != $0.value }.keys.sorted()
    return differing.isEmpty
      ? [] : ["\(death): half of a transaction stands in \(differing.joined(separator: ", "))"]
  }
}
