import Crowd
import Foundation
import RecallTestSupport
import Testing

/// Several consoles at once, some killed, some stalled past their lease, some with a closed pipe:
/// the small form of `make crowd`.
@Suite("many callers on one store")
struct CrowdTests {
  @Test("no invariant is broken on SQLite, whatever happens to whom")
  func sqlite() throws {
    let place = try Workplace()
    try expectNothingBroken(plan(3, .sqlite, in: place))
  }

  @Test(
    "no invariant is broken on PostgreSQL, with each caller a user of their own",
    .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
  func postgreSQL() throws {
    let place = try Workplace()
    let cluster = try Cluster()
    let url = "postgresql:///\(try cluster.makeDatabase())?host=\(cluster.folder)"
    try expectNothingBroken(plan(5, .postgresql(url), in: place))
  }

  private func plan(_ seed: UInt64, _ store: CrowdStore, in place: Workplace) -> CrowdPlan {
    CrowdPlan(
      seed: seed, program: Program.path, store: store, consoles: 3, patients: 60, shifts: 3,
      callsInShift: 4, slots: 2, promptsPerFault: 25, folder: place.home,
      share: Program.packageRoot, onlyScript: "overdue-follow-up")
  }

  private func expectNothingBroken(_ plan: CrowdPlan) throws {
    let report = try Crowd(plan).work()
    let table = report.lines.joined(separator: "\n")
    #expect(report.violations == [], "\(table)")
  }
}
