import Foundation

/// A crowd of callers on one store, from the making of the clinic to the audit.
package struct Crowd {
  private let plan: CrowdPlan

  package init(_ plan: CrowdPlan) { self.plan = plan }

  /// What came of it: lines of counts, and whatever broke an invariant.
  package struct Report: Sendable {
    package let lines: [String]
    package let violations: [String]
  }

  package func work() throws -> Report {
    // A console that was killed leaves a pipe without a reader.
    signal(SIGPIPE, SIG_IGN)
    let clinic = CrowdClinic(plan: plan)
    try clinic.make()
    let auditor = try Auditor(plan.store, file: clinic.file)
    try CrowdSlots(plan: plan).open(with: auditor)
    let floor = Floor(plan, clinic: clinic, auditor: auditor)
    let begun = ContinuousClock.now
    try floor.work()
    let time = ContinuousClock.now - begun
    let closing = try ClosingAudit(plan, floor: floor, clinic: clinic, auditor: auditor).report()
    return Report(
      lines: CountsTable(plan, floor: floor, time: time, closing: closing).lines,
      violations: floor.violations + closing.violations)
  }
}
