/// What is printed at the end: one small table.
struct CountsTable {
  let lines: [String]

  init(_ plan: CrowdPlan, floor: Floor, time: Duration, closing: ClosingAudit.Report) {
    let counts = floor.counts
    let seconds = max(1, Int(time / .seconds(1)))
    let rows: [(String, Int, String)] = [
      ("consoles started", counts.consoles, "\(plan.shifts) shifts of \(plan.consoles)"),
      ("prompts answered", counts.prompts, "\(counts.prompts / seconds) a second"),
      ("calls begun", closing.attempts, "\(closing.events) events in their journals"),
      ("  with one outcome", closing.ended, "each with one note"),
      ("  never dialled", closing.withdrawn, "withdrawn"),
      ("  need an outcome", closing.needingOutcome, "all offered to be finished"),
      ("killed", counts.killed, "at a prompt or in mid-act"),
      ("stalled past the lease", counts.stalled, "\(counts.stale) found themselves stale"),
      ("pipes closed", counts.pipesClosed, ""),
      ("taken up again", counts.takenUp, "\(closing.takenOver) by a colleague"),
      ("late lines kept", closing.keptLate, "none landed"),
      ("contacts", closing.contacts, "caps counted again"),
      ("slots booked", closing.booked, "\(counts.slotsLost) times lost to a colleague"),
      ("numbers silenced", closing.silenced, "none dialled afterwards"),
      ("answers shown as done", floor.ledger.answers.count, "all in the journals, in order"),
      ("notes shown as saved", floor.ledger.notes.count, "all there"),
      ("looks at open claims", counts.samples, "patients, numbers and callers once each"),
      ("cut off from the server", counts.cutOff, "it died \(floor.outages) times"),
      ("told that it is busy", counts.busy, ""),
      ("nobody to call", counts.nobody, ""),
      ("next prompt, median", counts.milliseconds(ofHundred: 50), "ms"),
      ("next prompt, p99", counts.milliseconds(ofHundred: 99), "ms"),
      ("next prompt, slowest", counts.milliseconds(ofHundred: 100), "ms"),
    ]
    let violations = floor.violations.count + closing.violations.count
    lines =
      ["\(plan.consoles) consoles on \(plan.store), \(plan.patients) patients, seed \(plan.seed)"]
      + rows.map(Self.line)
      + [violations == 0 ? "no invariant broken" : "BROKEN: \(violations)"]
  }

  private static func line(_ name: String, _ count: Int, _ remark: String) -> String {
    let (room, number) = (26 - name.count, String(count))
    return "  \(name)" + String(repeating: " ", count: max(1, room + 8 - number.count)) + number
      + (remark.isEmpty ? "" : "  \(remark)")
  }
}
