import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

/// The checker checked: what ships, broken by program, is caught by the right rule at the right
/// place; what ships, changed without harm, is not spoken of.
@Suite("the checker checked by mutation", .serialized)
struct MutationTests {
  /// Seed and size; another seed makes other mutants.
  static let seed = number("RECALL_MUTANT_SEED") ?? 1
  /// Mutants for each rule, and neutral changes for each, of one script; all with
  /// `RECALL_MUTANTS=1000`.
  static let most = number("RECALL_MUTANTS").map(Int.init)
  static let calls = 60

  private static func number(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
  }

  /// Killed and passed, by rule.
  struct Tally: Sendable {
    var killed: [RuleID: Int] = [:]
    var mutants: [RuleID: Int] = [:]
    var passed: [RuleID: Int] = [:]
    var neutral: [RuleID: Int] = [:]
    var survivors: [String] = []
    var alarms: [String] = []

    static func + (left: Tally, right: Tally) -> Tally {
      var sum = left
      sum.killed.merge(right.killed, uniquingKeysWith: +)
      sum.mutants.merge(right.mutants, uniquingKeysWith: +)
      sum.passed.merge(right.passed, uniquingKeysWith: +)
      sum.neutral.merge(right.neutral, uniquingKeysWith: +)
      sum.survivors += right.survivors
      sum.alarms += right.alarms
      return sum
    }
  }

  @Test(
    "every mutant of every shipped script is caught where it is broken, every neutral change passes"
  )
  func mutants() async throws {
    let scripts = try MutantClinic.shipped()
    #expect(!scripts.isEmpty)
    let most = Self.most ?? max(1, 10 / scripts.count)
    let tally = await withTaskGroup(of: Tally.self) { group in
      for clinic in scripts { group.addTask { Self.judge(clinic, most) } }
      return await group.reduce(Tally(), +)
    }
    for survivor in tally.survivors { Issue.record("survives: \(survivor)") }
    for alarm in tally.alarms { Issue.record("false alarm: \(alarm)") }
    print(Self.table(tally, scripts.count))
    // What is wrong with a rehearsal is tried in `RehearsalRuleTests`: scripts stand here alone.
    for rule in RuleID.allCases where !rule.rawValue.hasPrefix("rehearsal/") {
      #expect(tally.mutants[rule] ?? 0 > 0, "no mutant for \(rule.rawValue)")
      #expect(tally.neutral[rule] ?? 0 > 0, "no neutral change for \(rule.rawValue)")
    }
  }

  static func judge(_ clinic: MutantClinic, _ most: Int) -> Tally {
    var tally = Tally()
    guard var maker = MutantMaker(clinic, seed: seed, share: max(3, most), calls: calls) else {
      tally.survivors.append("\(clinic.script): it cannot be read")
      return tally
    }
    tally.alarms += maker.seen.problems.map { "\(clinic.script): \($0)" }
    let known = Set(maker.findings.map(Mutant.key))
    for mutant in maker.mutants(most) {
      tally.mutants[mutant.rule, default: 0] += 1
      if let survival = mutant.survival(besides: known) {
        tally.survivors.append(
          "\(clinic.script): \(mutant.rule.rawValue): \(mutant.name): \(survival)")
      } else {
        tally.killed[mutant.rule, default: 0] += 1
      }
    }
    let before = Dictionary(grouping: maker.findings, by: \.rule).mapValues(\.count)
    for change in maker.someNeutralChanges(most) {
      let alarm = change.alarm(before: before)
      for rule in change.rules {
        tally.neutral[rule, default: 0] += 1
        if alarm == nil { tally.passed[rule, default: 0] += 1 }
      }
      if let alarm { tally.alarms.append("\(clinic.script): \(change.name): \(alarm)") }
    }
    return tally
  }

  private static func table(_ tally: Tally, _ scripts: Int) -> String {
    let rows = RuleID.allCases.map { rule in
      row(
        rule.rawValue, tally.killed[rule] ?? 0, tally.mutants[rule] ?? 0, tally.passed[rule] ?? 0,
        tally.neutral[rule] ?? 0)
    }
    let sum = { (counts: [RuleID: Int]) in counts.values.reduce(0, +) }
    let total = row(
      "together, \(scripts) scripts", sum(tally.killed), sum(tally.mutants), sum(tally.passed),
      sum(tally.neutral))
    let head =
      "rule".padded(32) + "mutants killed".padded(18) + "neutral changes passed"
    return ([head] + rows + [total]).joined(separator: "\n")
  }

  private static func row(
    _ name: String, _ killed: Int, _ mutants: Int, _ passed: Int, _ neutral: Int
  ) -> String {
    name.padded(32) + "\(killed) of \(mutants)".padded(18) + "\(passed) of \(neutral)"
  }
}

extension MutantMaker {
  /// So many for each rule.
  mutating func mutants(_ most: Int) -> [Mutant] {
    let all = Dictionary(grouping: allMutants(), by: \.rule)
    return RuleID.allCases.flatMap { some(all[$0] ?? [], most) }
  }

  /// Until each rule has so many.
  mutating func someNeutralChanges(_ most: Int) -> [NeutralChange] {
    let all = neutralChanges()
    var had: [RuleID: Int] = [:]
    return some(all, all.count).filter { change in
      guard change.rules.contains(where: { had[$0] ?? 0 < most }) else { return false }
      for rule in change.rules { had[rule, default: 0] += 1 }
      return true
    }
  }

  private mutating func allMutants() -> [Mutant] {
    formatMutants() + referenceMutants() + factMutants() + wordMutants() + neverMutants()
      + actMutants() + outcomeMutants() + flowMutants() + closeMutants() + interruptMutants()
      + localeMutants() + toneMutants() + speechMutants() + messageMutants() + approvalMutants()
  }
}

extension String {
  fileprivate func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
