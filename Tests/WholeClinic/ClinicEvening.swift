import Crowd
import Foundation
import RecallDomain
import RecallStorage

/// The end of a simulated clinic.
extension WholeClinic {
  /// Everybody finishes what they are at, nothing goes wrong any more, and all is looked at.
  func finish() throws {
    (isEnding, luck.isOver) = (true, true)
    wake()
    for seat in seats {
      seat.asleepUntil = nil
      for _ in 0..<4_000 where !seat.strand.isOver { try give(seat) }
      if !seat.strand.isOver { report.violations.append("\(seat.name) does not come to an end") }
    }
    for colleague in colleagues {
      colleague.isSentHome = true
      for _ in 0..<500 where !colleague.strand.isOver { colleague.strand.go() }
    }
    try writeWhatWaits()
    try lookAtEverything()
  }

  /// The next start of each person writes what an earlier console of theirs has left.
  private func writeWhatWaits() throws {
    for number in 1...size.callers {
      let seat = try sitDown("c0\(number)", calls: 0)
      for _ in 0..<4_000 where !seat.strand.isOver { try give(seat) }
    }
    let left = (try? FileManager.default.contentsOfDirectory(atPath: room.outage)) ?? []
    if !left.isEmpty {
      report.violations.append("\(left.count) calls are still kept on a computer")
    }
  }

  private func lookAtEverything() throws {
    let store = try room.open()
    report.violations += try auditor.broken(AuditRule.afterwards)
    report.violations += try Caps(auditor).broken()
    report.violations += try Promises(auditor, lateWordsCount: true).broken(ledger)
    report.violations += works.post.violations
    report.violations += try CallingTimes(auditor).broken(except: told)
    report.violations += try wishes.broken(except: told)
    report.violations += try store.check().map { "store check: \($0)" }
    let keys = AuditKeyring(room.key)
    _ = try store.sealTrail(room.key, at: time.now)
    let verdict = try store.verifyTrail(keys)
    if !verdict.isWhole { report.violations.append("the trail is broken: \(verdict.breaks)") }
    let open = try auditor.count("attempt WHERE outcome IS NULL AND withdrawn_at IS NULL")
    let offered = try store.callsNeedingOutcome(
      for: "c99", at: time.now.addingTimeInterval(86_400)
    ).count
    if open != offered {
      report.violations.append("\(open) calls have no outcome, \(offered) are offered")
    }
  }

  func summed() -> WholeClinicReport {
    report.trace = trace.hash
    report.hours = time.now.timeIntervalSince(Self.start) / 3_600
    report.sessions = sessions
    report.faults = luck.counts
    report.answered = works.team.map(\.worked).reduce(0, +)
    report.handedOver = works.post.handedOver
    report.imported = works.importer.imported
    report.ending = trace.lines
    return report
  }
}
