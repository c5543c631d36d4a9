/// When everybody has gone home: the auditor's own queries, the program's own check, and whether
/// all that has no outcome is offered as such.
struct ClosingAudit {
  private let plan: CrowdPlan
  private let floor: Floor
  private let clinic: CrowdClinic
  private let auditor: Auditor

  init(_ plan: CrowdPlan, floor: Floor, clinic: CrowdClinic, auditor: Auditor) {
    (self.plan, self.floor, self.clinic, self.auditor) = (plan, floor, clinic, auditor)
  }

  struct Report {
    var violations: [String] = []
    var attempts = 0
    var ended = 0
    var withdrawn = 0
    var needingOutcome = 0
    var contacts = 0
    var booked = 0
    var silenced = 0
    var keptLate = 0
    var takenOver = 0
    var events = 0
  }

  func report() throws -> Report {
    var report = Report()
    report.violations = try auditor.audit(floor.ledger)
    let check = try clinic.check()
    if check.status != 0 { report.violations.append("recall store check: \(check.text)") }
    report.attempts = try auditor.count("attempt")
    report.ended = try auditor.count("attempt WHERE outcome IS NOT NULL")
    report.withdrawn = try auditor.count("attempt WHERE withdrawn_at IS NOT NULL")
    report.contacts = try auditor.count("attempt WHERE contact = 1")
    report.booked = try auditor.count("slot WHERE booked = 1")
    report.silenced = try auditor.count("silenced")
    report.keptLate = try auditor.count("stale_entry")
    report.takenOver = try auditor.count("audit WHERE act = 'taken-over'")
    report.events = try auditor.count("call_event")
    report.needingOutcome = try clinic.needingOutcome()
    let left = report.attempts - report.ended - report.withdrawn
    if left != report.needingOutcome {
      report.violations.append(
        "\(left) calls have no outcome, and \(report.needingOutcome) are offered to be finished")
    }
    return report
  }
}
