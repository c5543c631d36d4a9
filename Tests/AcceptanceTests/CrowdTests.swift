import Crowd
import Foundation
import Testing

/// Several consoles at once, some killed, some stalled past their lease, some with a closed pipe:
/// the small form of `make crowd`.
@Suite("many callers on one store")
struct CrowdTests {
  @Test(
    "no invariant is broken, whatever happens to whom", arguments: [UInt64(3), 11])
  func sqlite(_ seed: UInt64) throws {
    let place = try Workplace()
    try expectNothingBroken(plan(seed, .sqlite, in: place))
  }

  private func plan(_ seed: UInt64, _ store: CrowdStore, in place: Workplace) -> CrowdPlan {
    CrowdPlan(
      seed: seed, program: Program.path, store: store, consoles: 3, patients: 60, shifts: 3,
      callsInShift: 4, slots: 2, promptsPerFault: 25, folder: place.home,
      share: Program.packageRoot)
  }

  private func expectNothingBroken(_ plan: CrowdPlan) throws {
    let report = try Crowd(plan).work()
    let table = report.lines.joined(separator: "\n")
    #expect(report.violations == [], "\(table)")
  }
}
