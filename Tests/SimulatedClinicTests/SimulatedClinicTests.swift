import Foundation
import RecallDomain
import SimulatedClinic
import Testing

/// `RECALL_SEED=…` repeats one simulation; without it some fixed seeds and one of today's chance run.
private let seeds: [UInt64] = {
  let given = ProcessInfo.processInfo.environment["RECALL_SEED"].flatMap { UInt64($0) }
  return given.map { [$0] } ?? [1, 2, UInt64.random(in: 3...999_999)]
}()

/// `RECALL_PATIENTS=…` makes it larger; `make simulate` is quicker for many.
private let patients =
  ProcessInfo.processInfo.environment["RECALL_PATIENTS"].flatMap { Int($0) } ?? 150

@Suite("A simulated clinic")
struct SimulatedClinicTests {
  @Test("violates no rule, and every recall ends for a reason", arguments: seeds)
  func clinic(_ seed: UInt64) {
    let report = SimulatedClinic(SimulationSize(patients: patients), seed: seed).run()
    #expect(report.violationCount == 0, "RECALL_SEED=\(seed) repeats it:\n\(report.text)")
    #expect(report.tally.ends.values.reduce(0, +) == report.recalls)
    #expect(report.tally.ends.count >= 6, "too little happened: \(report.text)")
  }

  @Test("the same seed gives the same clinic")
  func repeats() {
    let once = SimulatedClinic(SimulationSize(patients: 40), seed: 7).run()
    let again = SimulatedClinic(SimulationSize(patients: 40), seed: 7).run()
    #expect(once.text == again.text)
    #expect(once.tally == again.tally)
  }
}

@Suite("The oracle of the simulated clinic")
struct OracleTests {
  @Test("sees every rule that is broken", arguments: BrokenRule.allCases)
  func catches(_ rule: BrokenRule) {
    // A record is seldom wrong.
    let clinic = SimulatedClinic(
      SimulationSize(patients: rule == .corrections ? 4000 : 1000), seed: 4, policy: rule.policy,
      tamper: { rule.tamper(&$0) })
    let report = clinic.run(untilSeen: Set(rule.caught))
    for kind in rule.caught {
      #expect(report.counts[kind] ?? 0 > 0, "\(rule) was not seen: \(report.text)")
    }
  }

  @Test("has a broken rule for every kind of violation")
  func whole() {
    // It would take a broken list: what has ended is in none.
    let beside: Set<Violation.Kind> = [.ended]
    #expect(
      Set(BrokenRule.allCases.flatMap(\.caught)).union(beside) == Set(Violation.Kind.allCases))
  }
}
